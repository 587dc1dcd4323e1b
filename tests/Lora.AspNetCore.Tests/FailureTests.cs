using System.Net;
using Lora.AspNetCore.Tests.Support;
using Lora.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

public class FailureTests
{
    public static TheoryData<string, bool, HttpStatusCode> Failures => new()
    {
        { LoraErrorCodes.StorageUnavailable, true, HttpStatusCode.ServiceUnavailable },
        { LoraErrorCodes.StorageUnavailable, false, HttpStatusCode.BadGateway },
        { LoraErrorCodes.StorageRefused, false, HttpStatusCode.BadGateway },
        { LoraErrorCodes.DatabaseUnavailable, true, HttpStatusCode.ServiceUnavailable },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Storage_failure_is_reported_with_whether_to_retry(string code, bool transient, HttpStatusCode status)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Services = services => services.WrapFiles(files =>
            new FailingFileStore(files, () => new LoraStorageException(code, "The bucket is away.", transient))));
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 10)).Text("id");
        using var response = await client.PutPartAsync(id, 1, Uploading.Bytes(10));
        var problem = await response.ProblemAsync(status, code);
        Assert.Equal("The bucket is away.", problem.Text("detail"));
        Assert.Equal(transient, problem["retryable"]!.GetValue<bool>());
        Assert.Equal(status == HttpStatusCode.ServiceUnavailable, response.Headers.RetryAfter is not null);
        await host.Logs.WaitForAsync(2004);
    }

    [Fact]
    public async Task Request_succeeds_when_a_change_handler_throws()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client("ada");
        var failure = new InvalidOperationException("The component is gone.");
        using var subscription = host.App.Services.GetRequiredService<LoraChangeFeed>().Subscribe(new("ada"), _ => throw failure);

        var id = (await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        Assert.Same(failure, (await host.Logs.WaitForAsync(1501)).Exception);

        using var deleted = await client.DeleteAsync($"/api/lora/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task Delete_keeps_the_LoRA_when_storage_refuses()
    {
        var failures = 1;
        await using var host = await TestHost.StartAsync(setup => setup.Services = services => services.WrapFiles(files =>
            new FailingFileStore(files, () => Interlocked.Decrement(ref failures) == -1 ? new LoraStorageException(LoraErrorCodes.StorageRefused, "No.", isTransient: false) : null)));
        using var client = host.Client();
        var id = (await client.UploadAsync("a.safetensors", Uploading.Bytes(10))).Text("id");
        failures = 0;
        var problem = await (await client.DeleteAsync($"/api/lora/{id}")).ProblemAsync(HttpStatusCode.ServiceUnavailable, LoraErrorCodes.DeleteFailed);
        Assert.True(problem["retryable"]!.GetValue<bool>());
        await (await client.GetAsync($"/api/lora/{id}")).JsonAsync();
        using var again = await client.DeleteAsync($"/api/lora/{id}");
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task Unexpected_error_is_logged_and_not_returned()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Services = services => services.WrapFiles(files =>
            new FailingFileStore(files, () => new TimeZoneNotFoundException("secret"))));
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 10)).Text("id");
        var problem = await (await client.PutPartAsync(id, 1, Uploading.Bytes(10))).ProblemAsync(HttpStatusCode.InternalServerError, LoraErrorCodes.Unexpected);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.IsType<TimeZoneNotFoundException>((await host.Logs.WaitForAsync(2005)).Exception);
    }

    [Fact]
    public async Task Host_answers_when_its_own_time_limit_is_exceeded()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Sockets = true;
            setup.Services = static services =>
            {
                services.AddRequestTimeouts();
                services.WrapFiles(static files => new StalledFileStore(files));
            };
            setup.Map = static app =>
            {
                app.UseRequestTimeouts();
                app.MapLoraManagement().WithRequestTimeout(TimeSpan.FromSeconds(2));
            };
        });
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 10)).Text("id");
        using var response = await client.PutPartAsync(id, 1, Uploading.Bytes(10));
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Equal("open", (await (await client.GetAsync($"/api/lora/uploads/{id}")).JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task Api_logs_no_ticket()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var id = (await client.UploadAsync("private-name.safetensors", Uploading.Bytes(10))).Text("id");
        var url = (await (await client.GetAsync($"/api/lora/{id}/url")).JsonAsync()).Text("url");
        await client.GetAsync(url + "x");
        await host.Logs.WaitForAsync(1002);
        var ticket = url[(url.IndexOf("ticket=", StringComparison.Ordinal) + 7)..];
        Assert.DoesNotContain(
            host.Logs.Lines.Where(static line => line.Category.StartsWith("Lora", StringComparison.Ordinal)), line => line.Text.Contains(ticket, StringComparison.Ordinal));
    }
}
