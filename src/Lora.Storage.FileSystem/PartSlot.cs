using System.Buffers;
using System.Globalization;
using Lora.Errors;
using Microsoft.Win32.SafeHandles;

namespace Lora.Files.FileSystem;

/// <summary>The place of one part in the data file, held by one writer alone.</summary>
internal sealed class PartSlot(SafeFileHandle alone, SafeFileHandle data, Func<long, string> markerFor) : IDisposable
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Takes exactly <paramref name="size"/> bytes. What the content's own stream throws passes through unchanged.</summary>
    public async Task FillAsync(Stream content, long offset, long size, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < size;)
            {
                // Few large writes: each costs a change of threads.
                var room = (int)Math.Min(size - done, buffer.Length);
                var read = await content.ReadAtLeastAsync(buffer.AsMemory(0, room), room, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                if (read < room)
                {
                    throw WrongSize("fewer", size);
                }

                await WriteAsync(buffer.AsMemory(0, read), offset + done, cancellationToken).ConfigureAwait(false);
                done += read;
            }

            if (await content.ReadAsync(buffer.AsMemory(0, 1), cancellationToken).ConfigureAwait(false) > 0)
            {
                throw WrongSize("more", size);
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

    private static LoraStorageException WrongSize(string word, long size) => new(
        LoraErrorCodes.PartSize,
        string.Create(CultureInfo.InvariantCulture, $"The part has {word} than the {size} bytes it must have. Send it again."),
        isTransient: false);

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
