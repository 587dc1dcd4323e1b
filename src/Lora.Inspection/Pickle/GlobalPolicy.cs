namespace Lora.Inspection.Pickle;

/// <summary>Rates a global of a pickle: allowed by PyTorch, known to be dangerous, or unknown.</summary>
internal static class GlobalPolicy
{
    /// <summary>Classes are not nested deeper than this.</summary>
    private const int MostSteps = 16;

    public static InspectionVerdict Judge(string module, string name)
    {
        var fullName = string.Concat(module, ".", name);
        if (AllowedGlobals.Contains(fullName))
        {
            return InspectionVerdict.Ok;
        }

        if (HarmlessGlobals.Contains(module, name, fullName) || EndsInData(name))
        {
            return InspectionVerdict.Suspicious;
        }

        var top = FirstSegment(module.AsSpan().Trim());
        var dangerous = PythonModules.Contains(top)
            || DeniedGlobals.ContainsPackage(top)
            || DeniedGlobals.ContainsPath(fullName)
            || DeniedGlobals.ContainsName(LastSegment(name.AsSpan().Trim()))
            || PassesThroughModule(module, name);
        return dangerous ? InspectionVerdict.Dangerous : InspectionVerdict.Suspicious;
    }

    /// <summary>A dotted name goes through attributes. One that ends in a dictionary or a string can't be called; changes to it are detected elsewhere.</summary>
    private static bool EndsInData(string name) =>
        name.EndsWith(".__globals__", StringComparison.Ordinal) || name.EndsWith(".__dict__", StringComparison.Ordinal) || name.EndsWith(".__doc__", StringComparison.Ordinal);

    /// <summary>Any module can expose another that it imports, so <c>os.system</c> can be reached through a harmless one.</summary>
    private static bool PassesThroughModule(string module, string name)
    {
        var dot = name.LastIndexOf('.');
        return (dot > 0 && AnySegment(name.AsSpan(0, dot), static segment => PythonModules.Contains(segment) || segment.StartsWith("__", StringComparison.Ordinal)))
            || LeadsToDenied(name)
            || AnySegment(module, static segment => segment is "os" or "sys" or "subprocess" or "posix" or "nt" or "builtins" or "shutil" or "importlib" or "pickle" or "_vendor");
    }

    private static bool LeadsToDenied(string name)
    {
        for (var steps = 0; name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot; steps++)
        {
            if (steps == MostSteps || DeniedGlobals.ContainsPath(name))
            {
                return true;
            }

            name = name[(dot + 1)..];
        }

        return false;
    }

    private static bool AnySegment(ReadOnlySpan<char> path, Func<string, bool> matches)
    {
        foreach (var range in path.Split('.'))
        {
            if (matches(path[range].ToString()))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> FirstSegment(ReadOnlySpan<char> path) => path.IndexOf('.') is >= 0 and var dot ? path[..dot] : path;

    private static ReadOnlySpan<char> LastSegment(ReadOnlySpan<char> path) => path[(path.LastIndexOf('.') + 1)..];
}
