using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Lora.Storage.FileSystem;

/// <summary>
/// The place of one part in the data file, held by one writer alone. Where the part is whole already, the new bytes are kept aside until all of them are there
/// and right: what was stored is never lost to a transfer that fails.
/// </summary>
internal sealed class PartSlot(UploadFolder folder, int number, long offset, SafeFileHandle alone, SafeFileHandle data, SafeFileHandle? aside) : IDisposable
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Takes exactly <paramref name="size"/> bytes. What the content's own stream throws passes through unchanged.</summary>
    public async Task FillAsync(Stream content, long size, CancellationToken cancellationToken)
    {
        var (file, start) = aside is null ? (data, offset) : (aside, 0);
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

                await WriteAsync(file, buffer.AsMemory(0, read), start + done, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Says that the part is whole, once its bytes are on disk. They are all here, so nothing is cancelled any more.</summary>
    public async Task CommitAsync(LoraFilePart part)
    {
        try
        {
            var marker = folder.MarkerFor(part);
            if (aside is not null)
            {
                if (part.Sha256 is not null && File.Exists(marker))
                {
                    return;
                }

                folder.RemoveMarkers(number);
                await MoveIntoPlaceAsync(aside, part.Size).ConfigureAwait(false);
            }

            RandomAccess.FlushToDisk(data);
            File.OpenHandle(marker, FileMode.Create, FileAccess.Write).Dispose();
        }
        catch (DirectoryNotFoundException exception)
        {
            throw FileProblems.Gone(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblems.From(exception);
        }
    }

    public void Dispose()
    {
        aside?.Dispose();
        data.Dispose();
        alone.Dispose();
    }

    private static LoraStorageException WrongSize(string word, long size) => new(
        LoraErrorCodes.PartSize,
        string.Create(CultureInfo.InvariantCulture, $"The part has {word} than the {size} bytes it must have. Send it again."),
        isTransient: false);

    private static async Task WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> bytes, long position, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(file, bytes, position, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileProblems.From(exception);
        }
    }

    private async Task MoveIntoPlaceAsync(SafeFileHandle file, long size)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < size;)
            {
                var read = await RandomAccess.ReadAsync(file, buffer.AsMemory(0, (int)Math.Min(size - done, buffer.Length)), done).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new EndOfStreamException();
                }

                await RandomAccess.WriteAsync(data, buffer.AsMemory(0, read), offset + done).ConfigureAwait(false);
                done += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
