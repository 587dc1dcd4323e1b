namespace Lora.Limits;

/// <summary>The exceptions for requests that exceed a limit of this process.</summary>
internal static class LimitFaults
{
    public static LoraException ServerBusy() => new(LoraErrorCodes.ServerBusy, "The server is busy. Try again in a moment.", isTransient: true);

    public static LoraException TooManyInspections() =>
        new(LoraErrorCodes.InspectionLimit, "Too many files of this workspace are being checked at once. Try again in a moment.", isTransient: true);
}
