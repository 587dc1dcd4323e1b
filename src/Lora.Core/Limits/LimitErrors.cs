using Lora.Errors;

namespace Lora.Limits;

/// <summary>Creates the exceptions for requests that exceed a limit of this process.</summary>
internal static class LimitErrors
{
    public static LoraException ServerBusy() => ErrorCatalog.Exception(LoraErrorCodes.ServerBusy);

    public static LoraException TooManyInspections() => ErrorCatalog.Exception(LoraErrorCodes.InspectionLimit);
}
