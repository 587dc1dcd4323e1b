using Microsoft.Win32.SafeHandles;

namespace Lora.Inspection.Sources;

/// <summary>Reads a file on disk.</summary>
internal sealed class FileByteSource : ILoraByteSource, IDisposable
{
    private readonly SafeFileHandle _handle;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The path of the file.</param>
    /// <exception cref="IOException">The file does not exist or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied, or the path is a folder.</exception>
    public FileByteSource(string path)
    {
        _handle = File.OpenHandle(path, options: FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(_handle);
    }

    /// <inheritdoc/>
    public long Length { get; }

    /// <inheritdoc/>
    /// <remarks>Reads synchronously: an inspection reads so little that a switch to another thread takes longer.</remarks>
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
