using System.CommandLine;

namespace Lora.Tool;

/// <summary>A command whose help ends with examples.</summary>
internal class ToolCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Creates an option that has no value.</summary>
    public static Option<bool> CreateFlag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };
}
