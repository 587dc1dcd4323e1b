using System.Net;
using System.Net.Sockets;
using System.Text;
using Lora.AspNetCore.Tests.Support;

namespace Lora.AspNetCore.Tests;

[Collection(AloneCollection.Name)]
public class MemoryTests
{
    private const long Mebibyte = 1024 * 1024;
    private const long FileSize = 300 * Mebibyte;

    [Fact]
    public async Task Large_form_keeps_memory_flat()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        await client.UploadAsync("warm.safetensors", Uploading.Bytes(6 * 1024 * 1024));
        var source = new Generated(FileSize);
        using var form = new MultipartFormDataContent { { new StreamContent(source, 64 * 1024), "file", "large.safetensors" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/lora/upload") { Content = form };
        request.Headers.TransferEncodingChunked = true;
        using var response = await client.SendAsync(request);
        var results = await response.JsonAsync();
        Assert.Equal(FileSize, results["results"]![0]!["lora"]!["size"]!.GetValue<long>());
        Assert.InRange(source.Peak, 0, 100 * Mebibyte);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "ASPNETCORE_*"));
    }

    [Fact]
    public async Task Large_part_and_its_download_keep_memory_flat()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Sockets = true;
            setup.Options = static options => options.PartSize = FileSize;
        });
        using var client = host.Client();
        var id = (await client.BeginAsync("large.safetensors", FileSize)).Text("id");
        var source = new Generated(FileSize);
        using var content = new StreamContent(source, 64 * 1024);
        content.Headers.ContentLength = FileSize;
        await (await client.PutAsync($"/api/lora/uploads/{id}/parts/1", content)).JsonAsync();
        await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        Assert.InRange(source.Peak, 0, 50 * Mebibyte);

        using var response = await client.GetAsync($"/api/lora/{id}/download", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var sink = new Generated(FileSize);
        await using var body = await response.Content.ReadAsStreamAsync();
        await sink.CompareAsync(body);
        Assert.InRange(sink.Peak, 0, 50 * Mebibyte);
    }

    [Fact]
    public async Task Eighty_slow_forms_use_little_memory()
    {
        await using var host = await TestHost.StartAsync(setup =>
        {
            setup.Sockets = true;
            setup.Options = static options => options.MaxWorkspaceUploads = null;
        });
        using var client = host.Client("bob");
        await client.UploadAsync("warm.safetensors", Uploading.Bytes(1000));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var connections = new List<Socket>();
        try
        {
            for (var index = 0; index < 80; index++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                connections.Add(socket);
                await socket.ConnectAsync(host.Address.Host, host.Address.Port);
                await socket.SendAsync(Encoding.UTF8.GetBytes(
                    "POST /api/lora/upload HTTP/1.1\r\nHost: localhost\r\nX-Test-User: ada\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000000\r\n\r\n"
                    + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.safetensors\"\r\n\r\nsome bytes"));
            }

            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (host.Logs.Lines.Count(line => line.Event == 1001) < 81)
            {
                await Task.Delay(20, limit.Token);
            }

            Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, before + (80 * Mebibyte));
            await client.UploadAsync("normal.safetensors", Uploading.Bytes(6 * 1024 * 1024));
        }
        finally
        {
            connections.ForEach(static connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task Announced_ranges_use_no_memory_before_they_arrive()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        await AnnounceAsync(client);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await AnnounceAsync(client);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10 * Mebibyte);
    }

    private static async Task AnnounceAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/lora/inspect?fileName=a.ckpt&size={FileSize}&ranges=0-{(40 * Mebibyte) - 1}")
        {
            Content = new StreamContent(new MemoryStream(new byte[1000])),
        };
        request.Headers.TransferEncodingChunked = true;
        using var response = await client.SendAsync(request);
        await response.ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid);
    }

    /// <summary>Generated bytes that measure the memory in use at every read.</summary>
    private sealed class Generated(long size) : Stream
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private long _position;

        public long Peak { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: false) - _before);
            var count = (int)Math.Min(buffer.Length, size - _position);
            for (var i = 0; i < count; i++)
            {
                buffer[i] = (byte)((_position + i) * 31 >> 3);
            }

            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public async Task CompareAsync(Stream other)
        {
            var expected = new byte[64 * 1024];
            var actual = new byte[64 * 1024];
            while (Read(expected) is > 0 and var count)
            {
                await other.ReadExactlyAsync(actual.AsMemory(0, count));
                Assert.True(expected.AsSpan(0, count).SequenceEqual(actual.AsSpan(0, count)), $"The bytes before {_position} differ.");
            }

            Assert.Equal(0, await other.ReadAsync(actual));
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
