using System.Diagnostics.CodeAnalysis;
using Lora.Errors;

namespace Lora;

/// <summary>The result of an operation: a value, or the issues that prevented it.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class LoraResult<T>
    where T : class
{
    private LoraResult(T? value, IReadOnlyList<LoraIssue> issues)
    {
        Value = value;
        Issues = issues;
    }

    /// <summary>Gets the value; <see langword="null"/> if there are issues.</summary>
    public T? Value { get; }

    /// <summary>Gets the issues; empty if there is a value.</summary>
    public IReadOnlyList<LoraIssue> Issues { get; }

    /// <summary>Gets whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Value is not null;

    /// <summary>Returns the value. For callers that expect no issues.</summary>
    /// <exception cref="LoraException">There is no value. The exception has the code and message of the first issue.</exception>
    public T OrThrow() => Value ?? throw new LoraException(Issues[0].Code, Issues[0].Message, ErrorCatalog.IsTransient(Issues[0].Code));

    /// <summary>Converts a value to a successful result.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Results are created by conversion.")]
    [SuppressMessage("Design", "MA0018:Do not declare static members on generic types", Justification = "Operators must be static.")]
    public static implicit operator LoraResult<T>(T value) => new(value, []);

    /// <summary>Converts an issue to a failed result.</summary>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Results are created by conversion.")]
    [SuppressMessage("Design", "MA0018:Do not declare static members on generic types", Justification = "Operators must be static.")]
    public static implicit operator LoraResult<T>(LoraIssue issue) => new(null, [issue]);

    /// <summary>Converts issues to a failed result.</summary>
    /// <param name="issues">The issues, at least one.</param>
    /// <exception cref="ArgumentException">There is no issue.</exception>
    [SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Results are created by conversion.")]
    [SuppressMessage("Design", "MA0018:Do not declare static members on generic types", Justification = "Operators must be static.")]
    public static implicit operator LoraResult<T>(LoraIssue[] issues) => Failed(issues);

    internal static LoraResult<T> Failed(IReadOnlyList<LoraIssue> issues) =>
        issues.Count > 0 ? new(null, issues) : throw new ArgumentException("A failed result needs at least one issue.", nameof(issues));
}
