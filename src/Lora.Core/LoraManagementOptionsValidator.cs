using Lora.Limits;
using Lora.Storage;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>Reports all errors in the options when the application starts.</summary>
internal sealed class LoraManagementOptionsValidator : IValidateOptions<LoraManagementOptions>
{
    private const long SmallestPart = 5L * 1024 * 1024;
    private const long LargestPart = 1024L * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, LoraManagementOptions options)
    {
        var errors = new List<string>();
        Check(options.MaxFileSize > 0, "MaxFileSize must be above 0 bytes.");
        Check(IsKeyPrefix(options.KeyPrefix), "KeyPrefix must be empty or made of a-z A-Z 0-9 . _ - with single slashes between, such as 'loras' or 'studio/loras'.");
        Check(options.UrlLifetime >= TimeSpan.FromSeconds(1) && options.UrlLifetime <= LoraManagementOptions.MaxUrlLifetime, "UrlLifetime must be 1 second to 7 days.");
        Check(options.PartSize is >= SmallestPart and <= LargestPart, "PartSize must be 5 MiB to 1 GiB.");
        Check(options.MaxFileSize <= LoraPartPlan.MaxParts * LargestPart, "MaxFileSize must be at most 1,000 GiB.");
        Check(options.UploadLifetime > TimeSpan.Zero, "UploadLifetime must be above zero.");
        Check(Enum.IsDefined(options.Transport), "Transport must be Auto, Direct or Proxied.");
        Check(options.PartUrlLifetime >= TimeSpan.FromSeconds(1) && options.PartUrlLifetime <= LoraManagementOptions.MaxUrlLifetime, "PartUrlLifetime must be 1 second to 7 days.");
        Check(options.MaxWorkspaceBytes is null or > 0, "MaxWorkspaceBytes must be above 0 bytes, or null for no limit.");
        Check(options.MaxWorkspaceUploads is null or > 0, "MaxWorkspaceUploads must be above 0, or null for no limit.");
        Check(options.SyncInterval >= TimeSpan.Zero, "SyncInterval must be zero (off) or more.");
        Check(options.RemoveUnknownAfter is null || options.RemoveUnknownAfter > options.UploadLifetime, "RemoveUnknownAfter must be longer than UploadLifetime, or null.");
        Check(options.Lease >= TimeSpan.FromSeconds(1), "Lease must be 1 second or more.");
        Check(options.SweepInterval >= TimeSpan.Zero, "SweepInterval must be zero (off) or more.");
        Check(options.AuditRetention >= TimeSpan.Zero, "AuditRetention must be zero (keep forever) or more.");
        Check(
            errors.Count > 0 || options.MaxBufferedBytes is null || options.MaxBufferedBytes >= ProcessLimits.SmallestMemory(options),
            "MaxBufferedBytes must be at least six times the size of a part (PartSize, or a thousandth of MaxFileSize) and three times Inspection.MaxHeaderLength, or null for the default.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Select(error => $"{nameof(LoraManagementOptions)}: {error}"));

        void Check(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }

    private static bool IsKeyPrefix(string prefix) =>
        prefix.Length == 0
        || (prefix.Length <= 200 && prefix.Split('/').All(part =>
            part.Length > 0 && part is not ("." or "..") && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')));
}
