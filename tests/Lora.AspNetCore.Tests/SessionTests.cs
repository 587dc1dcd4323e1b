using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Lora.AspNetCore.Tests.Support;

namespace Lora.AspNetCore.Tests;

public class SessionTests
{
    private static readonly byte[] File = Uploading.Bytes((2 * Uploading.PartSize) + 77);

    [Fact]
    public async Task Parts_are_accepted_in_any_order()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var begun = await client.PostAsJsonAsync("/api/lora/uploads", new { fileName = "스타일.safetensors", size = File.Length });
        var session = await begun.JsonAsync(HttpStatusCode.Created);
        var id = session.Text("id");
        Assert.Equal($"/api/lora/uploads/{id}", begun.Headers.Location!.ToString());
        Assert.Equal("스타일.safetensors", session.Text("fileName"));
        Assert.Equal(File.Length, session.Number("size"));
        Assert.Equal(Uploading.PartSize, session.Number("partSize"));
        Assert.Equal(3, session.Number("partCount"));
        Assert.Equal("open", session.Text("state"));
        Assert.Equal(0, session.Number("storedSize"));
        Assert.Null(session["lora"]);
        Assert.Equal(host.Time.GetUtcNow() + TimeSpan.FromHours(24), session["expiresAt"]!.GetValue<DateTimeOffset>());

        foreach (var number in new[] { 3, 1 })
        {
            var part = await (await client.PutPartAsync(id, number, File.Part(number))).JsonAsync();
            Assert.Equal(number, part.Number("number"));
            Assert.Equal(File.Part(number).Length, part.Number("size"));
        }

        var status = await (await client.GetAsync(begun.Headers.Location)).JsonAsync();
        Assert.Equal([1, 3], status["stored"]!.AsArray().Select(number => number!.GetValue<int>()));
        Assert.Equal(Uploading.PartSize + 77, status.Number("storedSize"));

