using System.Globalization;
using Lora.Fuzzing;
using Lora.HttpFuzzing.Http;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Makes the requests of a case: a valid one first, which is then changed.</summary>
internal static class RequestMaker
{
    private const int MostMutations = 3;

    public static (Operation Operation, HttpDraft Draft) Make(FuzzTarget target, FuzzRandom random)
    {
        var operation = random.Of(target.Operations);
        var draft = Valid(target, operation, random);
        for (var count = random.Below(MostMutations + 1); count > 0; count--)
        {
            Mutations.Apply(draft, random);
        }

        return (operation, draft);
    }

    /// <summary>Makes a request that has nothing but a verb, a path and what every client sends.</summary>
    public static HttpDraft Plain(FuzzTarget target, string method, string path, string user) => new HttpDraft(method, path)
        .With("Host", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{target.Server.Port}"))
        .With("Cookie", string.Join("; ", new[] { $"demo-user={user}", target.Cookies }.Where(static cookie => cookie.Length > 0)));

    private static HttpDraft Valid(FuzzTarget target, Operation operation, FuzzRandom random)
    {
        // The first user has most, so that ids belong to the caller more often than not.
        var draft = Plain(target, operation.Method, Paths.Fill(operation.Template, random, target.Known), random.Below(3) > 0 ? target.Users[0] : random.Of(target.Users));
        if (operation.Template.EndsWith("/inspect", StringComparison.Ordinal))
        {
            InspectBodies.Add(draft, random);
            return draft;
        }

        AddQuery(draft, operation, target, random);
        AddBody(draft, operation, target, random);
        if (operation.Template.EndsWith("/download/{fileName}", StringComparison.Ordinal) && random.Below(2) == 0 && target.Known.One("download", random, string.Empty) is { Length: > 0 } download)
        {
            // A ticket is for one LoRA.
            (draft.Path, var ticket) = (download[..download.IndexOf('?', StringComparison.Ordinal)], download[(download.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            draft.Query.Clear();
            draft.Query.Add(("ticket", ticket));
        }

        if (operation.Template == "/_blazor")
        {
            // With any verb, it may become long polling.
            draft.MayWait = true;
            if (operation.Method == "GET" && random.Below(2) == 0)
            {
                draft.With("Connection", "Upgrade").With("Upgrade", "websocket").With("Sec-WebSocket-Version", random.Of(["13", "13", "0"])).With("Sec-WebSocket-Key", random.Of(["dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==", "a"]));
            }
        }

        return draft;
    }

    private static void AddQuery(HttpDraft draft, Operation operation, FuzzTarget target, FuzzRandom random)
    {
        var isBlazor = operation.Template.StartsWith("/_blazor", StringComparison.Ordinal);
        foreach (var name in operation.Query.Where(name => name == "ticket" || isBlazor || random.Below(2) == 0))
        {
            var value = name == "id" && isBlazor && random.Below(4) > 0 ? target.Known.One("connectionToken", random) : Paths.ValueOf(name, random, target.Known);
            draft.Query.Add((name, Texts.InAddress(value, random)));
        }
    }

    private static void AddBody(HttpDraft draft, Operation operation, FuzzTarget target, FuzzRandom random)
    {
        switch (operation.ContentType)
        {
            case null when operation.Method is "GET" or "HEAD":
                break;

            // An endpoint that reads the request by itself documents no body.
            case null when random.Below(2) == 0 && !operation.Template.Contains("{model}", StringComparison.Ordinal):
                draft.Body = [];
                break;
            case null:
            case "application/json":
                draft.WithBody(target.Json.Make(operation.Schema, operation.Template, random), "application/json");
                break;
            case "multipart/form-data" when random.Below(4) > 0 || operation.Template.EndsWith("/upload", StringComparison.Ordinal):
                FormBodies.AddMultipart(draft, operation.Template.EndsWith("/upload", StringComparison.Ordinal) ? [] : target.FormFields(random), random);
                break;
            case "multipart/form-data" or "application/x-www-form-urlencoded":
                FormBodies.AddUrlEncoded(draft, target.FormFields(random), random);
                break;
            default:
                draft.WithBody(FormBodies.RandomBytes(random, random.Below(30) == 0 ? 200_000 : 2000), operation.ContentType);
                break;
        }
    }
}
