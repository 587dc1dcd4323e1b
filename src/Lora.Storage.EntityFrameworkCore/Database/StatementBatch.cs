using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Statements that are sent to the database together, as one command.</summary>
internal sealed class StatementBatch
{
    /// <summary>The place of the values in a statement.</summary>
    public const string Values = "(@values)";

    private readonly StringBuilder _text = new();
    private readonly List<object> _parameters = [];

    /// <summary>Gets the number of statements.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a statement, unless it is <see langword="null"/>. Its values are inserted at <see cref="Values"/>.</summary>
    public void Add(string? statement, IReadOnlyList<object> values)
    {
        if (statement is null)
        {
            return;
        }

        var places = string.Join(", ", values.Select((_, index) => $"{{{_parameters.Count + index}}}"));
        _text.Append(statement.Replace(Values, $"({places})", StringComparison.Ordinal)).Append(";\n");
        _parameters.AddRange(values);
        Count++;
    }

    /// <summary>Executes the statements and removes them.</summary>
    public async Task ExecuteAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (Count == 0)
        {
            return;
        }

        await context.Database.ExecuteSqlRawAsync(_text.ToString(), _parameters, cancellationToken).ConfigureAwait(false);
        _text.Clear();
        _parameters.Clear();
        Count = 0;
    }
}
