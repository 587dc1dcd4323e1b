using System.Net;
using Lora.EndToEnd.Tests.BackEnds;
using Lora.EndToEnd.Tests.Hosting;
using Xunit.Abstractions;

namespace Lora.EndToEnd.Tests.Crashes;

/// <summary>The server is killed during uploads and deletes, and restarted on the same data.</summary>
[Collection(KillCollection.Name)]
public sealed class KilledServerTests(ITestOutputHelper output)
{
    /// <summary>Settings with which leftovers are removed within seconds.</summary>
    private static readonly Dictionary<string, string> ShortLifetimes = new()
    {
        ["Lora__Options__UploadLifetime"] = "00:00:05",
        ["Lora__Options__Lease"] = "00:00:01",
        ["Lora__Options__SweepInterval"] = "00:00:01",
    };

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Upload_resumes_after_the_server_was_killed_during_a_part(BackEndKind kind)
    {
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd);
        var file = LoraFile.Bytes(ThreeParts);
        file.AsSpan(1024).Fill(7);
        var api = server.As("ada");
        var upload = await api.BeginAsync("resumed.safetensors", file.Length);
        await api.PutPartAsync(upload.Id, 1, upload.Slice(file, 1));
        await KillDuringPartAsync(server, api, upload, 2);

        await server.RestartAsync();

        var resumed = await api.GetUploadAsync(upload.Id);
        Assert.Equal([1], resumed.Stored);
        Assert.Equal("open", resumed.State);
        foreach (var number in resumed.Missing)
        {
            await api.PutPartAsync(upload.Id, number, upload.Slice(file, number));
        }

        await api.CompleteAsync(upload.Id);
        using var download = await api.SendAsync(HttpMethod.Get, $"api/lora/{upload.Id}/download");
        Assert.Equal(file, await download.Content.ReadAsByteArrayAsync());
        Assert.Null((await backEnd.TakeInventoryAsync()).FindOrphans());
    }

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Upload_completes_after_the_server_was_killed_before_complete(BackEndKind kind)
    {
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd);
        var file = LoraFile.Bytes(ThreeParts);
        var api = server.As("ada");
        var upload = await api.BeginAsync("whole.safetensors", file.Length);
        await Task.WhenAll(Enumerable.Range(1, upload.PartCount).Select(number => api.PutPartAsync(upload.Id, number, upload.Slice(file, number))));
        server.Kill();

        await server.RestartAsync();

        Assert.Empty((await api.GetUploadAsync(upload.Id)).Missing);
        var lora = await api.CompleteAsync(upload.Id);
        Assert.Equal(file.Length, (long)lora["size"]!);
        Assert.Null((await backEnd.TakeInventoryAsync()).FindOrphans());
    }

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Abandoned_upload_is_removed_by_the_sweeper(BackEndKind kind)
    {
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd, ShortLifetimes);
        var api = server.As("ada");
        var upload = await api.BeginAsync("given-up.safetensors", ThreeParts);
        await api.PutPartAsync(upload.Id, 1, LoraFile.Bytes((int)upload.PartSize));
        await KillDuringPartAsync(server, api, upload, 2);
        var left = await backEnd.TakeInventoryAsync();
        Assert.Single(left.Uploads);
        Assert.Single(left.Unfinished);

        await server.RestartAsync(ShortLifetimes);

        await server.SettleAsync(backEnd);
        Assert.True((await backEnd.TakeInventoryAsync()).IsEmpty);
    }

    [Theory]
    [MemberData(nameof(AllBackEnds.Kinds), MemberType = typeof(AllBackEnds))]
    public async Task Killed_server_leaves_no_orphan_after_the_sweep(BackEndKind kind)
    {
        const int Tries = 2;
        const int Deletes = 16;
        var random = Seed.Random(output);
        await using var backEnd = await BackEnd.CreateAsync(kind);
        await using var server = await StudioServer.StartAsync(backEnd, ShortLifetimes);
        var api = server.As("ada");
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            // These are deleted below. Uploading them also warms up the server, so that the kill hits it in the middle of its work.
            var ids = await Task.WhenAll(Enumerable.Range(0, Deletes).Select(_ => api.UploadAsync("brief.safetensors", 4096)));
            Task[] uploads = [UploadUntilDisconnectAsync(api, ThreeParts), UploadUntilDisconnectAsync(api, ThreeParts)];
            var deletes = ids.Select(id => DeleteUntilDisconnectAsync(api, id)).ToArray();
            // When the first delete has finished, the others and the uploads are in progress.
            await (attempt % 2 == 0 ? Task.WhenAny(deletes) : Task.Delay(random.Next(5, 400)));
            server.Kill();
            await Task.WhenAll([.. uploads, .. deletes]);
            output.WriteLine($"Try {attempt}, killed: {(await backEnd.TakeInventoryAsync()).FindOrphans() ?? "consistent"}");
            await server.RestartAsync(ShortLifetimes);
        }

        await server.SettleAsync(backEnd);

        var records = (await backEnd.TakeInventoryAsync()).Records;
        Assert.Equal(records.Count, (await api.ListAsync()).Count);
        output.WriteLine($"{records.Count} LoRAs are left.");
    }

    /// <summary>The size of a file with two full parts and a smaller third one, in bytes.</summary>
    private const int ThreeParts = (2 * (int)LoraFile.PartSize) + 20_000;

    /// <summary>Sends the first half of a part, then kills the server.</summary>
    private static async Task KillDuringPartAsync(StudioServer server, StudioApi api, UploadSession upload, int number)
    {
        var half = new StallingStream(upload.PartSize / 2);
        var part = api.PutPartAsync(upload.Id, number, half, upload.PartSize);
        await half.Stalled.WaitAsync(TimeSpan.FromSeconds(30));
        server.Kill();
        half.GiveUp();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => part);
    }

    private static Task UploadUntilDisconnectAsync(StudioApi api, int size) => IgnoreDisconnectAsync(async () =>
    {
        while (true)
        {
            await api.UploadAsync("kept.safetensors", size);
        }
    });

    private static Task DeleteUntilDisconnectAsync(StudioApi api, string id) => IgnoreDisconnectAsync(async () =>
        Assert.Equal(HttpStatusCode.NoContent, await api.StatusOfAsync(HttpMethod.Delete, $"api/lora/{id}")));

    private static async Task IgnoreDisconnectAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (HttpRequestException exception) when (exception.StatusCode is null)
        {
            // The server was killed.
        }
    }
}
