using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Lora.AspNetCore.Tests.Support;
using Lora.Storage;

namespace Lora.AspNetCore.Tests;

public class UploadTests
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Form_accepts_several_files()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var large = Uploading.Bytes((11 * Mebibyte) + 3);
        using var response = await SendAsync(client, ("file", "a.safetensors", large), ("file", "b.ckpt", Uploading.Bytes(7, 2)), ("more", "c.SAFETENSORS", Uploading.Bytes(1, 3)));
        var results = await ResultsAsync(response, HttpStatusCode.OK);
        Assert.Equal(["a.safetensors", "b.ckpt", "c.SAFETENSORS"], results.Select(result => result!.Text("fileName")));
        Assert.All(results, result =>
        {
            Assert.True(result!["succeeded"]!.GetValue<bool>());
            Assert.Null(result["code"]);
            Assert.Null(result["message"]);
            Assert.Empty(result["issues"]!.AsArray());
        });
        Assert.Equal(large, await client.GetByteArrayAsync(new Uri($"/api/lora/{results[0]!["lora"]!.Text("id")}/download", UriKind.Relative)));
        Assert.Equal(Uploading.Bytes(7, 2), await client.GetByteArrayAsync(new Uri($"/api/lora/{results[1]!["lora"]!.Text("id")}/download", UriKind.Relative)));
    }

    [Fact]
    public async Task Form_goes_on_after_a_rejected_file()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Options = static options => options.MaxFileSize = Mebibyte);
        using var client = host.Client();
        using var response = await SendAsync(
            client,
            ("file", "image.png", Uploading.Bytes(300_000)),
            ("file", "large.safetensors", Uploading.Bytes(3 * Mebibyte)),
            ("file", "empty.ckpt", []),
            ("file", "full.safetensors", Uploading.Bytes(Mebibyte)));
        var results = await ResultsAsync(response, HttpStatusCode.MultiStatus);
        Assert.Equal([LoraErrorCodes.FileExtension, LoraErrorCodes.FileTooLarge, LoraErrorCodes.FileEmpty, null], results.Select(result => result!["code"]?.GetValue<string>()));
        Assert.Equal([false, false, false, true], results.Select(result => result!["succeeded"]!.GetValue<bool>()));
        Assert.All(results.Take(3), result =>
        {
            Assert.NotEmpty(result!.Text("message"));
            Assert.False(result!["retryable"]!.GetValue<bool>());
            Assert.Equal(result!.Text("code"), result["issues"]![0]!.Text("code"));
            Assert.Null(result["lora"]);
        });
        var listed = await (await client.GetAsync("/api/lora")).JsonAsync();
        Assert.Equal("full", Assert.Single(listed["items"]!.AsArray())!.Text("name"));
        Assert.Single(Directory.GetFiles(Path.Combine(host.Folder, "files"), "*.*", SearchOption.AllDirectories), file => file.EndsWith("full.safetensors", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.png", 5, HttpStatusCode.BadRequest, LoraErrorCodes.FileExtension)]
    [InlineData("a.safetensors", 0, HttpStatusCode.BadRequest, LoraErrorCodes.FileEmpty)]
    [InlineData("a.safetensors", Mebibyte + 1, HttpStatusCode.RequestEntityTooLarge, LoraErrorCodes.FileTooLarge)]
    [InlineData(".safetensors", 5, HttpStatusCode.BadRequest, LoraErrorCodes.FileNameMissing)]
    [InlineData("../a.safetensors", 5, HttpStatusCode.BadRequest, LoraErrorCodes.FileNamePath)]
    public async Task Form_has_the_status_of_the_first_error_when_no_file_is_stored(string fileName, int size, HttpStatusCode status, string code)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Options = static options => options.MaxFileSize = Mebibyte);
        using var client = host.Client();
        using var response = await SendAsync(client, ("file", fileName, Uploading.Bytes(size)), ("file", "b.zip", []));
        var results = await ResultsAsync(response, status);
        Assert.Equal(2, results.Count);
        Assert.Equal(code, results[0]!.Text("code"));
        Assert.Equal(fileName, results[0]!.Text("fileName"));
    }

    [Fact]
    public async Task Form_accepts_a_file_of_exactly_the_size_limit()
    {
        await using var host = await TestHost.StartAsync(setup => setup.Options = static options => options.MaxFileSize = 2 * Mebibyte);
        using var client = host.Client();
        using var response = await SendAsync(
            client, ("file", "a.safetensors", Uploading.Bytes(2 * Mebibyte)), ("file", "b.safetensors", Uploading.Bytes((2 * Mebibyte) + 1)));
        var results = await ResultsAsync(response, HttpStatusCode.MultiStatus);
        Assert.Null(results[0]!["code"]);
        Assert.Equal(LoraErrorCodes.FileTooLarge, results[1]!.Text("code"));
    }

    [Fact]
    public async Task Form_answers_400_without_a_file()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var fields = new MultipartFormDataContent { { new StringContent("text"), "comment" } };
        await (await client.PostAsync("/api/lora/upload", fields)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.UploadNoFile);

        // What a browser sends for a file field that was left empty.
        using var empty = Raw("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--\r\n");
        await (await client.PostAsync("/api/lora/upload", empty)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.UploadNoFile);

        using var nothing = Raw("--b--\r\n");
        await (await client.PostAsync("/api/lora/upload", nothing)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.UploadNoFile);
    }

    [Fact]
    public async Task Form_reports_a_file_without_a_name()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var content = Raw("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\nbytes\r\n--b--\r\n");
        var results = await ResultsAsync(await client.PostAsync("/api/lora/upload", content), HttpStatusCode.BadRequest);
        Assert.Equal(LoraErrorCodes.FileNameMissing, results[0]!.Text("code"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData(null)]
    public async Task Upload_answers_415_when_it_is_not_a_form(string? contentType)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var content = new ByteArrayContent([1, 2, 3]);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        await (await client.PostAsync("/api/lora/upload", content)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, LoraErrorCodes.RequestInvalid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no boundary at all")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"")]
    public async Task Form_answers_400_when_it_is_malformed(string body)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var content = Raw(body);
        await (await client.PostAsync("/api/lora/upload", content)).ProblemAsync(HttpStatusCode.BadRequest, LoraErrorCodes.RequestInvalid);
    }

    [Fact]
    public async Task Form_keeps_and_reports_files_before_a_broken_end()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var content = Raw(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ckpt\"\r\n\r\nwhole\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.ckpt\"\r\n\r\nhal");
        var results = await ResultsAsync(await client.PostAsync("/api/lora/upload", content), HttpStatusCode.MultiStatus);
        Assert.Null(results[0]!["code"]);
        Assert.Equal("b.ckpt", results[1]!.Text("fileName"));
        Assert.Equal(LoraErrorCodes.RequestInvalid, results[1]!.Text("code"));
        Assert.Equal("a", Assert.Single((await (await client.GetAsync("/api/lora")).JsonAsync())["items"]!.AsArray())!.Text("name"));
    }

    [Fact]
    public async Task Form_accepts_at_most_1000_files()
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        var file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n\r\n";
        using var content = Raw(string.Concat(Enumerable.Repeat(file, 2000)) + "--b--\r\n");
        var results = await ResultsAsync(await client.PostAsync("/api/lora/upload", content), HttpStatusCode.BadRequest);
        Assert.Equal(1001, results.Count);
        Assert.Equal(LoraErrorCodes.FileExtension, results[999]!.Text("code"));
        Assert.Equal(LoraErrorCodes.RequestInvalid, results[1000]!.Text("code"));
    }

    [Theory]
    [InlineData("form-data; name=\"file\"; filename=\"노을 🌅.safetensors\"", "노을 🌅.safetensors")]
    [InlineData("form-data; name=\"file\"; filename=\"ignored.ckpt\"; filename*=UTF-8''%D8%BA%D8%B1%D9%88%D8%A8.safetensors", "غروب.safetensors")]
    [InlineData("form-data; name=\"file\"; filename=\"say %22hi%22.safetensors\"", "say \"hi\".safetensors")]
    [InlineData("form-data; name=\"file\"; filename=\"say \\\"hi\\\".safetensors\"", "say \"hi\".safetensors")]
    [InlineData("form-data; name=\"file\"; filename=plain.safetensors", "plain.safetensors")]
    [InlineData("form-data; name=\"file\"; filename=\"100% done; really.safetensors\"", "100% done; really.safetensors")]
    public async Task File_names_are_read_in_every_encoding_of_clients(string disposition, string expected)
    {
        await using var host = await TestHost.StartAsync();
        using var client = host.Client();
        using var content = Raw($"--b\r\nContent-Disposition: {disposition}\r\n\r\nbytes\r\n--b--\r\n");
        var results = await ResultsAsync(await client.PostAsync("/api/lora/upload", content), HttpStatusCode.OK);
        Assert.Equal(expected, results[0]!["lora"]!.Text("fileName"));
    }

    [Fact]
    public async Task Form_reports_storage_failure_per_file_and_keeps_nothing()
    {
        var failures = 1;
        await using var host = await TestHost.StartAsync(setup => setup.Services = services => services.WrapFiles(files =>
            new FailingFileStore(files, () => failures-- > 0 ? new LoraStorageException() : null)));
        using var client = host.Client();
        using var response = await SendAsync(client, ("file", "a.ckpt", Uploading.Bytes(10)), ("file", "b.ckpt", Uploading.Bytes(10)));
        var results = await ResultsAsync(response, HttpStatusCode.MultiStatus);
        Assert.Equal(LoraErrorCodes.StorageUnavailable, results[0]!.Text("code"));
        Assert.True(results[0]!["retryable"]!.GetValue<bool>());
        Assert.True(results[1]!["succeeded"]!.GetValue<bool>());
        Assert.Equal(1, (await (await client.GetAsync("/api/lora")).JsonAsync()).Number("total"));
    }

    private static ByteArrayContent Raw(string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=\"b\"");
        return content;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, params (string Field, string FileName, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (field, fileName, content) in files)
        {
            form.Add(new ByteArrayContent(content), field, fileName);
        }

        return await client.PostAsync("/api/lora/upload", form);
    }

    private static async Task<JsonArray> ResultsAsync(HttpResponseMessage response, HttpStatusCode expected) =>
        (await response.JsonAsync(expected))["results"]!.AsArray();
}
