using Lora.Conformance.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>The real server behind a gate that does no more than a network volume of RunPod says that it does.</summary>
public sealed class RunPodHarness : FileStoreHarness
{
    private static readonly string[] Missing = ["?cors", "?lifecycle", "?versioning", "?delete", "?tagging", "?acl", "?policy"];
    private S3Gate? _gate;
    private ServiceProvider? _services;

    public BucketHarness Bucket { get; } = new();

    public override ILoraFileStore Store => _services!.GetRequiredService<ILoraFileStore>();

    public LoraS3Bucket Administration => _services!.GetRequiredService<LoraS3Bucket>();

    public override int SmallestPart => Bucket.SmallestPart;

    public override int Cases => 15;

    public string Address => _gate!.Address;

    internal IReadOnlyList<ScriptedRequest> Requests => _gate!.Requests;

    public override async Task InitializeAsync()
    {
        await Bucket.InitializeAsync();
        _gate = new S3Gate(Bucket.Server.Endpoint, static request => request switch
        {
            { IsSignedInItsAddress: true } => ScriptedAnswer.Error(403, "AccessDenied"),
            _ when Missing.Any(part => request.Target.Contains(part, StringComparison.Ordinal)) => ScriptedAnswer.Error(501, "NotImplemented"),
            { IsPart: true, ContentLength: > 500_000_000 } => ScriptedAnswer.Error(400, "EntityTooLarge"),
            _ => null,
        });
        _services = Bucket.Build(options =>
        {
            options.ServiceUrl = _gate.Address;
            options.Profile = LoraS3Profile.RunPod;
        });
    }

    public override async Task DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            await _gate!.DisposeAsync();
        }

        await Bucket.DisposeAsync();
    }
}
