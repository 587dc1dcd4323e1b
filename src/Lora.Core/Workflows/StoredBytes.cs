using Lora.Inspection;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Reads an object in storage for an inspection, in windows, so that adjacent small reads need only one request.</summary>
internal sealed class StoredBytes(ILoraFileStore files, string key, long length) : ILoraByteSource
{
    private const int Window = 256 * 1024;

    private byte[] _window = [];
    private long _start;

    public long Length => length;

    public async ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length >= Window)
        {
            await FetchAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (offset < _start || offset + buffer.Length > _start + _window.Length)
        {
            var window = new byte[Math.Min(Window, length - offset)];
            await FetchAsync(offset, window, cancellationToken).ConfigureAwait(false);
            (_window, _start) = (window, offset);
        }

        _window.AsMemory((int)(offset - _start), buffer.Length).CopyTo(buffer);
    }

    private async Task FetchAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var stream = await files.OpenReadAsync(key, offset, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                await stream.ReadExactlyAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (IOException exception)
            {
                throw new LoraStorageException(
                    LoraErrorCodes.StorageUnavailable, "The connection to the storage ended in the middle of the file. Try again in a moment.", isTransient: true, exception);
            }
        }
    }
}
