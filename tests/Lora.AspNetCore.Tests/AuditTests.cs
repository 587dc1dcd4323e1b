using System.Net;
using Lora.AspNetCore.Tests.Support;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>Audit events over HTTP.</summary>
public sealed class AuditTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 22, 12, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public async Task Audit_route_lists_events_in_pages_newest_first()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var id = LoraId.New(TimeProvider.System);
        await AddAsync(host, 1, item => item with { UserId = "user-1", LoraId = id, LoraName = "한국 neon", Action = LoraAuditAction.UploadCancelled, Outcome = LoraAuditOutcome.Denied, Code = "some.code" });
        await AddAsync(host, 2);
        await AddAsync(host, 3, item => item with { Workspace = new LoraWorkspaceId("bob") });

        var first = await (await client.GetAsync("/api/lora/audit?take=1")).JsonAsync();
        var second = await (await client.GetAsync($"/api/lora/audit?take=1&after={first.Text("next")}")).JsonAsync();

        var bare = Assert.Single(first["items"]!.AsArray())!;
        Assert.Equal(("renamed", "succeeded"), (bare.Text("action"), bare.Text("outcome")));
        Assert.Equal((null, null, null, null), (bare["userId"], bare["loraId"], bare["loraName"], bare["code"]));
        var full = Assert.Single(second["items"]!.AsArray())!;
        Assert.Equal(("uploadCancelled", "denied", "some.code"), (full.Text("action"), full.Text("outcome"), full.Text("code")));
        Assert.Equal(("user-1", id.ToString(), "한국 neon"), (full.Text("userId"), full.Text("loraId"), full.Text("loraName")));
        Assert.Equal(Time.AddSeconds(1), full["time"]!.GetValue<DateTimeOffset>());
        Assert.True(Guid.TryParse(full.Text("id"), out _));
        Assert.Null(second["next"]);
        Assert.Equal(["action", "code", "id", "loraId", "loraName", "outcome", "time", "userId"], full.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Audit_route_filters_events_by_LoRA_and_user()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var id = LoraId.New(TimeProvider.System);
        await AddAsync(host, 1, item => item with { UserId = "user-1", LoraId = id });
        await AddAsync(host, 2, item => item with { UserId = "user-2", LoraId = id });
        await AddAsync(host, 3, item => item with { UserId = "user-1" });

        Assert.Equal(["user-2", "user-1"], await UsersAsync(client, $"lora={id}"));
        Assert.Equal(["user-1", "user-1"], await UsersAsync(client, "user=user-1"));
        Assert.Equal(["user-2"], await UsersAsync(client, $"user=user-2&lora={id}"));
        Assert.Equal(["user-1", "user-2", "user-1"], await UsersAsync(client, "user=&after="));
        Assert.Empty(await UsersAsync(client, $"lora={LoraId.New(TimeProvider.System)}"));
    }

    [Theory]
    [InlineData("take=0")]
    [InlineData("take=201")]
    [InlineData("take=x")]
    [InlineData("after=x")]
    [InlineData("lora=x")]
    public async Task Audit_route_reports_what_is_wrong_with_a_query(string query)
    {
        await using var host = await StartAsync();
        using var client = host.Client();

        await (await client.GetAsync($"/api/lora/audit?{query}")).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.QueryInvalid);
    }

    [Fact]
    public async Task Audit_route_answers_501_without_database_audit()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();

        await (await client.GetAsync("/api/lora/audit")).ProblemAsync(HttpStatusCode.NotImplemented, LoraErrorCodes.AuditUnsupported);
    }

    [Fact]
    public async Task Audit_route_answers_401_without_a_user()
    {
        await using var host = await StartAsync();
        using var client = host.Client(user: null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/lora/audit")).StatusCode);
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(static setup => setup.Services = static services => services.AddLoraCore().UseDatabaseAudit());

    private static Task AddAsync(TestHost host, int second, Func<LoraAuditEvent, LoraAuditEvent>? change = null)
    {
        var time = Time.AddSeconds(second);
        var item = new LoraAuditEvent
        {
            Id = Guid.CreateVersion7(time),
            Time = time,
            Workspace = new LoraWorkspaceId("ada"),
            Action = LoraAuditAction.Renamed,
            Outcome = LoraAuditOutcome.Succeeded,
        };
        return host.App.Services.GetRequiredService<ILoraAuditStore>().AddAsync(change?.Invoke(item) ?? item);
    }

    private static async Task<List<string?>> UsersAsync(HttpClient client, string query) =>
        [.. (await (await client.GetAsync($"/api/lora/audit?{query}")).JsonAsync())["items"]!.AsArray().Select(item => (string?)item!["userId"])];
}
