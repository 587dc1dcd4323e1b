using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Lora.Benchmarks.Host.Sink;

/// <summary>Answers the calls of S3.</summary>
/// <param name="delay">How long every answer is held back, as a long way to the server would do.</param>
internal sealed class NullSink(TimeSpan delay)
{
    private readonly ConcurrentDictionary<string, SinkUpload> _uploads = new();
    private readonly ConcurrentDictionary<string, SinkUpload> _objects = new();

    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.AccessControlAllowOrigin = "*";
        if (HttpMethods.IsOptions(request.Method))
        {
            response.Headers.AccessControlAllowMethods = "PUT";
            response.Headers.AccessControlAllowHeaders = "*";
            response.Headers.AccessControlMaxAge = "600";
            return;
        }

        var key = request.Path.Value!;
        var id = request.Query["uploadId"].ToString();
        if (HttpMethods.IsPut(request.Method) && id.Length > 0)
        {
            await TakeAsync(context, id);
        }
        else
        {
            // What is left of a body would be read after the answer.
            await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            await HoldAsync(context);
            await (request.Method switch
            {
                "POST" when id.Length == 0 => BeginAsync(response, key),
                "POST" => CompleteAsync(response, key, id),
                "GET" when id.Length > 0 => ListAsync(response, id),
                "DELETE" => RemoveAsync(response, key, id),
                _ => ReadAsync(context, key),
            });
        }
    }

    private Task HoldAsync(HttpContext context) => delay > TimeSpan.Zero ? Task.Delay(delay, context.RequestAborted) : Task.CompletedTask;

    private async Task TakeAsync(HttpContext context, string id)
    {
        if (!_uploads.TryGetValue(id, out var upload))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var number = int.Parse(context.Request.Query["partNumber"].ToString(), CultureInfo.InvariantCulture);
        try
        {
            await upload.TakeAsync(number, context.Request);
        }
        catch (BadHttpRequestException)
        {
            // The sender was killed: discard the part.
            return;
        }

        await HoldAsync(context);
        context.Response.Headers.ETag = TagOf(number);
    }

    private Task BeginAsync(HttpResponse response, string key)
    {
        var id = Guid.NewGuid().ToString("N");
        _uploads[id] = new SinkUpload();
        return WriteAsync(response, $"<InitiateMultipartUploadResult><Bucket>{BucketOf(key)}</Bucket><Key>{KeyOf(key)}</Key><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");
    }

    private Task CompleteAsync(HttpResponse response, string key, string id)
    {
        if (!_uploads.TryRemove(id, out var upload))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        _objects[key] = upload;
        return WriteAsync(response, $"<CompleteMultipartUploadResult><Bucket>{BucketOf(key)}</Bucket><Key>{KeyOf(key)}</Key><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>");
    }

    private Task ListAsync(HttpResponse response, string id)
    {
        if (!_uploads.TryGetValue(id, out var upload))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return WriteAsync(response, "<Error><Code>NoSuchUpload</Code></Error>");
        }

        var parts = new StringBuilder();
        foreach (var (number, size) in upload.Parts.OrderBy(part => part.Key))
        {
            parts.Append(CultureInfo.InvariantCulture, $"<Part><PartNumber>{number}</PartNumber><ETag>{TagOf(number)}</ETag><Size>{size}</Size></Part>");
        }

        return WriteAsync(response, $"<ListPartsResult><UploadId>{id}</UploadId><IsTruncated>false</IsTruncated>{parts}</ListPartsResult>");
    }

    private Task RemoveAsync(HttpResponse response, string key, string id)
    {
        _uploads.TryRemove(id, out _);
        _objects.TryRemove(key, out _);
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task ReadAsync(HttpContext context, string key)
    {
        var (request, response) = (context.Request, context.Response);
        if (!_objects.TryGetValue(key, out var found))
        {
            // The bucket itself is always there.
            response.StatusCode = KeyOf(key).Length == 0 ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
            return;
        }

        var range = RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var asked) ? asked.Ranges.First() : null;
        var from = range?.From ?? 0;
        var left = Math.Min(range?.To + 1 ?? found.Size, found.Size) - from;
        response.StatusCode = range is null ? StatusCodes.Status200OK : StatusCodes.Status206PartialContent;
        response.ContentLength = left;
        response.Headers.ETag = "\"whole\"";
        if (!HttpMethods.IsGet(request.Method))
        {
            return;
        }

        var known = found.Beginning[(int)Math.Min(from, found.Beginning.Length)..];
        known = known[..(int)Math.Min(left, known.Length)];
        await response.Body.WriteAsync(known, context.RequestAborted);
        var zeros = new byte[64 * 1024];
        for (left -= known.Length; left > 0; left -= zeros.Length)
        {
            await response.Body.WriteAsync(zeros.AsMemory(0, (int)Math.Min(left, zeros.Length)), context.RequestAborted);
        }
    }

    private static Task WriteAsync(HttpResponse response, string xml)
    {
        response.ContentType = "application/xml";
        return response.WriteAsync(xml, response.HttpContext.RequestAborted);
    }

    private static string TagOf(int number) => string.Create(CultureInfo.InvariantCulture, $"\"part-{number}\"");

    private static string BucketOf(string path) => path.Split('/', 3)[1];

    private static string KeyOf(string path) => path.Split('/', 3) is [_, _, var key] ? key : "";
}
