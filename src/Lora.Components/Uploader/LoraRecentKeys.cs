namespace Lora.Components;

/// <summary>Stores recently added keys: at most <paramref name="capacity"/>, and at least half as many.</summary>
internal sealed class LoraRecentKeys(int capacity)
{
    private HashSet<string> _new = new(StringComparer.Ordinal);
    private HashSet<string> _old = new(StringComparer.Ordinal);

    /// <summary>Gets the number of keys.</summary>
    public int Count => _new.Count + _old.Count;

    /// <summary>Returns whether the key is stored.</summary>
    public bool Contains(string key) => _new.Contains(key) || _old.Contains(key);

    /// <summary>Adds a key, and removes the oldest keys if the capacity is exceeded.</summary>
    /// <returns><see langword="false"/> if the key was already stored.</returns>
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

    /// <summary>Removes a key.</summary>
    /// <returns>Whether the key was stored.</returns>
    public bool Remove(string key) => _new.Remove(key) | _old.Remove(key);
}
