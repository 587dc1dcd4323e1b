using Lora.Errors;

namespace Lora.Access;

/// <summary>The messages about access.</summary>
internal static class AccessIssues
{
    public static LoraIssue UserMissing { get; } = ErrorCatalog.Issue(LoraErrorCodes.UserMissing);

    public static LoraIssue WorkspaceMissing { get; } = ErrorCatalog.Issue(LoraErrorCodes.WorkspaceMissing);

    public static LoraIssue Denied(LoraOperation operation) => new(
        LoraErrorCodes.PermissionDenied,
        $"You don't have permission to {NameOf(operation)} in this workspace. Ask your administrator for access.");

    public static LoraException ToException(this LoraIssue issue) => new(issue.Code, issue.Message);

    private static string NameOf(LoraOperation operation) => operation switch
    {
        LoraOperation.View => "view LoRAs",
        LoraOperation.Upload => "upload LoRAs",
        LoraOperation.Edit => "edit LoRAs",
        LoraOperation.Delete => "delete LoRAs",
        LoraOperation.ManageStorage => "manage storage",
        LoraOperation.Generate => "use LoRAs in generation requests",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };
}
