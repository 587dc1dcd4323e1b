using System.Text.Json.Nodes;

namespace Lora.HttpFuzzing.Requests;

/// <summary>The endpoints of the samples: those of the OpenAPI document, and those that no document lists.</summary>
internal static class SampleOperations
{
    private const string ApiPath = "/api/lora";

    /// <summary>What every Blazor application answers to.</summary>
    private static readonly Operation[] Blazor =
    [
        new("GET", "/", []),
        new("POST", "/", [], "multipart/form-data"),
        new("POST", "/", [], "application/x-www-form-urlencoded"),
        new("GET", "/{path}", []),
        new("POST", "/_blazor/negotiate", ["negotiateVersion"], "text/plain"),
        new("GET", "/_blazor", ["id"]),
        new("POST", "/_blazor", ["id"], "application/octet-stream"),
        new("DELETE", "/_blazor", ["id"]),
        new("POST", "/_blazor/disconnect", [], "multipart/form-data"),
        new("GET", "/_blazor/initializers", []),
        new("GET", "/_framework/opaque-redirect", ["url"]),
        new("GET", "/_framework/blazor.web.js", []),
        new("GET", "/_content/Lora.Components/{path}", []),
        new("GET", "/_content/Lora.Components/upload/engine.js", []),
        new("GET", "/favicon.ico", []),
    ];

    public static IReadOnlyList<Operation> Studio(JsonNode document) =>
        [.. OpenApiOperations.Read(document), .. Blazor, new("GET", "/openapi/v1.json", []), new("GET", "/openapi/{path}.json", []), new("GET", "/studio.css", [])];

    /// <summary>The sample without an OpenAPI document has the same API.</summary>
    public static IReadOnlyList<Operation> ExistingForm(JsonNode document) =>
        [.. OpenApiOperations.Read(document).Where(static operation => operation.Template.StartsWith(ApiPath, StringComparison.Ordinal)), .. Blazor, new("GET", "/shop.css", [])];
}
