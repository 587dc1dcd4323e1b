using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Lora.AspNetCore.Tests.Support;
using Lora.Inspection;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>Every entry point records one event for each change.</summary>
public sealed class AuditedChangeTests
{
    [Fact]
    public async Task Api_records_one_event_for_each_change()
    {
        await using var host = await StartAsync();
        using var client = host.Client("ada+editor");
        var low = (await client.UploadAsync("low.safetensors", Uploading.Bytes(10))).Text("id");
        var high = (await client.UploadAsync("high.safetensors", Uploading.Bytes(11))).Text("id");
        var session = (await client.BeginAsync("session.safetensors", 10)).Text("id");
        await client.PutPartAsync(session, 1, Uploading.Bytes(10));
        await (await client.PostAsync($"/api/lora/uploads/{session}/complete", content: null)).JsonAsync();
        await (await client.PostAsync($"/api/lora/uploads/{session}/complete", content: null)).JsonAsync();
        var given = (await client.BeginAsync("given up.safetensors", 10)).Text("id");
        await client.DeleteAsync($"/api/lora/uploads/{given}");
        await client.PatchAsJsonAsync($"/api/lora/{low}", new { name = "Low" });
        await client.PatchAsJsonAsync($"/api/lora/{low}", new { name = "" });
        await client.PutAsJsonAsync($"/api/lora/{low}/correction", new { family = "sdxl" });
        await client.PutAsJsonAsync($"/api/lora/{low}/partner", new { partner = high });
        await client.PostAsync($"/api/lora/{low}/inspection", content: null);
        await client.PostAsJsonAsync("/api/lora/sync", new { apply = true });
        await client.PostAsJsonAsync("/api/lora/sync", new { apply = false });
        await client.DeleteAsync($"/api/lora/{low}");
        await client.DeleteAsync($"/api/lora/{low}");
        await client.GetAsync("/api/lora");

        Assert.Equal(
            [
                ("uploaded", low, "low"),
                ("uploaded", high, "high"),
                ("uploaded", session, "session"),
                ("uploadCancelled", given, "given up.safetensors"),
                ("renamed", low, "Low"),
                ("corrected", low, "Low"),
                ("paired", high, "high"),
                ("paired", low, "Low"),
                ("reinspected", low, "Low"),
                ("storageCompared", null, null),
                ("deleted", low, "Low"),
            ],
            (await EventsAsync(host)).Select(static item => (item.Text("action"), (string?)item["loraId"], (string?)item["loraName"])));
        Assert.All(await EventsAsync(host), static item => Assert.Equal(("user:ada+editor", "succeeded", null), (item.Text("userId"), item.Text("outcome"), item["code"])));
    }

    [Fact]
    public async Task Components_record_events_of_their_user()
    {
        await using var host = await StartAsync();
        using var client = host.Client("ada+editor");
        var id = LoraId.Parse((await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id"), CultureInfo.InvariantCulture);
        await using var circuit = Circuit.Of(host, "ada+other+editor");
        await circuit.Client.RenameAsync(id, "b");
        await circuit.Client.DeleteAsync(id);

        Assert.Equal(
            [("uploaded", "user:ada+editor"), ("renamed", "user:ada+other+editor"), ("deleted", "user:ada+other+editor")],
            (await EventsAsync(host)).Select(static item => (item.Text("action"), item.Text("userId"))));
    }

    [Fact]
    public async Task Denial_is_recorded_when_it_is_about_a_change()
    {
        await using var host = await StartAsync();
        using var client = host.Client("ada");
        var id = LoraId.New(TimeProvider.System).ToString();
        await (await client.DeleteAsync($"/api/lora/{id}")).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.PermissionDenied);
        await using var circuit = Circuit.Of(host, "ada");
        await Assert.ThrowsAsync<LoraException>(() => circuit.Client.RenameAsync(LoraId.Parse(id, CultureInfo.InvariantCulture), "b"));

        Assert.Equal(
            [("deleted", id, "denied", LoraErrorCodes.PermissionDenied), ("edited", id, "denied", LoraErrorCodes.PermissionDenied)],
            (await EventsAsync(host)).Select(static item => (item.Text("action"), item.Text("loraId"), item.Text("outcome"), item.Text("code"))));
    }

    [Fact]
    public async Task Denial_is_not_recorded_when_nothing_would_change()
    {
        await using var host = await StartAsync();
        using var client = host.Client("ada");
        foreach (var path in new[] { "/api/lora/audit", "/api/lora/uploads", $"/api/lora/uploads/{LoraId.New(TimeProvider.System)}" })
        {
            await (await client.GetAsync(path)).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.PermissionDenied);
        }

        await (await client.PostAsync("/api/lora/inspect", new ByteArrayContent([1]))).ProblemAsync(HttpStatusCode.Forbidden, LoraErrorCodes.PermissionDenied);
        Assert.Empty(await EventsAsync(host));
    }

