namespace Lora.Components;

/// <summary>Remembers the keys that were added last: never more than <paramref name="capacity"/>, and at least half as many.</summary>
internal sealed class LoraRecentKeys(int capacity)
{
    private HashSet<string> _new = new(StringComparer.Ordinal);
    private HashSet<string> _old = new(StringComparer.Ordinal);

    /// <summary>Gets how many keys are remembered.</summary>
    public int Count => _new.Count + _old.Count;

    /// <summary>Returns whether the key is remembered.</summary>
    public bool Contains(string key) => _new.Contains(key) || _old.Contains(key);

    /// <summary>Adds a key and forgets the oldest ones when there are too many.</summary>
    /// <returns><see langword="false"/> if the key was remembered already.</returns>
    public bool Add(string key)
    {
        if (Contains(key))
        {
            return false;
        }

        if (_new.Count >= capacity / 2)
        {
            (_old, _new) = (_new, new HashSet<string>(StringComparer.Ordinal));
        }

        return _new.Add(key);
    }

    /// <summary>Forgets a key.</summary>
    /// <returns>Whether it was remembered.</returns>
    public bool Remove(string key) => _new.Remove(key) | _old.Remove(key);
}
