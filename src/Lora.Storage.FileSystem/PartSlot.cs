using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Lora.Storage.FileSystem;

/// <summary>
/// The range of one part in the data file, locked for one writer. If the part is already complete, the new bytes go to a temporary file until all of them have arrived
/// and are correct, so a failed transfer never damages a stored part.
/// </summary>
internal sealed class PartSlot(UploadFolder folder, int number, long offset, SafeFileHandle lockHandle, SafeFileHandle data, SafeFileHandle? temporary) : IDisposable
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Writes exactly <paramref name="size"/> bytes. Exceptions of the content stream are not converted.</summary>
    public async Task FillAsync(Stream content, long size, CancellationToken cancellationToken)
    {
        var (file, start) = temporary is null ? (data, offset) : (temporary, 0);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (long done = 0; done < size;)
            {
                // Few large writes, because each one switches threads.
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

    /// <summary>Marks the part as complete after its bytes are flushed to disk. It can't be canceled, because all bytes have arrived.</summary>
    public async Task CommitAsync(LoraFilePart part)
    {
        try
        {
            var marker = folder.MarkerFor(part);
            if (temporary is not null)
            {
                if (part.Sha256 is not null && File.Exists(marker))
                {
                    return;
                }

                folder.RemoveMarkers(number);
                await MoveIntoPlaceAsync(temporary, part.Size).ConfigureAwait(false);
            }

            RandomAccess.FlushToDisk(data);
            File.OpenHandle(marker, FileMode.Create, FileAccess.Write).Dispose();
        }
        catch (DirectoryNotFoundException exception)
        {
            throw FileErrors.Gone(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.From(exception);
        }
    }

    public void Dispose()
    {
        temporary?.Dispose();
        data.Dispose();
        lockHandle.Dispose();
    }

    private static LoraStorageException WrongSize(string word, long size) => new(
        LoraErrorCodes.PartSize,
        string.Create(CultureInfo.InvariantCulture, $"The part has {word} than the expected {size} bytes. Send it again."),
        isTransient: false);

    private static async Task WriteAsync(SafeFileHandle file, ReadOnlyMemory<byte> bytes, long position, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(file, bytes, position, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.From(exception);
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