    [Fact]
    public async Task Denials_of_one_user_are_at_most_20_events_in_a_minute()
    {
        await using var host = await StartAsync();
        using var client = host.Client("ada");
        for (var attempt = 0; attempt < 30; attempt++)
        {
            await client.DeleteAsync($"/api/lora/{LoraId.New(TimeProvider.System)}");
        }

        Assert.Equal(20, (await EventsAsync(host)).Count);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await client.DeleteAsync($"/api/lora/{LoraId.New(TimeProvider.System)}");
        Assert.Equal(21, (await EventsAsync(host)).Count);
    }

    [Fact]
    public async Task Rejected_upload_is_a_failed_event_of_the_completing_user()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            Configure(setup);
            var configure = setup.Services;
            setup.Services = services =>
            {
                configure(services);
                services.AddSingleton<ILoraInspector, RejectingInspector>();
            };
        });
        using var other = host.Client("ada+other+editor");
        using var client = host.Client("ada+editor");
        var id = (await other.BeginAsync("evil.safetensors", 10)).Text("id");
        await client.PutPartAsync(id, 1, Uploading.Bytes(10));
        using var response = await client.PostAsync($"/api/lora/uploads/{id}/complete", content: null);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);

        var item = Assert.Single(await EventsAsync(host));
        Assert.Equal(("uploaded", id, "evil.safetensors", "failed", "user:ada+editor"), (item.Text("action"), item.Text("loraId"), item.Text("loraName"), item.Text("outcome"), item.Text("userId")));
    }

    [Fact]
    public async Task Delete_is_a_failed_event_when_storage_refuses()
    {
        var isDown = false;
        await using var host = await TestHost.StartAsync(setup =>
        {
            Configure(setup);
            var configure = setup.Services;
            setup.Services = services =>
            {
                configure(services);
                services.WrapFiles(files => new FailingFileStore(files, () => isDown ? new LoraStorageException(LoraErrorCodes.StorageRefused, "No.", isTransient: false) : null));
            };
        });
        using var client = host.Client("ada+editor");
        var id = (await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        isDown = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.DeleteAsync($"/api/lora/{id}")).StatusCode);

        var item = (await EventsAsync(host))[^1];
        Assert.Equal(("deleted", id, "failed", LoraErrorCodes.DeleteFailed), (item.Text("action"), item.Text("loraId"), item.Text("outcome"), item.Text("code")));
    }

    private sealed class RejectingInspector : ILoraInspector
    {
        public Task<LoraInspection> InspectAsync(ILoraByteSource source, string fileName, CancellationToken cancellationToken = default) =>
            Task.FromResult(new LoraInspection { Verdict = InspectionVerdict.Dangerous, Issues = [new InspectionIssue("pickle.code", "It runs code.", InspectionSeverity.Error)] });
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(Configure);

    private static void Configure(HostSetup setup)
    {
        // Events of one millisecond have no order.
        setup.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        setup.Services = static services =>
        {
            services.AddLoraCore().UseDatabaseAudit();
            services.AddAuthorizationBuilder().AddPolicy("editors", static policy => policy.RequireRole("editor"));
        };
        setup.Options = static options =>
            (options.Policies[LoraOperation.Upload], options.Policies[LoraOperation.Edit], options.Policies[LoraOperation.Delete], options.Policies[LoraOperation.ManageStorage]) = ("editors", "editors", "editors", "editors");
    }

    /// <summary>Returns the events, oldest first.</summary>
    private static async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> EventsAsync(TestHost host)
    {
        using var client = host.Client("ada+editor");
        var page = await (await client.GetAsync("/api/lora/audit?take=200")).JsonAsync();
        return [.. page["items"]!.AsArray().Reverse().Select(static item => item!)];
    }
}
