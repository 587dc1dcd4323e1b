using System.Globalization;
using Lora.Storage;

namespace Lora.Core.Tests.Management;

/// <summary>A store with presigned part URLs, like S3. Parts that a browser would upload go to the folder.</summary>
internal sealed class SigningFiles(IMultipartFileStore inner) : WrappedFiles(inner), IPartSigningFileStore
{
    public bool CanSignParts { get; set; } = true;

    public Task<LoraSignedPart> SignPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, string? sha256, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"https://bucket.example/{key}?part={number}&size={parts.SizeOf(number)}&seconds={lifetime.TotalSeconds}");
        var headers = sha256 is null ? [] : new Dictionary<string, string> { ["x-amz-content-sha256"] = sha256 };
        return Task.FromResult(new LoraSignedPart(number, new Uri(url), headers));
    }
}
