using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Lora.Catalog;
using Lora.Errors;
using Lora.Files;
using Lora.Inspection;
using Lora.Uploads;
using Lora.Validation;

namespace Lora.Management.Flows;

/// <summary>
/// Uploads a stream whose size may not be known: fills pooled buffers of one part each, and sends and hashes several of them while the next fills.
/// </summary>
internal sealed class StreamUpload(ManagerContext context, UploadBeginning beginning, UploadParts parts, UploadCompletion completion, UploadRemoval removal)
{
    // Four parts on their way and one that fills; fewer where parts are so large that this would take too much memory.
    private const int MostBuffers = 5;
    private const int FewestBuffers = 2;
    private const long Memory = MostBuffers * LoraPartPlan.DefaultPartSize;
    private const int SpoolBuffer = 128 * 1024;

    public async Task<LoraResult<LoraRecord>> UploadAsync(
        LoraWorkspaceId workspace, string fileName, long? size, long? atMost, Stream content, CancellationToken cancellationToken)
    {
        var rules = new LoraFileRules(context.Options.MaxFileSize);
        var issues = size is { } known ? rules.Check(fileName, known) : LoraFileRules.CheckName(fileName);
        if (issues.Count > 0)
        {
            return LoraResult.Failure<LoraRecord>(issues);
        }

        if (size is null && context.Files is SinglePartFiles)
        {
            return await SpooledAsync(workspace, fileName, content, cancellationToken).ConfigureAwait(false);
        }

        var begun = await beginning.CreateAsync(workspace, new LoraUploadRequest(fileName, size ?? Math.Min(atMost ?? rules.MaxSize, rules.MaxSize)), cancellationToken).ConfigureAwait(false);
        if (!begun.Succeeded)
        {
            return LoraResult.Failure<LoraRecord>(begun.Issues);
        }

        var upload = begun.Value;
        try
        {
            using var hasher = new LoraHasher();
            var sent = context.Files is SinglePartFiles
                ? await PipeAsync(upload, content, hasher, cancellationToken).ConfigureAwait(false)
                : await SendAsync(upload, content, hasher, cancellationToken).ConfigureAwait(false);
            if (sent.Issue is { } issue)
            {
                await removal.TryRemoveAsync(upload).ConfigureAwait(false);
                return issue;
            }

            var arrived = rules.Check(fileName, sent.Size);
            if (arrived.Count > 0 || sent.Size > upload.Size || (size is { } declared && declared != sent.Size))
            {
                await removal.TryRemoveAsync(upload).ConfigureAwait(false);
                return arrived.Count > 0 ? LoraResult.Failure<LoraRecord>(arrived) : UploadIssues.SizeMismatch(upload.Size, sent.Size);
            }

            var claimed = await completion.ClaimAsync(upload).ConfigureAwait(false);
            return claimed is null
                ? UploadIssues.Gone
                : await completion.FinishAsync(claimed, new LoraPartPlan(sent.Size, upload.PartSize), sent.Parts, hasher.Finish()).ConfigureAwait(false);
        }
        catch
        {
            await removal.TryAbortAsync(upload).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A store without parts takes the stream as it comes: the whole of it would not fit into a buffer.</summary>
    private async Task<Sent> PipeAsync(LoraUpload upload, Stream content, LoraHasher hasher, CancellationToken cancellationToken)
    {
        using var hashing = new HashingStream(content, hasher, leaveOpen: true);
        var result = await parts.SendAsync(upload, upload.Parts, number: 1, hashing, sha256: null, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? new Sent(upload.Size, [result.Value], null)
            : new Sent(hasher.Length, [], result.Issues[0].Code == LoraErrorCodes.PartSize ? UploadIssues.SizeMismatch(upload.Size, hasher.Length) : result.Issues[0]);
    }

    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "Every task is awaited, whatever happens.")]
    private async Task<Sent> SendAsync(LoraUpload upload, Stream content, LoraHasher hasher, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var room = new SemaphoreSlim(BuffersFor(upload.PartSize));
        var running = new List<Task<LoraResult<LoraFilePart>>>();
        var hashed = Task.CompletedTask;
        long total = 0;
        try
        {
            while (true)
            {
                await room.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (running.Exists(HasFailed))
                {
                    break;
                }

                var most = (int)Math.Min(upload.PartSize, upload.Size - total + 1);
                var buffer = ArrayPool<byte>.Shared.Rent(most);
                var filled = await FillAsync(content, buffer, most, cancellationToken).ConfigureAwait(false);
                total += filled;
                if (filled == 0 || total > upload.Size)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    break;
                }

                var plan = filled < upload.PartSize ? new LoraPartPlan(total, upload.PartSize) : upload.Parts;
                var before = hashed;
                hashed = Task.Run(() => HashAsync(before, hasher, buffer.AsMemory(0, filled)), CancellationToken.None);
                running.Add(SendPartAsync(upload, plan, running.Count + 1, buffer, filled, hashed, room, stop.Token));
                if (filled < upload.PartSize)
                {
                    break;
                }
            }

            var results = await Task.WhenAll(running).ConfigureAwait(false);
            return new Sent(
                total,
                [.. results.Where(result => result.Succeeded).Select(result => result.Value!)],
                results.Where(result => !result.Succeeded).Select(result => result.Issues[0]).FirstOrDefault());
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Sends a part while the next ones fill. Its buffer goes back when it is sent and hashed, whatever comes of it.</summary>
    private async Task<LoraResult<LoraFilePart>> SendPartAsync(
        LoraUpload upload, LoraPartPlan plan, int number, byte[] buffer, int filled, Task hashed, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        try
        {
            // Away from the loop that fills buffers.
            var sha256 = await Task.Run(() => Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, filled))), CancellationToken.None).ConfigureAwait(false);
            using var body = new MemoryStream(buffer, 0, filled, writable: false);
            return await parts.SendAsync(upload, plan, number, body, sha256, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await hashed.ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(buffer);
            room.Release();
        }
    }

    /// <summary>The hashes of the whole take its bytes in their order, one part behind the other.</summary>
    private static async Task HashAsync(Task before, LoraHasher hasher, ReadOnlyMemory<byte> bytes)
    {
        await before.ConfigureAwait(false);
        hasher.Append(bytes.Span);
    }

    private async Task<LoraResult<LoraRecord>> SpooledAsync(LoraWorkspaceId workspace, string fileName, Stream content, CancellationToken cancellationToken)
    {
        var spool = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await using (spool.ConfigureAwait(false))
        {
            var buffer = ArrayPool<byte>.Shared.Rent(SpoolBuffer);
            try
            {
                while (spool.Length <= context.Options.MaxFileSize && await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
                {
                    await spool.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            spool.Position = 0;
            return await UploadAsync(workspace, fileName, spool.Length, atMost: null, spool, cancellationToken).ConfigureAwait(false);
        }
    }

    private static int BuffersFor(long partSize) => (int)Math.Clamp(Memory / partSize, FewestBuffers, MostBuffers);

    private static bool HasFailed(Task<LoraResult<LoraFilePart>> part) => part.IsCompleted && !(part.IsCompletedSuccessfully && part.Result.Succeeded);

    private static Task<int> FillAsync(Stream content, byte[] buffer, int room, CancellationToken cancellationToken) =>
        content.ReadAtLeastAsync(buffer.AsMemory(0, room), room, throwOnEndOfStream: false, cancellationToken).AsTask();

    private sealed record Sent(long Size, IReadOnlyList<LoraFilePart> Parts, LoraIssue? Issue);
}
