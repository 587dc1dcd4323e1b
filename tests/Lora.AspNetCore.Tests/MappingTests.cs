using System.Net;
using System.Net.Http.Json;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

public class MappingTests
{
    [Theory]
    [InlineData("files/loras", "/files/loras")]
    [InlineData("/files/loras/", "/files/loras")]
    [InlineData(null, "/api/lora")]
    [InlineData("/", "/api/lora")]
    public async Task The_api_lies_where_the_host_wants_it_and_the_client_knows(string? prefix, string path)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = app => app.MapLoraManagement(prefix));
        using var client = host.Client();
        await CheckAsync(host, client, path);
    }

    [Fact]
    public async Task The_api_may_lie_in_a_group_whose_conventions_it_follows()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app =>
        {
            var group = app.MapGroup("/studio").MapGroup("/v1");
            group.AddEndpointFilter(static async (context, next) =>
            {
                context.HttpContext.Response.Headers["X-Group"] = "yes";
                return await next(context);
            });
            group.MapLoraManagement("loras");
        });
        using var client = host.Client();
        using var list = await client.GetAsync("/studio/v1/loras");
        Assert.Equal("yes", Assert.Single(list.Headers.GetValues("X-Group")));
        await CheckAsync(host, client, "/studio/v1/loras");
    }

    [Fact]
    public async Task The_api_may_lie_below_a_path_base()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app =>
        {
            app.UsePathBase("/app");
            app.UseRouting();
            app.MapLoraManagement();
        });
        using var client = host.Client();
        using var begun = await client.PostAsJsonAsync("/app/api/lora/uploads", new { fileName = "a.safetensors", size = 10 });
        var id = (await begun.JsonAsync(HttpStatusCode.Created)).Text("id");
        Assert.Equal($"/app/api/lora/uploads/{id}", begun.Headers.Location!.ToString());
        await (await client.PutAsync($"{begun.Headers.Location}/parts/1", new ByteArrayContent(Uploading.Bytes(10)))).JsonAsync();
        await (await client.PostAsync($"{begun.Headers.Location}/complete", null)).JsonAsync();
        var url = (await (await client.GetAsync($"/app/api/lora/{id}/url")).JsonAsync()).Text("url");
        Assert.StartsWith($"http://localhost/app/api/lora/{id}/", url, StringComparison.Ordinal);
        Assert.Equal(Uploading.Bytes(10), await client.GetByteArrayAsync(new Uri(url)));
    }

    [Fact]
    public async Task Filters_of_the_host_run_only_for_who_may_come_in()
    {
        var calls = 0;
        await using var host = await TestHost.StartAsync(setup => setup.Map = app => app.MapLoraManagement().AddEndpointFilter(async (context, next) =>
        {
            Interlocked.Increment(ref calls);
            return await next(context);
        }));
        using var ada = host.Client();
        using var nobody = host.Client(user: null);
        await nobody.GetAsync("/api/lora");
        Assert.Equal(0, calls);
        await ada.GetAsync("/api/lora");
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Mapping_without_the_services_says_what_to_call()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var app = builder.Build();
        var exception = Assert.Throws<InvalidOperationException>(() => app.MapLoraManagement());
        Assert.Contains("AddLoraManagement()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_the_hosts_own_filter_is_a_problem_without_its_secrets()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = static app =>
            app.MapLoraManagement().AddEndpointFilter(static (_, _) => throw new InvalidOperationException("Password=hunter2")));
        using var client = host.Client();
        using var response = await client.GetAsync("/api/lora");
        var problem = await response.ProblemAsync(HttpStatusCode.InternalServerError, LoraErrorCodes.Unexpected);
        Assert.DoesNotContain("hunter2", problem.ToJsonString(), StringComparison.Ordinal);
        var line = await host.Logs.WaitForAsync(2005);
        Assert.Equal("Password=hunter2", line.Exception!.Message);
    }

    private static async Task CheckAsync(TestHost host, HttpClient client, string path)
    {
        await (await client.GetAsync(path)).JsonAsync();
        using var begun = await client.PostAsJsonAsync($"{path}/uploads", new { fileName = "a.safetensors", size = 10 });
        var id = (await begun.JsonAsync(HttpStatusCode.Created)).Text("id");
        Assert.Equal($"{path}/uploads/{id}", begun.Headers.Location!.ToString());
        await (await client.PutAsync($"{path}/uploads/{id}/parts/1", new ByteArrayContent(Uploading.Bytes(10)))).JsonAsync();
        await (await client.PostAsync($"{path}/uploads/{id}/complete", null)).JsonAsync();
        var url = (await (await client.GetAsync($"{path}/{id}/url")).JsonAsync()).Text("url");
        Assert.Equal(Uploading.Bytes(10), await client.GetByteArrayAsync(new Uri(url)));
        await using var scope = host.App.Services.CreateAsyncScope();
        Assert.Equal($"{path[1..]}/uploads", scope.ServiceProvider.GetRequiredService<ILoraClient>().UploadsPath);
    }
}
