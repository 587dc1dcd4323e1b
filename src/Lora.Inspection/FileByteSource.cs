using Microsoft.Win32.SafeHandles;

namespace Lora.Inspection;

/// <summary>A file on disk.</summary>
public sealed class FileByteSource : ILoraByteSource, IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens a file to read.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public FileByteSource(string path)
    {
        _handle = File.OpenHandle(path, options: FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_handle);
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    /// <remarks>It reads at once: what an inspection needs of a file is so little that handing it to another thread takes longer than reading it.</remarks>
    public ValueTask ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var at = 0; at < buffer.Length;)
        {
            var read = RandomAccess.Read(_handle, buffer.Span[at..], offset + at);
            if (read == 0)
            {
                return ValueTask.FromException(new EndOfStreamException("The file has become shorter."));
            }

            at += read;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();
}
