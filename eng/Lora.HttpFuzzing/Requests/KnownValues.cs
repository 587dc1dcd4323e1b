using System.Text.RegularExpressions;
using Lora.Fuzzing;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Values that a server has answered with and that later requests use: ids, page cursors, tickets, tokens.</summary>
internal sealed partial class KnownValues
{
    private const int Kept = 48;

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private int _added;

    /// <summary>Keeps what an answer names.</summary>
    public void Learn(string body)
    {
        foreach (Match match in Value().Matches(body))
        {
            Add(match.Groups["name"].Value, match.Groups["value"].Value);
        }

        foreach (Match match in Download().Matches(body))
        {
            Add("download", match.Groups["path"].Value);
            Add("ticket", match.Groups["ticket"].Value);
        }
    }

    public void Add(string name, string value)
    {
        lock (_lock)
        {
            if (!_values.TryGetValue(name, out var list))
            {
                _values[name] = list = [];
            }

            if (list.Count < Kept)
            {
                list.Add(value);
            }
            else
            {
                // The first one of each kind stays: it is what the run was prepared with.
                list[1 + (_added++ % (Kept - 1))] = value;
            }
        }
    }

    /// <summary>Returns a value of this name, or <paramref name="otherwise"/> when there is none yet.</summary>
    public string One(string name, FuzzRandom random, string otherwise = "0198f0f0f0f07000800000000000abcd")
    {
        lock (_lock)
        {
            var number = random.Next();
            return _values.TryGetValue(name, out var list) ? list[(int)(number % (ulong)list.Count)] : otherwise;
        }
    }

    /// <summary>Returns every id that an answer names.</summary>
    public static IEnumerable<string> IdsIn(string body) =>
        Value().Matches(body).Where(static match => match.Groups["name"].Value == "id").Select(static match => match.Groups["value"].Value);

    [GeneratedRegex("\"(?<name>id|next|connectionToken|key|path|sha256)\":\"(?<value>[^\"]{1,400})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Value();

    [GeneratedRegex("(?<path>/api/[^\"? ]{1,300}\\?ticket=(?<ticket>[^\"&]{1,2000}))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Download();
}
