namespace Lora.Inspection;

/// <summary>Finds the other half of a pair.</summary>
public static class LoraPairing
{
}
