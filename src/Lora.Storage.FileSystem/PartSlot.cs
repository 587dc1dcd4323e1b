using System.Buffers;
using System.Globalization;
using Lora.Errors;
using Microsoft.Win32.SafeHandles;

namespace Lora.Files.FileSystem;

/// <summary>The place of one part in the data file, held by one writer alone.</summary>
internal sealed class PartSlot(SafeFileHandle alone, SafeFileHandle data, Func<long, string> markerFor) : IDisposable
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Takes exactly <paramref name="size"/> bytes. What the content's own stream throws passes through unchanged.</summary>
    public async Task FillAsync(Stream content, long offset, long size, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long done = 0;
            while (true)
            {
                // At the end one byte more is asked for, which must not come.
                var room = (int)Math.Clamp(size - done, 1, buffer.Length);
                var read = await content.ReadAsync(buffer.AsMemory(0, room), cancellationToken).ConfigureAwait(false);
                if (read == 0 ? done < size : done == size)
                {
                    throw new LoraStorageException(
                        LoraErrorCodes.PartSize,
                        string.Create(CultureInfo.InvariantCulture, $"The part has {(read == 0 ? "fewer" : "more")} than the {size} bytes it must have. Send it again."),
                        isTransient: false);
                }

                if (read == 0)
                {
                    return;
                }

                await WriteAsync(buffer.AsMemory(0, read), offset + done, cancellationToken).ConfigureAwait(false);
                done += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Says that the part is whole, once its bytes are on disk.</summary>
    public void Commit(long size)
    {
        try
        {
            RandomAccess.FlushToDisk(data);
            File.OpenHandle(markerFor(size), FileMode.Create, FileAccess.Write).Dispose();
        }
        catch (DirectoryNotFoundException exception)
        {
            throw FileFaults.Gone(exception);
        }
    }

    public void Dispose()
    {
        data.Dispose();
        alone.Dispose();
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(data, bytes, offset, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileFaults.From(exception);
        }
    }
}
