namespace Lora.Components;

/// <summary>Helpers for HTML attributes.</summary>
internal static class LoraCss
{
    /// <summary>Joins class names and skips empty ones.</summary>
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

    /// <summary>Returns an element id that is unique on the page, even if several processes render it.</summary>
    public static string NewId(string prefix) => $"{prefix}-{Guid.NewGuid():N}"[..(prefix.Length + 9)];
}
