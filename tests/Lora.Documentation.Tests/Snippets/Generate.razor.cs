using System.Text.Json.Nodes;

namespace Studio;

public partial class Generate
{
    /// <summary>Stands for the reader's own engine.</summary>
    private static Task<JsonObject> SendToEngineAsync(JsonObject payload) => Task.FromResult(payload);
}
