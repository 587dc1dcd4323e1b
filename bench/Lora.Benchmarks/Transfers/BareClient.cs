using System.Security.Cryptography;
using Lora.Storage;

namespace Lora.Benchmarks.Transfers;

/// <summary>What there is without the toolkit: parts put to signed URLs by a bare client. The URLs are those that the toolkit gives to browsers.</summary>
internal sealed class BareClient(IPartSigningFileStore files, Payload payload) : IDisposable
{
    private readonly PartSender _sender = new(payload);
    private string _key = "";

    /// <summary>Sends parts that may have any bytes.</summary>
    public Task SendAsync() => SendAsync(static _ => null);

    /// <summary>Sends parts whose SHA-256 is known beforehand and signed.</summary>
    public Task SendAsync(IReadOnlyList<string> digests) => SendAsync(number => digests[number - 1]);

    /// <summary>Sends parts whose SHA-256 is computed before each is sent.</summary>
    public Task SendHashingAsync() => SendAsync(number => Convert.ToHexStringLower(SHA256.HashData(payload.SliceUpTo((number - 1L) * PartSender.PartSize, PartSender.PartSize).Span)));

    public Task RemoveAsync() => files.DeleteAsync(_key);

    public void Dispose() => _sender.Dispose();

    private async Task SendAsync(Func<int, string?> digestOf)
    {
        _key = $"bench/{Guid.NewGuid():N}.safetensors";
        var plan = new LoraPartPlan(payload.Size, PartSender.PartSize);
        var id = await files.BeginAsync(_key, plan);
        var stored = new LoraFilePart[plan.Count];
        await _sender.SendAsync(
            async number =>
            {
                var signed = await files.SignPartAsync(_key, id, plan, number, digestOf(number), TimeSpan.FromMinutes(15));
                var request = new HttpRequestMessage(HttpMethod.Put, signed.Url);
                foreach (var (name, value) in signed.Headers)
                {
                    request.Headers.TryAddWithoutValidation(name, value);
                }

                return request;
            },
            (number, answer) => stored[number - 1] = new LoraFilePart(number, plan.SizeOf(number), answer.Headers.ETag!.Tag.Trim('"')));
        await files.CompleteAsync(_key, id, plan, stored);
    }
}
