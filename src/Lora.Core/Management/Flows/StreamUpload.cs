using System.Buffers;
using System.Security.Cryptography;
using Lora.Catalog;
using Lora.Errors;
using Lora.Files;
using Lora.Inspection;
using Lora.Uploads;
using Lora.Validation;

namespace Lora.Management.Flows;

/// <summary>
/// Uploads a stream whose size may not be known: fills pooled buffers of one part each, and sends one while the next fills.
/// </summary>
internal sealed class StreamUpload(ManagerContext context, UploadBeginning beginning, UploadParts parts, UploadCompletion completion, UploadRemoval removal)
{
    private const int InFlight = 2;
    private const int SpoolBuffer = 128 * 1024;

    public async Task<LoraResult<LoraRecord>> UploadAsync(
        LoraWorkspaceId workspace, string fileName, long? size, Stream content, CancellationToken cancellationToken)
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

        var begun = await beginning.CreateAsync(workspace, new LoraUploadRequest(fileName, size ?? rules.MaxSize), cancellationToken).ConfigureAwait(false);
        if (!begun.Succeeded)
        {
            return LoraResult.Failure<LoraRecord>(begun.Issues);
        }

        var upload = begun.Value;
        try
        {
            using var hasher = new LoraHasher();
            using var hashing = new HashingStream(content, hasher, leaveOpen: true);
            var sent = await SendAsync(upload, hashing, cancellationToken).ConfigureAwait(false);
            var arrived = rules.Check(fileName, sent.Size);
            if (arrived.Count > 0 || (size is { } declared && declared != sent.Size))
            {
                await removal.TryRemoveAsync(upload).ConfigureAwait(false);
                return arrived.Count > 0 ? LoraResult.Failure<LoraRecord>(arrived) : UploadIssues.SizeMismatch(size!.Value, sent.Size);
            }

            if (sent.Issue is { } issue)
            {
                await removal.TryRemoveAsync(upload).ConfigureAwait(false);
                return issue;
            }

            var claimed = await completion.ClaimAsync(upload).ConfigureAwait(false);
            return claimed is null
                ? UploadIssues.Gone
                : await completion.FinishAsync(claimed, new LoraPartPlan(sent.Size, upload.PartSize), [.. sent.Parts.OrderBy(part => part.Number)], hasher.Finish()).ConfigureAwait(false);
        }
        catch
        {
            await removal.TryAbortAsync(upload).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Sent> SendAsync(LoraUpload upload, Stream content, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<LoraResult<LoraFilePart>>>();
        var stored = new List<LoraFilePart>();
        LoraIssue? issue = null;
        long total = 0;
        try
        {
            for (var number = 1; issue is null; number++)
            {
                var room = (int)Math.Min(upload.PartSize, upload.Size - total + 1);
                var buffer = ArrayPool<byte>.Shared.Rent(room);
                var filled = await FillAsync(content, buffer, room, cancellationToken).ConfigureAwait(false);
                total += filled;
                if (filled == 0 || total > upload.Size)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    break;
                }

                var plan = filled < upload.PartSize ? new LoraPartPlan(total, upload.PartSize) : upload.Parts;
                running.Add(SendPartAsync(upload, plan, number, buffer, filled, stop.Token));
                if (running.Count >= InFlight)
                {
                    issue = Take(await running[0].ConfigureAwait(false), stored);
                    running.RemoveAt(0);
                }

                if (filled < upload.PartSize)
                {
                    break;
                }
            }

            foreach (var part in running)
            {
                issue ??= Take(await part.ConfigureAwait(false), stored);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return new Sent(total, stored, issue);
    }

    private async Task<LoraResult<LoraFilePart>> SendPartAsync(
        LoraUpload upload, LoraPartPlan plan, int number, byte[] buffer, int filled, CancellationToken cancellationToken)
    {
        try
        {
            using var body = new MemoryStream(buffer, 0, filled, writable: false);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, filled)));
            return await parts.SendAsync(upload, plan, number, body, sha256, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
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
            return await UploadAsync(workspace, fileName, spool.Length, spool, cancellationToken).ConfigureAwait(false);
        }
    }

    private static LoraIssue? Take(LoraResult<LoraFilePart> result, List<LoraFilePart> stored)
    {
        if (!result.Succeeded)
        {
            return result.Issues[0];
        }

        stored.Add(result.Value);
        return null;
    }

    private static Task<int> FillAsync(Stream content, byte[] buffer, int room, CancellationToken cancellationToken) =>
        content.ReadAtLeastAsync(buffer.AsMemory(0, room), room, throwOnEndOfStream: false, cancellationToken).AsTask();

    private sealed record Sent(long Size, IReadOnlyList<LoraFilePart> Parts, LoraIssue? Issue);
}
