using Microsoft.Extensions.Options;

namespace Lora.Storage.S3;

internal sealed class LoraS3OptionsValidator : IValidateOptions<LoraS3Options>
{
    public ValidateOptionsResult Validate(string? name, LoraS3Options options)
    {
        var faults = new List<string>();
        Check(!string.IsNullOrWhiteSpace(options.Bucket), "Bucket is missing. Set it to the name of the bucket that keeps LoRA files.");
        Check(
            string.IsNullOrWhiteSpace(options.Bucket) || IsBucket(options.Bucket),
            "Bucket is not the name of a bucket. Use 3 to 63 of a-z 0-9 . - and no folder; a folder goes into LoraManagementOptions.KeyPrefix.");
        Check(options.ServiceUrl is null || IsAddress(options.ServiceUrl), "ServiceUrl must be an http or https address, such as http://127.0.0.1:9000, or null for AWS.");
        Check(options.PublicServiceUrl is null || IsAddress(options.PublicServiceUrl), "PublicServiceUrl must be an http or https address, or null.");
        Check(options.Region is null || IsWord(options.Region), "Region must be a region's name, such as eu-central-1, or null.");
        Check(
            string.IsNullOrEmpty(options.AccessKey) == string.IsNullOrEmpty(options.SecretKey),
            "AccessKey and SecretKey belong together. Set both, or neither to use the credentials of the environment.");
        Check(options.Credentials is null || string.IsNullOrEmpty(options.AccessKey), "Credentials and AccessKey exclude each other. Set one of them.");
        Check(
            options.ResponseTimeout > TimeSpan.Zero && options.ResponseTimeout <= TimeSpan.FromHours(1),
            "ResponseTimeout must be above zero and at most 1 hour.");
        Check(options.ChecksumMode is null || Enum.IsDefined(options.ChecksumMode.Value), "ChecksumMode must be WhenRequired, WhenSupported or null.");
        Check(Enum.IsDefined(options.Profile), "Profile is not one of LoraS3Profile.");
        if (options.ClientFactory is not null)
        {
            Check(options.ServiceUrl is null, "ServiceUrl has no effect beside ClientFactory. Set it on the client that the factory makes.");
            Check(options.Region is null, "Region has no effect beside ClientFactory. Set it on the client that the factory makes.");
            Check(options.AccessKey is null && options.SecretKey is null, "AccessKey and SecretKey have no effect beside ClientFactory. Give them to the client that the factory makes, and set Credentials.");
            Check(options.PublicServiceUrl is null, "PublicServiceUrl cannot be used with ClientFactory. Set ServiceUrl, AccessKey and SecretKey instead of the factory.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(fault => $"{nameof(LoraS3Options)}: {fault}"));

        void Check(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add(fault);
            }
        }
    }

    // Some servers take more than AWS: upper case and underscores.
    private static bool IsBucket(string bucket) =>
        bucket.Length is >= 3 and <= 63 && bucket.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && char.IsAsciiLetterOrDigit(bucket[0]);

    private static bool IsWord(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0;
}
