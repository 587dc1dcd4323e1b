using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora.AspNetCore.Tests.Support;

/// <summary>The folder store with one difference: a rare error, or a capability that it does not have.</summary>
internal class FileStoreWrapper(IMultipartFileStore inner) : IMultipartFileStore
{
    public string GetPath(string key) => inner.GetPath(key);

    public string? GetKey(string path) => inner.GetKey(path);

    public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) => inner.FindAsync(key, cancellationToken);

    public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default) => inner.OpenReadAsync(key, offset, cancellationToken);

    public Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default) => inner.WriteAsync(key, content, size, cancellationToken);

    public virtual Task DeleteAsync(string key, CancellationToken cancellationToken = default) => inner.DeleteAsync(key, cancellationToken);

    public Task<string> BeginAsync(string key, LoraPartPlan parts, CancellationToken cancellationToken = default) => inner.BeginAsync(key, parts, cancellationToken);

    public virtual Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default) =>
        inner.PutPartAsync(key, multipartId, parts, number, content, sha256, cancellationToken);

    public virtual Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default) =>
        inner.ListPartsAsync(key, multipartId, cancellationToken);

    public Task CompleteAsync(
        string key, string multipartId, LoraPartPlan parts, IReadOnlyList<LoraFilePart> stored, CancellationToken cancellationToken = default) =>
        inner.CompleteAsync(key, multipartId, parts, stored, cancellationToken);

    public Task AbortAsync(string key, string multipartId, CancellationToken cancellationToken = default) => inner.AbortAsync(key, multipartId, cancellationToken);

    public Task<IReadOnlyList<string>> ListUploadsAsync(string key, CancellationToken cancellationToken = default) => inner.ListUploadsAsync(key, cancellationToken);
}

/// <summary>A store that signs URLs, as S3 does, unless its server accepts none.</summary>
internal class SigningFileStore(IMultipartFileStore inner, bool canSign = true) : FileStoreWrapper(inner), IPresigningFileStore
{
    public const string Signature = "b4da7b2f5e";

    /// <summary>When its URLs expire, independent of the requested lifetime.</summary>
    public static readonly DateTimeOffset ExpiresAt = new(2026, 11, 22, 12, 0, 30, TimeSpan.Zero);

    public bool CanSignReads => canSign;

    public Task<LoraUrl> PresignReadAsync(string key, TimeSpan lifetime, string? downloadName = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new LoraUrl(
            new Uri($"https://bucket.example/{key}?seconds={lifetime.TotalSeconds}&name={Uri.EscapeDataString(downloadName ?? string.Empty)}&signature={Signature}"), ExpiresAt));
}

/// <summary>A store that fails on request.</summary>
internal sealed class FailingFileStore(IMultipartFileStore inner, Func<Exception?> failure) : FileStoreWrapper(inner)
{
    public override Task DeleteAsync(string key, CancellationToken cancellationToken = default) =>
        failure() is { } exception ? Task.FromException(exception) : base.DeleteAsync(key, cancellationToken);

    public override Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default) =>
        failure() is { } exception ? Task.FromException<LoraFilePart>(exception) : base.PutPartAsync(key, multipartId, parts, number, content, sha256, cancellationToken);
}

/// <summary>A store that counts the calls for the parts of an upload.</summary>
internal sealed class CountingFileStore(IMultipartFileStore inner) : FileStoreWrapper(inner)
{
    public int Lists { get; private set; }

    public override Task<IReadOnlyList<LoraFilePart>?> ListPartsAsync(string key, string multipartId, CancellationToken cancellationToken = default)
    {
        Lists++;
        return base.ListPartsAsync(key, multipartId, cancellationToken);
    }
}

/// <summary>A store that never answers.</summary>
internal sealed class StalledFileStore(IMultipartFileStore inner) : FileStoreWrapper(inner)
{
    public override async Task<LoraFilePart> PutPartAsync(
        string key, string multipartId, LoraPartPlan parts, int number, Stream content, string? sha256 = null, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("This is never reached.");
    }
}

internal static class FileStoreWrapping
{
    /// <summary>Wraps the selected file store.</summary>
    public static void WrapFiles(this IServiceCollection services, Func<IMultipartFileStore, ILoraFileStore> wrap)
    {
        var chosen = services.Last(descriptor => descriptor.ServiceType == typeof(ILoraFileStore)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton(provider => wrap((IMultipartFileStore)chosen(provider))));
    }
}
