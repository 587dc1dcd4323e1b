namespace Lora.Inspection.Pickle;

/// <summary>A function, class or other object that a pickle loads from a module.</summary>
internal sealed class PickleGlobal(string module, string name)
{
    public string Module { get; } = module;

    public string Name { get; } = name;

    public string FullName { get; } = string.Concat(module, ".", name);

    public InspectionVerdict Risk { get; } = GlobalPolicy.Judge(module, name);
}
