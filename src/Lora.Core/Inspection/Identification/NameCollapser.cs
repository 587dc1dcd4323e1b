using System.Buffers.Text;

namespace Lora.Inspection.Identification;

/// <summary>Writes the name of a module as its pattern.</summary>
internal static class NameCollapser
{
    /// <summary>Names longer than this are cut; no trainer writes such.</summary>
    public const int MaxLength = 384;

    /// <summary>Writes the pattern of <paramref name="module"/> to <paramref name="target"/> and its block numbers to <paramref name="indexes"/>.</summary>
    public static (int Length, int Indexes) Collapse(ReadOnlySpan<byte> module, Span<byte> target, Span<int> indexes)
    {
        module = module[..Math.Min(module.Length, MaxLength)];
        var (length, count, position) = (0, 0, 0);
        while (true)
        {
            var digits = module[position..].IndexOfAnyInRange((byte)'0', (byte)'9');
            var plain = digits < 0 ? module.Length - position : digits;
            module.Slice(position, plain).CopyTo(target[length..]);
            (position, length) = (position + plain, length + plain);
            if (digits < 0)
            {
                break;
            }

            var run = module[position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var end = run < 0 ? module.Length : position + run;
            if (IsIndex(module, position, end, count) && count < indexes.Length && Utf8Parser.TryParse(module[position..end], out int number, out _))
            {
                target[length++] = (byte)'#';
                indexes[count++] = number;
            }
            else
            {
                module[position..end].CopyTo(target[length..]);
                length += end - position;
            }

            position = end;
        }

        var written = target[..length];
        written.Replace((byte)'.', (byte)'_');
        written.Replace((byte)':', (byte)'_');
        return (length, count);
    }

    private static bool IsIndex(ReadOnlySpan<byte> module, int start, int end, int before) =>
        (start == 0 || IsSeparator(module[start - 1])) && (end == module.Length ? before == 0 : IsSeparator(module[end]));

    private static bool IsSeparator(byte value) => value is (byte)'.' or (byte)'_' or (byte)':';
}
