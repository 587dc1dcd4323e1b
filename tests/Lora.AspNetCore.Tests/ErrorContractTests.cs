using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using Lora.AspNetCore.Tests.Support;
using Lora.Errors;
using Lora.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

/// <summary>The status and the retry rule of each error code. Clients rely on both.</summary>
public class ErrorContractTests
{
    private static readonly Dictionary<int, string[]> Statuses = new()
    {
        [400] =
        [
            "file.name_missing", "file.name_too_long", "file.name_invalid", "file.name_path", "file.extension", "file.empty", "lora.name_missing", "lora.name_too_long", "lora.name_invalid",
            "lora.correction_invalid", "upload.no_file", "upload.part_number", "upload.part_size", "upload.part_checksum", "upload.checksum_invalid", "upload.key_invalid",
            "upload.size_mismatch", "url.lifetime", "query.invalid", "request.invalid", "parameter.required", "parameter.type", "parameter.range", "parameter.option", "parameter.unknown",
            "parameter.lora_not_found", "model.unknown",
        ],
        [401] = ["user.missing"],
        [403] = ["quota.bytes", "url.invalid", "request.cross_site", "workspace.missing", "permission.denied"],
        [404] = ["file.missing", "lora.not_found", "lora.fact_missing", "upload.not_found", "upload.gone"],
        [409] = ["lora.conflict", "upload.closed", "upload.busy", "upload.incomplete", "upload.checksum_mismatch", "upload.direct_unsupported"],
        [413] = ["file.too_large"],
        [422] = ["file.refused", "upload.key_reused", "parameter.lora_limit", "model.invalid"],
        [429] = ["quota.uploads", "inspection.limit"],
        [500] = ["unexpected"],
        [501] = ["sync.unsupported", "audit.unsupported", "url.unsupported"],
        [502] = ["storage.refused"],
        [503] = ["server.busy", "storage.unavailable", "storage.delete_failed", "database.unavailable"],
    };

    private static readonly string[] Retryable =
    [
        "lora.conflict", "upload.busy", "upload.part_checksum", "quota.uploads", "inspection.limit", "server.busy", "storage.unavailable", "storage.delete_failed", "database.unavailable",
    ];

    [Fact]
    public void Catalog_describes_every_error_code()
    {
        var codes = typeof(LoraErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), ErrorCatalog.All.Select(static error => error.Code).Order(StringComparer.Ordinal));
        Assert.All(ErrorCatalog.All, static error => Assert.EndsWith(".", error.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Error_code_has_its_status_and_retry_rule_on_the_wire()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Services = static services => services.AddSingleton<ILoraQuota, ScriptedQuota>());
        using var client = host.Client();

        foreach (var (status, codes) in Statuses)
        {
            foreach (var code in codes)
            {
                using var response = await BeginAsync(client, code);
                var problem = await response.ProblemAsync((HttpStatusCode)status, code);
                Assert.Equal((code, Retryable.Contains(code)), (code, problem["retryable"]!.GetValue<bool>()));
                Assert.Equal((code, status is 429 or 503), (code, response.Headers.RetryAfter is not null));
            }
        }

        Assert.Equal(ErrorCatalog.All.Select(static error => error.Code).Order(StringComparer.Ordinal), Statuses.Values.SelectMany(static codes => codes).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Code_of_an_inspection_or_a_host_answers_422()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Services = static services => services.AddSingleton<ILoraQuota, ScriptedQuota>());
        using var client = host.Client();
        using var response = await BeginAsync(client, "studio.strict");

        await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, "studio.strict");
    }

    [Theory]
    [InlineData("storage.unavailable", true, 503)]
    [InlineData("storage.unavailable", false, 502)]
    [InlineData("studio.strict", true, 503)]
    [InlineData("studio.strict", false, 500)]
    [InlineData("upload.gone", false, 404)]
    public async Task Exception_decides_whether_the_call_can_be_repeated(string code, bool isTransient, int status)
    {
        await using var host = await TestHost.StartAsync(setup => setup.Map = app =>
            app.MapLoraManagement().AddEndpointFilter((_, _) => throw new LoraException(code, "No.", isTransient)));
        using var client = host.Client();
        using var response = await client.GetAsync("/api/lora");

        var problem = await response.ProblemAsync((HttpStatusCode)status, code);
        Assert.Equal(isTransient, problem["retryable"]!.GetValue<bool>());
    }

    private static Task<HttpResponseMessage> BeginAsync(HttpClient client, string code) =>
        client.PostAsJsonAsync("/api/lora/uploads", new { fileName = $"{code}.safetensors", size = 10 });

    /// <summary>Rejects every upload with the error code that its file name has.</summary>
    private sealed class ScriptedQuota : ILoraQuota
    {
        public ValueTask<LoraIssue?> CheckAsync(LoraUpload upload, LoraUsage usage, CancellationToken cancellationToken = default)
        {
            var code = Path.GetFileNameWithoutExtension(upload.FileName);
            return ValueTask.FromResult<LoraIssue?>(ErrorCatalog.Find(code) is null ? new LoraIssue(code, "No.") : ErrorCatalog.Issue(code));
        }
    }
}
