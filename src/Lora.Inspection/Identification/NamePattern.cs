using System.Text;
using Lora.Inspection.Hashing;

namespace Lora.Inspection.Identification;

/// <summary>A parsed pattern of the rules. For the syntax see <see cref="TensorLayout"/>.</summary>
internal sealed class NamePattern
{
    private readonly byte[] _words;
    private readonly bool _atStart;
    private readonly bool _atEnd;
    private readonly NameStart _start;

    public NamePattern(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        _atStart = text[0] == '^';
        _atEnd = text[^1] == '$';
        _words = Encoding.UTF8.GetBytes(text.TrimStart('^').TrimEnd('$'));
        _start = NameStart.Of(_words);
        Hash = IsWholeName ? KeyedHash.Of(_words) : 0;
    }

    /// <summary>Gets whether the pattern matches exactly one name.</summary>
    public bool IsWholeName => _atStart && _atEnd;

    /// <summary>Gets whether the pattern matches only at the start of a name.</summary>
    public bool IsAtStart => _atStart;

    /// <summary>Gets the words of the pattern.</summary>
    public ReadOnlySpan<byte> Name => _words;

    /// <summary>Gets the hash of <see cref="Name"/> if the pattern is a whole name.</summary>
    public ulong Hash { get; }

    /// <summary>Returns whether names that start like these may match. Excludes most patterns quickly.</summary>
    public bool MayMatch(HashSet<NameStart> starts) => !_atStart || _words.Length < NameStart.Length || starts.Contains(_start);

    public bool Matches(ReadOnlySpan<byte> name)
    {
        if (_atStart)
        {
            return name.StartsWith(_words) && EndsWell(name, _words.Length);
        }

        for (var from = 0; ;)
        {
            var found = name[from..].IndexOf(_words);
            if (found < 0)
            {
                return false;
            }

            var start = from + found;
            if ((start == 0 || name[start - 1] == '_') && EndsWell(name, start + _words.Length))
            {
                return true;
            }

            from = start + 1;
        }
    }

    private bool EndsWell(ReadOnlySpan<byte> name, int end) => end == name.Length || (!_atEnd && name[end] == '_');
}
