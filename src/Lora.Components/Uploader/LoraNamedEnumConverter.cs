using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>Reads the members of an enumeration by name only: a number could stand for one that does not exist.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class LoraNamedEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
