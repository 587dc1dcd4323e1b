using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Lora.Fuzzing;
using Lora.HttpFuzzing.Http;

namespace Lora.HttpFuzzing.Requests;

/// <summary>An upload that is carried through although parts of it arrive broken, and what is done with its LoRA afterwards.</summary>
internal sealed class UploadScenario(FuzzTarget target, FuzzRandom random, Func<Operation, HttpDraft, Task<RawResponse?>> send)
{
    private const int PartSize = 5 * 1024 * 1024;
    private const string Uploads = "/api/lora/uploads";

    private readonly string _user = target.Users[0];

    public async Task RunAsync()
    {
        var file = LoraFiles.Make(random, random.Below(40) == 0 ? PartSize + random.Below(1000) : random.Below(4000));
        var size = random.Below(10) == 0 ? file.Length + 1 : file.Length;
        var begin = Draft("POST", Uploads).WithBody(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"fileName\":\"scenario.safetensors\",\"size\":{size}}}")), "application/json");
        if (random.Below(4) == 0)
        {
            begin.With("Idempotency-Key", random.Of(["scenario-1", "scenario-2", "scenario-3"]));
        }

        var begun = await SendAsync("POST", Uploads, begin).ConfigureAwait(false);
        if (begun is { Status: 429 })
        {
            await CancelAllAsync().ConfigureAwait(false);
        }
        else if (begun is { Status: 200 or 201 } && (string?)JsonNode.Parse(begun.Body)?["id"] is { } id)
        {
            await SendPartsAsync(id, file).ConfigureAwait(false);
            await UseAsync(id).ConfigureAwait(false);
        }
    }

    private async Task SendPartsAsync(string id, byte[] file)
    {
        for (var count = random.Below(4); count > 0; count--)
        {
            await SendAsync("PUT", Uploads + "/{id}/parts/{number}", BrokenPart(id, file)).ConfigureAwait(false);
        }

        for (var number = 1; (number - 1) * PartSize < file.Length; number++)
        {
            var part = Draft("PUT", $"{Uploads}/{id}/parts/{number}").WithBody(file[((number - 1) * PartSize)..Math.Min(file.Length, number * PartSize)], "application/octet-stream");
            await SendAsync("PUT", Uploads + "/{id}/parts/{number}", random.Below(2) == 0 ? part : part.With("Content-Digest", Digest(part.Body!))).ConfigureAwait(false);
        }
    }

    private HttpDraft BrokenPart(string id, byte[] file)
    {
        var draft = Draft("PUT", $"{Uploads}/{id}/parts/{random.Of(["1", "1", "1", "2", "0", "999999"])}").WithBody(file[..Math.Min(file.Length, 8000)], "application/octet-stream");
        switch (random.Below(6))
        {
            case 0:
                draft.Framing = random.Of([BodyFraming.CutChunks, BodyFraming.TooLong, BodyFraming.BrokenChunks, BodyFraming.TooShort]);
                break;
            case 1:
                draft.Framing = BodyFraming.Chunks;
                break;
            case 2:
                draft.With("Content-Digest", Digest([1]));
                break;
            case 3:
                draft.Body = draft.Body![..random.Below(draft.Body!.Length)];
                break;
            case 4:
                draft.Body = [.. draft.Body!, 0];
                break;
            default:
                Mutations.Apply(draft, random);
                break;
        }

        return draft;
    }

    private async Task UseAsync(string id)
    {
        foreach (var (method, path) in new[] { ("POST", $"{Uploads}/{id}/parts/sign"), ("GET", $"{Uploads}/{id}"), ("POST", $"{Uploads}/{id}/complete"), ("POST", $"{Uploads}/{id}/complete") })
        {
            if (random.Below(4) > 0)
            {
                await SendAsync(method, path.Replace(id, "{id}", StringComparison.Ordinal), WithJson(Draft(method, path))).ConfigureAwait(false);
            }
        }

        foreach (var operation in target.Operations.Where(static operation => operation.Template.Contains("/{id}", StringComparison.Ordinal) && !operation.Template.Contains("/parts/", StringComparison.Ordinal)))
        {
            if (random.Below(3) > 0 || (operation.Method == "DELETE" && random.Below(2) > 0))
            {
                continue;
            }

            var draft = Draft(operation.Method, Paths.Fill(operation.Template.Replace("{id}", id, StringComparison.Ordinal), random, target.Known));
            if (operation.ContentType == "application/json")
            {
                draft.WithBody(target.Json.Make(operation.Schema, operation.Template, random), operation.ContentType);
            }

            if (random.Below(2) == 0)
            {
                Mutations.Apply(draft, random);
            }

            await send(operation, draft).ConfigureAwait(false);
        }
    }

    private async Task CancelAllAsync()
    {
        var list = await SendAsync("GET", Uploads, Draft("GET", Uploads)).ConfigureAwait(false);
        foreach (var id in KnownValues.IdsIn(list?.Body ?? string.Empty))
        {
            await SendAsync("DELETE", Uploads + "/{id}", Draft("DELETE", $"{Uploads}/{id}")).ConfigureAwait(false);
        }
    }

    private HttpDraft WithJson(HttpDraft draft) => draft.Path.EndsWith("/sign", StringComparison.Ordinal)
        ? draft.WithBody("""{"parts":[{"number":1},{"number":2,"sha256":"00"}]}"""u8.ToArray(), "application/json")
        : draft.Method == "GET" ? draft : draft.WithBody([], contentType: null);

    private HttpDraft Draft(string method, string path) => RequestMaker.Plain(target, method, path, _user);

    private Task<RawResponse?> SendAsync(string method, string template, HttpDraft draft) => send(new Operation(method, template, []), draft);

    private static string Digest(byte[] bytes) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:";
}
