using System.Text.Json.Nodes;
using Lora.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.AspNetCore.Tests;

public class OpenApiTests
{
    [Fact]
    public async Task OpenApi_document_names_and_describes_every_operation()
    {
        await using var host = await TestHost.StartAsync(static setup =>
        {
            setup.Services = static services => services.AddOpenApi();
            setup.Map = static app =>
            {
                app.MapOpenApi();
                app.MapLoraManagement();
            };
        });
        using var client = host.Client(user: null);
        var document = await (await client.GetAsync("/openapi/v1.json")).JsonAsync();
        var operations = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Method: operation.Key, Body: operation.Value!)))
            .ToList();
        Assert.Equal(
            [
                "BeginLoraUpload", "CancelLoraUpload", "CompleteLoraUpload", "CorrectLora", "CountLoraFamilies", "DeleteLora", "DownloadLora",
                "DownloadLoraByTicket", "GetLora", "GetLoraInspection", "GetLoraPartner", "GetLoraThumbnail", "GetLoraUpload", "GetLoraUrl", "GetLoraWorkspace", "InspectLoraFile",
                "ListLoraAuditEvents", "ListLoraDuplicates", "ListLoraUploads", "ListLoras", "PairLora", "PutLoraUploadPart", "ReinspectLora", "RenameLora", "SignLoraUploadParts", "SyncLoras", "UploadLoras",
            ],
            operations.Where(operation => operation.Method != "head").Select(operation => operation.Body.Text("operationId")).Order(StringComparer.Ordinal));
        Assert.All(operations, operation =>
        {
            Assert.Equal("LoRA", Assert.Single(operation.Body["tags"]!.AsArray())!.GetValue<string>());
            Assert.NotEmpty(operation.Body.Text("summary"));
            Assert.NotEmpty(operation.Body.Text("description"));
            Assert.NotNull(operation.Body["responses"]!["401"]!["content"]!["application/problem+json"]);
        });

        var list = operations.Single(operation => operation.Body.Text("operationId") == "ListLoras").Body;
        Assert.Null(list["requestBody"]);
        Assert.All(list["parameters"]!.AsArray(), parameter => Assert.Null(parameter!["required"]));
        Assert.NotNull(Content(operations, "UploadLoras", "multipart/form-data"));
        Assert.NotNull(Content(operations, "PutLoraUploadPart", "application/octet-stream"));
        Assert.NotNull(Content(operations, "BeginLoraUpload", "application/json"));
        Assert.NotNull(Content(operations, "RenameLora", "application/json"));
        var take = operations.Single(operation => operation.Body.Text("operationId") == "ListLoras").Body["parameters"]!.AsArray()
            .Single(parameter => parameter!.Text("name") == "take");
        Assert.Contains("integer", take!["schema"]!["type"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static JsonNode? Content(IEnumerable<(string Path, string Method, JsonNode Body)> operations, string name, string contentType) =>
        operations.First(operation => operation.Body.Text("operationId") == name).Body["requestBody"]?["content"]?[contentType]?["schema"];
}
