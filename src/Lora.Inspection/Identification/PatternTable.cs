using Lora.Inspection.Hashing;

namespace Lora.Inspection.Identification;

/// <summary>Maps names to their <see cref="ModulePattern"/> without creating strings. Limited to <see cref="MaxPatterns"/>; a file has a few hundred.</summary>
internal sealed class PatternTable
{
    public const int MaxPatterns = 8192;

    private readonly List<ModulePattern> _patterns = [];
    private int[] _slots = new int[512];
    private ulong[] _hashes = new ulong[512];

    public List<ModulePattern> Patterns => _patterns;

    /// <summary>Returns the pattern of a name, or <see langword="null"/> if the table is full.</summary>
    public ModulePattern? Get(ReadOnlySpan<byte> name, ModulePart part, bool dotted)
    {
        var hash = KeyedHash.Of(name);
        var slot = Find(hash, name);
        if (_slots[slot] != 0)
        {
            return _patterns[_slots[slot] - 1];
        }

        if (_patterns.Count >= MaxPatterns)
        {
            return null;
        }

        var pattern = new ModulePattern(name.ToArray(), part, dotted);
        _patterns.Add(pattern);
        (_slots[slot], _hashes[slot]) = (_patterns.Count, hash);
        if (_patterns.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return pattern;
    }

    /// <summary>Returns the pattern of a name, or <see langword="null"/> if there is none.</summary>
    public ModulePattern? Find(ReadOnlySpan<byte> name, ulong hash) => _slots[Find(hash, name)] is var found and > 0 ? _patterns[found - 1] : null;

    private int Find(ulong hash, ReadOnlySpan<byte> name)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        while (_slots[slot] != 0 && (_hashes[slot] != hash || !name.SequenceEqual(_patterns[_slots[slot] - 1].Name)))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var (slots, hashes) = (_slots, _hashes);
        _slots = new int[slots.Length * 2];
        _hashes = new ulong[slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var old = 0; old < slots.Length; old++)
        {
            if (slots[old] != 0)
            {
                var slot = (int)hashes[old] & mask;
                while (_slots[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                (_slots[slot], _hashes[slot]) = (slots[old], hashes[old]);
            }
        }
    }
}
