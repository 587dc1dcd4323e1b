using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>The real server behind a proxy that rejects what a RunPod network volume doesn't support.</summary>
public sealed class RunPodHarness : LoraFileStoreFixture
{
    private static readonly string[] Missing = ["?cors", "?lifecycle", "?versioning", "?delete", "?tagging", "?acl", "?policy"];
    private S3Proxy? _proxy;
    private ServiceProvider? _services;

    public BucketHarness Bucket { get; } = new();

    public override ILoraFileStore Store => _services!.GetRequiredService<ILoraFileStore>();

    public LoraS3Bucket Administration => _services!.GetRequiredService<LoraS3Bucket>();

    public override int SmallestPart => Bucket.SmallestPart;

    public override int Cases => 15;

    public string Address => _proxy!.Address;

    internal IReadOnlyList<ScriptedRequest> Requests => _proxy!.Requests;

    public override async Task InitializeAsync()
    {
        await Bucket.InitializeAsync();
        _proxy = new S3Proxy(Bucket.Server.Endpoint, static request => request switch
        {
            { IsSignedInItsAddress: true } => ScriptedResponse.Error(403, "AccessDenied"),
            _ when Missing.Any(part => request.Target.Contains(part, StringComparison.Ordinal)) => ScriptedResponse.Error(501, "NotImplemented"),
            { IsPart: true, ContentLength: > 500_000_000 } => ScriptedResponse.Error(400, "EntityTooLarge"),
            _ => null,
        });
        _services = Bucket.Build(options =>
        {
            options.ServiceUrl = _proxy.Address;
            options.Profile = LoraS3Profile.RunPod;
        });
    }

    public override async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            await _proxy!.DisposeAsync();
        }

        await Bucket.DisposeAsync();
    }
}
