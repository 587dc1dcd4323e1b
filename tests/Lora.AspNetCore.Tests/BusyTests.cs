using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Lora.AspNetCore.Tests.Support;
using Lora.Inspection;
using Lora.Limits;
using Lora.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora.AspNetCore.Tests;

/// <summary>Responses while a workspace or the process has no capacity for a request.</summary>
public sealed class BusyTests
{
    private const int Mebibyte = 1024 * 1024;
    private const string Question = "/api/lora/inspect?fileName=a.safetensors&size=1000000&ranges=0-99999";

    [Fact]
    public async Task Preflight_answers_429_when_its_workspace_has_no_slot_left()
    {
        await using var host = await StartAsync();
        using var ada = host.Client("ada");
        using var bob = host.Client("bob");
        using var first = await HoldAsync(host, "ada");
        using var second = await HoldAsync(host, "ada");

        using var rejected = await ada.PostAsync(Question, new ByteArrayContent(Uploading.Bytes(100_000)));
        var problem = await rejected.ProblemAsync(HttpStatusCode.TooManyRequests, LoraErrorCodes.InspectionLimit);
        Assert.True((bool)problem["retryable"]!);
        Assert.NotNull(rejected.Headers.RetryAfter?.Delta);

        await (await bob.PostAsync(Question, new ByteArrayContent(Uploading.Bytes(100_000)))).JsonAsync();
        second.Dispose();
        await UntilAsync(() => MemoryOf(host).HeldBy(new LoraWorkspaceId("ada")) == 64 * 1024);
        await (await ada.PostAsync(Question, new ByteArrayContent(Uploading.Bytes(100_000)))).JsonAsync();
    }

    [Fact]
    public async Task Preflight_answers_503_when_the_process_has_no_slot_left()
    {
        await using var host = await StartAsync();
        using var places = new Disposables();
        foreach (var user in new[] { "ada", "ada", "bob", "eve" })
        {
            places.Add(await HoldAsync(host, user));
        }

        using var client = host.Client("zoe");
        using var rejected = await client.PostAsync(Question, new ByteArrayContent(Uploading.Bytes(100_000)));
        Assert.True((bool)(await rejected.ProblemAsync(HttpStatusCode.ServiceUnavailable, LoraErrorCodes.ServerBusy))["retryable"]!);
        Assert.NotNull(rejected.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Ten_large_preflights_stay_within_the_memory_and_succeed()
    {
        await using var host = await StartAsync(setup => setup.Options = static options => options.MaxBufferedBytes = 96L * Mebibyte, limits: null);
        using var client = host.Client();
        var header = new byte[(32 * Mebibyte) - 8];
        header.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(header);
        var file = new byte[33 * Mebibyte];
        BitConverter.TryWriteBytes(file, (long)header.Length);
        header.CopyTo(file, 8);
        var memory = MemoryOf(host);

        var asked = Enumerable.Range(0, 10)
            .Select(_ => client.PostAsync($"/api/lora/inspect?fileName=a.safetensors&size={file.Length}&ranges=0-{file.Length - 1}", new ByteArrayContent(file))).ToList();
        var peak = 0L;
        while (!asked.TrueForAll(answer => answer.IsCompleted))
        {
            peak = Math.Max(peak, memory.Used);
            await Task.Delay(5);
            host.Time.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.InRange(peak, 0, memory.Total / 2);
        Assert.Equal(0, memory.Used);
        foreach (var answer in asked)
        {
            using var response = await answer;
            Assert.True(
                response.StatusCode == HttpStatusCode.OK || (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests && response.Headers.RetryAfter is not null),
                $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        await (await client.PostAsync($"/api/lora/inspect?fileName=a.safetensors&size={file.Length}&ranges=0-{file.Length - 1}", new ByteArrayContent(file))).JsonAsync();
    }

    [Fact]
    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "It is awaited.")]
    public async Task Upload_answers_503_with_Retry_After_when_memory_is_used_up()
    {
        await using var host = await StartAsync();
        var memory = MemoryOf(host);
        while (memory.TryAcquire(new LoraWorkspaceId("ada"), Mebibyte / 16))
        {
        }

        using var ada = host.Client();
        using var bob = host.Client("bob");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(LoraTestFile.Create("a.safetensors", 1000, seed: 1)), "file", "a.safetensors" } };
        var upload = ada.PostAsync("/api/lora/upload", form);
        await bob.UploadAsync("b.safetensors", LoraTestFile.Create("b.safetensors", 1000, seed: 2));
        while (!upload.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(5);
        }

        using var response = await upload;
        var result = (await response.JsonAsync(HttpStatusCode.ServiceUnavailable))["results"]![0]!;
        Assert.Equal((LoraErrorCodes.ServerBusy, true), (result.Text("code"), (bool)result["retryable"]!));
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
    }

    private static SharedBudget MemoryOf(TestHost host) => host.App.Services.GetRequiredService<ProcessLimits>().Memory;

    /// <summary>A host with four slots for inspections.</summary>
    private static Task<TestHost> StartAsync() => StartAsync(static _ => { }, new InspectionLimiter(slots: 2, places: 4, TimeProvider.System));

    private static Task<TestHost> StartAsync(Action<HostSetup> configure, InspectionLimiter? limits) => TestHost.StartAsync(setup =>
    {
        setup.Sockets = true;
        configure(setup);
        setup.Services = services =>
        {
            services.Replace(ServiceDescriptor.Singleton<ILoraInspector>(LoraInspector.Default));
            if (limits is not null)
            {
                services.Replace(ServiceDescriptor.Singleton(new ProcessLimits(new SharedBudget(96 * Mebibyte, TimeSpan.FromSeconds(15), setup.Time), limits)));
            }
        };
    });

    /// <summary>Begins a preflight that sends some of its bytes and then waits.</summary>
    private static async Task<Socket> HoldAsync(TestHost host, string user)
    {
        var before = MemoryOf(host).Used;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        await socket.SendAsync(Encoding.UTF8.GetBytes($"POST {Question} HTTP/1.1\r\nHost: localhost\r\nX-Test-User: {user}\r\nContent-Type: application/octet-stream\r\nContent-Length: 100000\r\n\r\nsome"));
        await UntilAsync(() => MemoryOf(host).Used > before);
        return socket;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private sealed class Disposables : List<IDisposable>, IDisposable
    {
        public void Dispose() => ForEach(static item => item.Dispose());
    }
}
