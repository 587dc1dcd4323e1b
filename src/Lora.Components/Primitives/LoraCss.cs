namespace Lora.Components;

/// <summary>Small helpers for attributes.</summary>
internal static class LoraCss
{
    /// <summary>Joins class names and leaves out the empty ones.</summary>
    public static string Join(params ReadOnlySpan<string?> names)
    {
        var kept = new List<string>(names.Length);
        foreach (var name in names)
        {
            if (!string.IsNullOrWhiteSpace(name))
            {
                kept.Add(name);
            }
        }

        return string.Join(' ', kept);
    }

    /// <summary>An id for an element that no other element of the page has, whichever process rendered it.</summary>
    public static string NewId(string prefix) => $"{prefix}-{Guid.NewGuid():N}"[..(prefix.Length + 9)];
}
