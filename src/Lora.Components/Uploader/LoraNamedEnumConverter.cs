using System.Text.Json.Serialization;

namespace Lora.Components;

/// <summary>Reads enumeration members by name only, because a number may not be a defined member.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal sealed class LoraNamedEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
