using Microsoft.Extensions.Options;

namespace Lora.Storage.S3;

internal sealed class LoraS3OptionsValidator : IValidateOptions<LoraS3Options>
{
    public ValidateOptionsResult Validate(string? name, LoraS3Options options)
    {
        var errors = new List<string>();
        Check(!string.IsNullOrWhiteSpace(options.Bucket), "Bucket is missing. Set it to the name of the bucket for LoRA files.");
        Check(
            string.IsNullOrWhiteSpace(options.Bucket) || IsBucket(options.Bucket),
            "Bucket is not a valid bucket name. Use 3 to 63 letters, digits, dots and hyphens. To use a folder in the bucket, set LoraManagementOptions.KeyPrefix.");
        Check(options.ServiceUrl is null || IsAddress(options.ServiceUrl), "ServiceUrl must be an http or https address, such as http://127.0.0.1:9000, or null for AWS.");
        Check(options.PublicServiceUrl is null || IsAddress(options.PublicServiceUrl), "PublicServiceUrl must be an http or https address, or null.");
        Check(options.Region is null || IsWord(options.Region), "Region must be a region's name, such as eu-central-1, or null.");
        Check(
            string.IsNullOrEmpty(options.AccessKey) == string.IsNullOrEmpty(options.SecretKey),
            "AccessKey and SecretKey must be set together. Set both, or neither to use the credentials of the environment.");
        Check(options.Credentials is null || string.IsNullOrEmpty(options.AccessKey), "Credentials and AccessKey can't be combined. Set only one of them.");
        Check(
            options.ResponseTimeout > TimeSpan.Zero && options.ResponseTimeout <= TimeSpan.FromHours(1),
            "ResponseTimeout must be greater than zero and at most 1 hour.");
        Check(options.ChecksumMode is null || Enum.IsDefined(options.ChecksumMode.Value), "ChecksumMode must be WHEN_REQUIRED, WHEN_SUPPORTED or null.");
        Check(Enum.IsDefined(options.Profile), "Profile must be a value of LoraS3Profile.");
        if (options.ClientFactory is not null)
        {
            Check(options.ServiceUrl is null, "ServiceUrl has no effect with ClientFactory. Set it on the client that the factory creates.");
            Check(options.Region is null, "Region has no effect with ClientFactory. Set it on the client that the factory creates.");
            Check(options.AccessKey is null && options.SecretKey is null, "AccessKey and SecretKey have no effect with ClientFactory. Give them to the client that the factory creates, and set Credentials.");
            Check(options.PublicServiceUrl is null, "PublicServiceUrl can't be combined with ClientFactory. Set ServiceUrl, AccessKey and SecretKey instead of the factory.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Select(error => $"{nameof(LoraS3Options)}: {error}"));

        void Check(bool isValid, string error)
        {
            if (!isValid)
            {
                errors.Add(error);
            }
        }
    }

    // Some servers accept more than AWS: upper case and underscores.
    private static bool IsBucket(string bucket) =>
        bucket.Length is >= 3 and <= 63 && bucket.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && char.IsAsciiLetterOrDigit(bucket[0]);

    private static bool IsWord(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0;
}
