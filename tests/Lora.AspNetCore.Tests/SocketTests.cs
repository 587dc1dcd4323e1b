using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Tests;

/// <summary>Behavior that needs a real connection.</summary>
public class SocketTests
{
    private const long Gibibyte = 1024L * 1024 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_stays_open_when_the_connection_drops_in_a_part(bool reset)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var content = Uploading.Bytes(Uploading.PartSize + 100);
        var id = (await client.BeginAsync("a.safetensors", content.Length)).Text("id");
        await (await client.PutPartAsync(id, 2, content.Part(2))).JsonAsync();

        using (var connection = await ConnectAsync(host))
        {
            await SendAsync(connection, $"PUT /api/lora/uploads/{id}/parts/1 HTTP/1.1\r\nHost: localhost\r\nX-Test-User: ada\r\nExpect: 100-continue\r\nContent-Length: {Uploading.PartSize}\r\n\r\n");
            await ReadAsync(connection, "100 Continue");
            await connection.SendAsync(content.AsMemory(0, 1_000_000));
            connection.LingerState = new LingerOption(reset, 0);
        }

        await host.Logs.WaitForAsync(2002, 2003);
        var status = await (await client.GetAsync($"/api/lora/uploads/{id}")).JsonAsync();
        Assert.Equal("open", status.Text("state"));
        Assert.Equal([2], status["stored"]!.AsArray().Select(number => number!.GetValue<int>()));
        await (await client.PutPartAsync(id, 1, content.Part(1))).JsonAsync();
        await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        Assert.Equal(content, await client.GetByteArrayAsync(new Uri($"/api/lora/{id}/download", UriKind.Relative)));
        AssertCalm(host);
    }

    [Fact]
    public async Task Form_leaves_nothing_when_the_connection_drops()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        using (var connection = await ConnectAsync(host))
        {
            await SendAsync(connection, "POST /api/lora/upload HTTP/1.1\r\nHost: localhost\r\nX-Test-User: ada\r\nContent-Type: multipart/form-data; boundary=b\r\nExpect: 100-continue\r\nContent-Length: 9000000\r\n\r\n");
            await ReadAsync(connection, "100 Continue");
            await SendAsync(connection, "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.safetensors\"\r\n\r\n");
            await connection.SendAsync(Uploading.Bytes(6_000_000));
            connection.LingerState = new LingerOption(enable: true, 0);
        }

        await host.Logs.WaitForAsync(1003);
        Assert.Empty((await (await client.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray());
        Assert.Equal(0, Directory.EnumerateFiles(Path.Combine(host.Folder, "files"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length));
        AssertCalm(host);
    }

    [Fact]
    public async Task Part_is_rejected_before_its_bytes_when_announced_too_large()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 5 * Gibibyte)).Text("id");
        using var connection = await ConnectAsync(host);
        await SendAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"PUT /api/lora/uploads/{id}/parts/1 HTTP/1.1\r\nHost: localhost\r\nX-Test-User: ada\r\nExpect: 100-continue\r\nContent-Length: {6 * Gibibyte}\r\n\r\n"));
        var answer = await ReadAsync(connection);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains(LoraErrorCodes.PartSize, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_answers_408_when_bytes_arrive_too_slowly()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Sockets = true;
            setup.Kestrel = static options => options.Limits.MinRequestBodyDataRate = new MinDataRate(1_000_000, TimeSpan.FromSeconds(1.1));
        });
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 1000)).Text("id");
        using var connection = await ConnectAsync(host);
        await SendAsync(connection, $"PUT /api/lora/uploads/{id}/parts/1 HTTP/1.1\r\nHost: localhost\r\nX-Test-User: ada\r\nContent-Length: 1000\r\n\r\nslow");
        var answer = await ReadAsync(connection);
        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"retryable\":true", answer, StringComparison.Ordinal);
        Assert.Equal("open", (await (await client.GetAsync($"/api/lora/uploads/{id}")).JsonAsync()).Text("state"));
    }

    [Fact]
    public async Task JSON_body_is_rejected_when_it_is_too_large()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        using var response = await client.PostAsJsonAsync("/api/lora/uploads", new { fileName = new string('a', 100_000), size = 10 });
        await response.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, LoraErrorCodes.RequestInvalid);
    }

    [Fact]
    public async Task Body_answers_400_when_its_chunks_are_malformed()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 1000)).Text("id");
        using var connection = await ConnectAsync(host);
        await SendAsync(connection, $"PUT /api/lora/uploads/{id}/parts/1 HTTP/1.1\r\nHost: localhost\r\nX-Test-User: ada\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense\r\n");
        var answer = await ReadAsync(connection);
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains(LoraErrorCodes.RequestInvalid, answer, StringComparison.Ordinal);
    }

    /// <summary>A client that disconnects must not be logged as an error.</summary>
    private static void AssertCalm(TestHost host) => Assert.DoesNotContain(
        host.Logs.Lines,
        line => line.Level >= LogLevel.Warning && !line.Category.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal));

    private static async Task<Socket> ConnectAsync(TestHost host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host.Address.Host, host.Address.Port);
        return socket;
    }

    private static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads until a text has arrived, by default the end of problem details.</summary>
    private static async Task<string> ReadAsync(Socket socket, string until = "\"traceId\"")
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var count = await socket.ReceiveAsync(buffer, limit.Token);
            if (count == 0)
            {
                break;
            }

            text.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        return text.ToString();
    }
}
