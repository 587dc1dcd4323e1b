using Lora.Inspection.Identification;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Tests.Identification;

/// <summary>Creates and identifies small headers.</summary>
internal static class Headers
{
    public static TensorContents Of(IEnumerable<(string Name, long[] Shape)> tensors, params (string Key, string Value)[] metadata)
    {
        var table = new TensorTableBuilder();
        foreach (var (name, shape) in tensors)
        {
            table.Add(name, TensorType.BF16, shape);
        }

        return new(table.Build(), metadata.ToDictionary(item => item.Key, item => item.Value, StringComparer.Ordinal), 0);
    }

    /// <summary>Returns a module as PEFT writes it.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Peft(string module, long input, long output, long rank = 16) =>
        [($"{module}.lora_A.weight", [rank, input]), ($"{module}.lora_B.weight", [output, rank])];

    /// <summary>Returns a module as kohya's trainers write it.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Kohya(string module, long input, long output, long rank = 8) =>
        [($"{module}.alpha", []), ($"{module}.lora_down.weight", [rank, input]), ($"{module}.lora_up.weight", [output, rank])];

    public static LoraIdentification Identify(IEnumerable<(string Name, long[] Shape)> tensors, params (string Key, string Value)[] metadata) =>
        Identifier.Identify(Of(tensors, metadata), null, null, LoraRuleSet.Default);
}
