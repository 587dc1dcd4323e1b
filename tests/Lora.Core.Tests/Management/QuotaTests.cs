using Lora.Conformance.Faults;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Management;

public sealed class QuotaTests
{
    [Fact]
    public async Task Workspace_cannot_exceed_its_bytes_including_unfinished_uploads()
    {
        await using var toolkit = await Toolkit.StartAsync(options => options.MaxWorkspaceBytes = 3000);
        await toolkit.UploadAsync("a.safetensors", 1000);
        var begun = (await new Sender(toolkit, 1500).BeginAsync()).OrThrow();

        var issue = Assert.Single((await new Sender(toolkit, 501).BeginAsync()).Issues);
        Assert.Equal((LoraErrorCodes.QuotaBytes, "size"), (issue.Code, issue.Member));
        Assert.Contains("room for 500 more bytes, and this file has 501", issue.Message, StringComparison.Ordinal);
        using var content = new MemoryStream(Toolkit.Bytes(501));
        Assert.Equal(LoraErrorCodes.QuotaBytes, Assert.Single((await toolkit.Manager.UploadAsync(toolkit.Ada, "b.safetensors", 501, content)).Issues).Code);
        Assert.Equal(0, content.Position);
        Assert.Equal(1, (await toolkit.EverythingAsync()).Uploads);

        (await new Sender(toolkit, 500).BeginAsync()).OrThrow();
        await toolkit.UploadAsync("c.safetensors", 3000, toolkit.Bob);
        (await toolkit.Manager.AbortUploadAsync(toolkit.Ada, begun.Upload.Id)).OrThrow();
        await toolkit.UploadAsync("d.safetensors", 1500);
    }

    [Fact]
    public async Task Workspace_cannot_exceed_its_number_of_uploads()
    {
        await using var toolkit = await Toolkit.StartAsync(options => options.MaxWorkspaceUploads = 2);
        var sender = new Sender(toolkit, 1000);
        var first = (await sender.BeginAsync("first")).OrThrow();
        (await sender.BeginAsync("second")).OrThrow();

        Assert.Equal(LoraErrorCodes.QuotaUploads, Assert.Single((await sender.BeginAsync("third")).Issues).Code);
        Assert.Equal(first.Upload.Id, (await sender.BeginAsync("first")).OrThrow().Upload.Id);
        (await sender.BeginAsync("third", workspace: toolkit.Bob)).OrThrow();

        await sender.PutMissingAsync(first);
        (await sender.CompleteAsync(first.Upload)).OrThrow();
        (await sender.BeginAsync("third")).OrThrow();
    }

    [Fact]
    public async Task Quota_is_checked_for_a_session_that_a_crash_interrupted_before_the_check()
    {
        await using var toolkit = await Toolkit.StartAsync(options => options.MaxWorkspaceBytes = 900);
        var sender = new Sender(toolkit, 1000);
        toolkit.Fault.CrashAt("TryAddUploadAsync:after");
        await Assert.ThrowsAsync<ProcessCrashedException>(() => sender.BeginAsync("once"));
        await toolkit.RestartAsync(options => options.MaxWorkspaceBytes = 900);

        Assert.Equal(LoraErrorCodes.QuotaBytes, Assert.Single((await sender.BeginAsync("once")).Issues).Code);
        await toolkit.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Stream_of_unknown_size_counts_with_its_maximum_size()
    {
        await using var toolkit = await Toolkit.StartAsync(options => options.MaxWorkspaceBytes = 3000);
        using var content = new MemoryStream(Toolkit.Bytes(1000));
        Assert.Equal(LoraErrorCodes.QuotaBytes, Assert.Single((await toolkit.Manager.UploadAsync(toolkit.Ada, "a.safetensors", null, content)).Issues).Code);

        (await toolkit.Manager.UploadUpToAsync(toolkit.Ada, "a.safetensors", 1200, content)).OrThrow();

        using var larger = new MemoryStream(Toolkit.Bytes(1300));
        Assert.Equal(LoraErrorCodes.SizeMismatch, Assert.Single((await toolkit.Manager.UploadUpToAsync(toolkit.Ada, "b.safetensors", 1200, larger)).Issues).Code);
        Assert.Single((await toolkit.EverythingAsync()).Ready);
    }

    [Fact]
    public async Task Concurrent_uploads_cannot_exceed_the_quota()
    {
        await using var toolkit = await Toolkit.StartAsync(options => options.MaxWorkspaceUploads = 3);
        var sender = new Sender(toolkit, 1000);

        var begun = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => Task.Run(() => sender.BeginAsync($"key-{index}"))));

        Assert.InRange(begun.Count(result => result.Succeeded), 0, 3);
        Assert.Equal(begun.Count(result => result.Succeeded), (await toolkit.EverythingAsync()).Uploads);
    }

    [Fact]
    public async Task Host_can_use_a_custom_quota()
    {
        var quota = new OwnRules();
        await using var toolkit = await Toolkit.StartAsync(options => options.MaxWorkspaceBytes = 1, services: services => services.AddSingleton<ILoraQuota>(quota));
        var sender = new Sender(toolkit, 1000);
        (await sender.BeginAsync("key", "ada")).OrThrow();
        quota.Issue = new LoraIssue("host.no_subscription", "Subscribe first.");

        Assert.Equal(quota.Issue, Assert.Single((await sender.BeginAsync("other", "ada")).Issues));

        Assert.Equal((toolkit.Ada, "other", "ada", 1000L), (quota.Upload!.Workspace, quota.Upload.ClientKey, quota.Upload.Owner, quota.Upload.Size));
        Assert.Equal(new LoraUsage(0, 0, 2, 2000), quota.Usage);
        Assert.Equal(1, (await toolkit.EverythingAsync()).Uploads);
    }

    private sealed class OwnRules : ILoraQuota
    {
        public LoraIssue? Issue { get; set; }

        public LoraUpload? Upload { get; private set; }

        public LoraUsage? Usage { get; private set; }

        public ValueTask<LoraIssue?> CheckAsync(LoraUpload upload, LoraUsage usage, CancellationToken cancellationToken = default)
        {
            (Upload, Usage) = (upload, usage);
            return ValueTask.FromResult(Issue);
        }
    }
}
