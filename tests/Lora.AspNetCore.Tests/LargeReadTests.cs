using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using Lora.AspNetCore.Tests.Support;
using Lora.Testing;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>A server with large read buffers.</summary>
public sealed class LargeReadTests
{
    [Fact]
    public async Task Parallel_parts_arrive_complete()
    {
        await using var host = await StartAsync();
        using var client = host.Client();
        var file = LoraTestFile.Create("neon.safetensors", (3 * Uploading.PartSize) + 1000, seed: 1);
        var id = (await client.BeginAsync("neon.safetensors", file.Length)).Text("id");

        await Task.WhenAll(Enumerable.Range(1, 4).Select(async number =>
        {
            using var stored = await client.PutPartAsync(id, number, file.Part(number));
            Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        }));
        using var completed = await client.PostAsync($"/api/lora/uploads/{id}/complete", null);
        var lora = await completed.JsonAsync();

        using var response = await client.GetAsync($"/api/lora/{lora.Text("id")}/download");
        Assert.Equal(SHA256.HashData(file), SHA256.HashData(await response.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task Buffer_has_one_owner_when_it_is_returned_twice()
    {
        await using var host = await StartAsync();
        var pool = host.App.Services.GetRequiredService<IMemoryPoolFactory<byte>>().Create();
        var first = pool.Rent();
        Assert.Equal(64 * 1024, first.Memory.Length);
        first.Dispose();
        first.Dispose();

        var blocks = Enumerable.Range(0, 300).Select(_ => pool.Rent()).ToList();

        Assert.Equal(blocks.Count, blocks.Select(block => BytesOf(block)).Distinct().Count());
        Assert.Throws<ObjectDisposedException>(() => first.Memory);
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent((64 * 1024) + 1));
        blocks.ForEach(static block => block.Dispose());
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(static setup =>
    {
        setup.Sockets = true;
        setup.Services = static services => services.AddLoraCore().UseLargeReads();
    });

    private static byte[]? BytesOf(IMemoryOwner<byte> block) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray<byte>(block.Memory, out var array) ? array.Array : null;
}
