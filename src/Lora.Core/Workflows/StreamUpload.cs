using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Lora.Inspection.Hashing;
using Lora.Limits;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>
/// Uploads a stream whose size can be unknown: fills buffers of one part each, and sends and hashes several of them while the next one fills. A buffer acquires memory as
/// bytes arrive.
/// </summary>
internal sealed class StreamUpload(ManagerContext context, UploadCreation creation, UploadParts parts, UploadCompletion completion, UploadRemoval removal)
{
    // Four parts in flight and one that fills; fewer for parts so large that this would need too much memory.
    private const int MostBuffers = 5;
    private const int FewestBuffers = 2;
    private const long Memory = MostBuffers * LoraPartPlan.DefaultPartSize;
    private const int SpoolBuffer = 128 * 1024;

    public async Task<LoraResult<LoraRecord>> UploadAsync(
        LoraCaller caller, string fileName, long? size, long? atMost, Stream content, CancellationToken cancellationToken)
    {
        var rules = new LoraFileRules(context.Options.MaxFileSize);
        var issues = size is { } known ? rules.Check(fileName, known) : LoraFileRules.CheckName(fileName);
        if (issues.Count > 0)
        {
            return LoraResult.Failure<LoraRecord>(issues);
        }

        if (size is null && context.Files is SinglePartFiles)
        {
            return await SpooledAsync(caller, fileName, content, cancellationToken).ConfigureAwait(false);
        }

        var begun = await creation.CreateAsync(caller.Workspace, new UploadRequest(fileName, size ?? Math.Min(atMost ?? rules.MaxSize, rules.MaxSize)), cancellationToken).ConfigureAwait(false);
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
                : await completion.FinishAsync(claimed, new LoraPartPlan(sent.Size, upload.PartSize), sent.Parts, caller.UserId, hasher.Finish()).ConfigureAwait(false);
        }
        catch
        {
            await removal.TryAbortAsync(upload).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A store without multipart uploads receives the stream directly, since the whole file would not fit into a buffer.</summary>
    private async Task<Sent> PipeAsync(LoraUpload upload, Stream content, LoraHasher hasher, CancellationToken cancellationToken)
    {
        using var hashing = new HashingStream(content, hasher, leaveOpen: true);
        var result = await parts.SendAsync(upload, upload.Parts, number: 1, hashing, sha256: null, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? new Sent(upload.Size, [result.Value], null)
            : new Sent(hasher.Length, [], result.Issues[0].Code == LoraErrorCodes.PartSize ? UploadIssues.SizeMismatch(upload.Size, hasher.Length) : result.Issues[0]);
    }

    [SuppressMessage("Reliability", "CA2025:Ensure tasks using 'IDisposable' instances complete before the instances are disposed", Justification = "Every task is awaited.")]
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "A full buffer is disposed by the code that sends it.")]
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
                var buffer = await FillAsync(upload.Workspace, content, most, running, cancellationToken).ConfigureAwait(false);
                var filled = buffer.Length;
                total += filled;
                if (filled == 0 || total > upload.Size)
                {
                    buffer.Dispose();
                    break;
                }

                var plan = filled < upload.PartSize ? new LoraPartPlan(total, upload.PartSize) : upload.Parts;
                var before = hashed;
                hashed = Task.Run(() => HashAsync(before, hasher, buffer), CancellationToken.None);
                running.Add(SendPartAsync(upload, plan, running.Count + 1, buffer, hashed, room, stop.Token));
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

    /// <summary>Fills a buffer with the next part. While parts are in flight, memory will become available again, so the wait for memory is repeated until then.</summary>
    private async Task<BlockBuffer> FillAsync(
        LoraWorkspaceId workspace, Stream content, int most, List<Task<LoraResult<LoraFilePart>>> running, CancellationToken cancellationToken)
    {
        var buffer = new BlockBuffer(context.Limits.Memory, workspace);
        try
        {
            while (true)
            {
                var sending = running.Where(static part => !part.IsCompleted).ToList();
                try
                {
                    await buffer.FillAsync(content, most - buffer.Length, cancellationToken).ConfigureAwait(false);
                    return buffer;
                }
                catch (LoraException exception) when (exception.Code == LoraErrorCodes.ServerBusy && sending.Count > 0)
                {
                    await Task.WhenAny(sending).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    /// <summary>Sends a part while the next ones fill. Its buffer is released when it has been sent and hashed, or when either failed.</summary>
    private async Task<LoraResult<LoraFilePart>> SendPartAsync(
        LoraUpload upload, LoraPartPlan plan, int number, BlockBuffer buffer, Task hashed, SemaphoreSlim room, CancellationToken cancellationToken)
    {
        try
        {
            // Runs concurrently with the loop that fills buffers.
            var sha256 = await Task.Run(() => Sha256Of(buffer), CancellationToken.None).ConfigureAwait(false);
            using var body = buffer.OpenRead();
            return await parts.SendAsync(upload, plan, number, body, sha256, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            try
            {
                await hashed.ConfigureAwait(false);
            }
            finally
            {
                buffer.Dispose();
                room.Release();
            }
        }
    }

    private static string Sha256Of(BlockBuffer buffer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in buffer.Blocks)
        {
            hash.AppendData(block.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The hash of the file needs its bytes in order, so each part waits for the one before it.</summary>
    private static async Task HashAsync(Task before, LoraHasher hasher, BlockBuffer buffer)
    {
        await before.ConfigureAwait(false);
        foreach (var block in buffer.Blocks)
        {
            hasher.Append(block.Span);
        }
    }

    private async Task<LoraResult<LoraRecord>> SpooledAsync(LoraCaller caller, string fileName, Stream content, CancellationToken cancellationToken)
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
            return await UploadAsync(caller, fileName, spool.Length, atMost: null, spool, cancellationToken).ConfigureAwait(false);
        }
    }

    private static int BuffersFor(long partSize) => (int)Math.Clamp(Memory / partSize, FewestBuffers, MostBuffers);

    private static bool HasFailed(Task<LoraResult<LoraFilePart>> part) => part.IsCompleted && !(part.IsCompletedSuccessfully && part.Result.Succeeded);

    private sealed record Sent(long Size, IReadOnlyList<LoraFilePart> Parts, LoraIssue? Issue);
}