        var early = await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).ProblemAsync(HttpStatusCode.Conflict, LoraErrorCodes.UploadIncomplete);
        Assert.Contains("2", early.Text("detail"), StringComparison.Ordinal);

        await (await client.PutPartAsync(id, 2, File.Part(2))).JsonAsync();
        var lora = await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        Assert.Equal(id, lora.Text("id"));
        Assert.Equal(File, await client.GetByteArrayAsync(new Uri($"/api/lora/{id}/download", UriKind.Relative)));
    }

    [Fact]
    public async Task Completing_twice_returns_the_same_LoRA()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = await FilledAsync(client);
        var first = await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        var second = await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        var status = await (await client.GetAsync($"/api/lora/uploads/{id}")).JsonAsync();
        Assert.Equal("completed", status.Text("state"));
        Assert.Equal(first.ToJsonString(), status["lora"]!.ToJsonString());
        Assert.Equal(File.Length, status.Number("storedSize"));
        Assert.Equal([1, 2, 3], status["stored"]!.AsArray().Select(number => number!.GetValue<int>()));
        Assert.Null(status["expiresAt"]);
        Assert.Equal(1, (await (await client.GetAsync("/api/lora")).JsonAsync()).Number("total"));
        await (await client.PutPartAsync(id, 1, File.Part(1))).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.UploadNotFound);
    }

    [Fact]
    public async Task Part_is_replaced_when_it_is_sent_again()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = await FilledAsync(client, Uploading.Bytes(File.Length, 9));
        for (var number = 1; number <= 3; number++)
        {
            await (await client.PutPartAsync(id, number, File.Part(number))).JsonAsync();
        }

        await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).JsonAsync();
        Assert.Equal(File, await client.GetByteArrayAsync(new Uri($"/api/lora/{id}/download", UriKind.Relative)));
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(1, Uploading.PartSize + 1)]
    [InlineData(3, 76)]
    [InlineData(3, 78)]
    public async Task Part_of_the_wrong_size_is_rejected_with_and_without_length(int number, int size)
    {
        foreach (var chunked in new[] { false, true })
        {
            await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
            using var client = host.Client();
            var id = (await client.BeginAsync("a.safetensors", File.Length)).Text("id");
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/lora/uploads/{id}/parts/{number}") { Content = new ByteArrayContent(Uploading.Bytes(size)) };
            request.Headers.TransferEncodingChunked = chunked;
            var problem = await (await client.SendAsync(request)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.PartSize);
            Assert.Equal("number", problem["issues"]![0]!.Text("member"));
            Assert.Empty((await (await client.GetAsync($"/api/lora/uploads/{id}")).JsonAsync())["stored"]!.AsArray());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(-1)]
    public async Task Part_is_rejected_when_its_number_does_not_exist(int number)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", File.Length)).Text("id");
        await (await client.PutPartAsync(id, number, File.Part(1))).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.PartNumber);
    }

    [Fact]
    public async Task Cancelling_removes_the_upload_and_its_bytes()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var id = await FilledAsync(client);
        using var cancelled = await client.DeleteAsync($"/api/lora/uploads/{id}");
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        await (await client.GetAsync($"/api/lora/uploads/{id}")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.UploadNotFound);
        await (await client.DeleteAsync($"/api/lora/uploads/{id}")).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.UploadNotFound);
        await (await client.PostAsync($"/api/lora/uploads/{id}/complete", null)).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.UploadNotFound);
        await (await client.PutPartAsync(id, 1, File.Part(1))).ProblemAsync(HttpStatusCode.NotFound, LoraErrorCodes.UploadNotFound);
        Assert.Equal(0, Directory.EnumerateFiles(Path.Combine(host.Folder, "files"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length));
    }

    [Theory]
    [InlineData("a.safetensors", 6L * 1024 * 1024 * 1024, HttpStatusCode.RequestEntityTooLarge, LoraErrorCodes.FileTooLarge)]
    [InlineData("a.safetensors", (5L * 1024 * 1024 * 1024) + 1, HttpStatusCode.RequestEntityTooLarge, LoraErrorCodes.FileTooLarge)]
    [InlineData("a.safetensors", 0L, HttpStatusCode.BadRequest, LoraErrorCodes.FileEmpty)]
    [InlineData("a.safetensors", -5L, HttpStatusCode.BadRequest, LoraErrorCodes.FileEmpty)]
    [InlineData("a.exe", 5L, HttpStatusCode.BadRequest, LoraErrorCodes.FileExtension)]
    [InlineData("", 5L, HttpStatusCode.BadRequest, LoraErrorCodes.FileNameMissing)]
    public async Task Begin_rejects_an_invalid_file_before_any_byte(string fileName, long size, HttpStatusCode status, string code)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        await (await client.PostAsJsonAsync("/api/lora/uploads", new { fileName, size })).ProblemAsync(status, code);
    }

    [Fact]
    public async Task Begin_accepts_5_GiB_and_reports_all_errors_at_once()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var session = await client.BeginAsync("a.safetensors", 5L * 1024 * 1024 * 1024);
        Assert.InRange(session.Number("partCount"), 1, 1000);
        using var response = await client.PostAsJsonAsync("/api/lora/uploads", new { fileName = "folder/a.png", size = 6L * 1024 * 1024 * 1024 });
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.FileNamePath);
        Assert.Equal(
            [LoraErrorCodes.FileNamePath, LoraErrorCodes.FileExtension, LoraErrorCodes.FileTooLarge],
            problem["issues"]!.AsArray().Select(issue => issue!.Text("code")));
    }

    [Theory]
    [InlineData("{}", LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"fileName\":\"a.safetensors\"}", LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"size\":5}", LoraErrorCodes.FileNameMissing)]
    [InlineData("{\"fileName\":\"a.safetensors\",\"size\":\"many\"}", LoraErrorCodes.RequestInvalid)]
    [InlineData("{\"fileName\":\"a.safetensors\",\"size\":1e40}", LoraErrorCodes.RequestInvalid)]
    [InlineData("[1]", LoraErrorCodes.RequestInvalid)]
    public async Task Begin_answers_400_when_its_body_is_invalid(string body, string code)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await (await client.PostAsync("/api/lora/uploads", content)).ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task Parts_are_accepted_in_parallel()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Sockets = true);
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", File.Length)).Text("id");
        var answers = await Task.WhenAll(Enumerable.Range(1, 3).Select(number => client.PutPartAsync(id, number, File.Part(number))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var loras = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CompleteUntilDoneAsync(client, id)));
        Assert.Single(loras.Select(lora => lora.ToJsonString()).Distinct(StringComparer.Ordinal));
        Assert.Equal(File, await client.GetByteArrayAsync(new Uri($"/api/lora/{id}/download", UriKind.Relative)));
    }

    /// <summary>Only one call completes the upload; the others report that it is busy and can be repeated.</summary>
    private static async Task<JsonNode> CompleteUntilDoneAsync(HttpClient client, string id)
    {
        for (var attempt = 0; ; attempt++)
        {
            using var response = await client.PostAsync($"/api/lora/uploads/{id}/complete", null);
            if (response.StatusCode != HttpStatusCode.Conflict || attempt == 100)
            {
                return await response.JsonAsync();
            }

            var problem = await response.ProblemAsync(HttpStatusCode.Conflict, LoraErrorCodes.UploadBusy);
            Assert.True(problem["retryable"]!.GetValue<bool>());
            await Task.Delay(50);
        }
    }

    private static async Task<string> FilledAsync(HttpClient client, byte[]? content = null)
    {
        content ??= File;
        var id = (await client.BeginAsync("a.safetensors", content.Length)).Text("id");
        for (var number = 1; number <= 3; number++)
        {
            await (await client.PutPartAsync(id, number, content.Part(number))).JsonAsync();
        }

        return id;
    }
}
