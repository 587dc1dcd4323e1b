using System.Text.Json.Nodes;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Reads the endpoints of an OpenAPI document.</summary>
internal static class OpenApiOperations
{
    private const string Json = "application/json";

    public static IEnumerable<Operation> Read(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        let shared = path.Value!["parameters"] as JsonArray
        from operation in path.Value!.AsObject()
        where operation.Key is "get" or "put" or "post" or "delete" or "patch" or "head" or "options"
        select Read(operation.Key.ToUpperInvariant(), path.Key, operation.Value!, shared);

    private static Operation Read(string method, string path, JsonNode operation, JsonArray? shared)
    {
        var parameters = (operation["parameters"] as JsonArray ?? []).Concat(shared ?? []);
        var query = parameters.Where(static parameter => (string?)parameter!["in"] == "query").Select(static parameter => (string)parameter!["name"]!);
        var bodies = operation["requestBody"]?["content"] as JsonObject;
        var type = bodies?.Select(static body => body.Key).FirstOrDefault();
        return new Operation(method, path, [.. query], type, type == Json ? bodies![Json]!["schema"] : null, operation["responses"]?["501"] is not null);
    }
}
