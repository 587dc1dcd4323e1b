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
    public async Task Api_is_mapped_at_its_prefix_and_the_client_uses_it(string? prefix, string path)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = app => app.MapLoraManagement(prefix));
        using var client = host.Client();
        await CheckAsync(host, client, path);
    }

    [Fact]
    public async Task Api_follows_the_conventions_of_a_group_around_it()
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
    public async Task Api_works_below_a_path_base()
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
    public async Task Host_filters_run_only_for_authorized_requests()
    {
        var calls = 0;
        await using var host = await TestHost.StartAsync(setup => setup.Map = app => app.MapLoraManagement().AddEndpointFilter(async (context, next) =>
        {
            Interlocked.Increment(ref calls);
            return await next(context);
        }));
        using var ada = host.Client();
        using var anonymous = host.Client(user: null);
        await anonymous.GetAsync("/api/lora");
        Assert.Equal(0, calls);
        await ada.GetAsync("/api/lora");
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Mapping_names_the_missing_call_when_services_are_missing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var app = builder.Build();
        var exception = Assert.Throws<InvalidOperationException>(() => app.MapLoraManagement());
        Assert.Contains("AddLoraManagement()", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_of_a_host_filter_is_a_problem_without_its_message()
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
        Assert.StartsWith($"http://localhost{path}/{id}/download/", url, StringComparison.Ordinal);
        Assert.Equal(Uploading.Bytes(10), await client.GetByteArrayAsync(new Uri(url)));
        await using var scope = host.App.Services.CreateAsyncScope();
        Assert.Equal($"{path[1..]}/uploads", scope.ServiceProvider.GetRequiredService<ILoraClient>().UploadsPath);
    }
}
