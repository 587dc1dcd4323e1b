using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Lora.HttpFuzzing.Http;

/// <summary>Reads one answer of HTTP/1.1 from a connection.</summary>
internal sealed class ResponseReader(Socket socket, CancellationToken cancellationToken)
{
    private const int KeptBytes = 16 * 1024;

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>Gets whether any byte has come.</summary>
    public bool Received { get; private set; }

    /// <summary>Gets whether bytes have come that do not belong to the answer.</summary>
    public bool HasMore => _start < _end;

    /// <summary>Reads the final answer.</summary>
    /// <returns>The answer; <see langword="null"/> when the connection was closed before its end.</returns>
    public async Task<RawResponse?> ReadAsync(bool isHead)
    {
        while (true)
        {
            var head = new StringBuilder();
            while (await ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (line.Length == 0)
                {
                    break;
                }

                head.Append(line).Append("\r\n");
            }

            if (head.Length < 12 || !int.TryParse(head.ToString(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            {
                return null;
            }

            var response = new RawResponse(status, head.ToString(), string.Empty);
            if (status == 101 || isHead || status is 204 or 304)
            {
                return response;
            }

            if (status >= 200)
            {
                return await ReadBodyAsync(response).ConfigureAwait(false) is { } body ? response with { Body = body } : null;
            }
        }
    }

    private async Task<string?> ReadBodyAsync(RawResponse response)
    {
        var kept = new MemoryStream();
        await using (kept.ConfigureAwait(false))
        {
            var isComplete = response.IsChunked ? await ReadChunksAsync(kept).ConfigureAwait(false)
                : response.Length is { } length ? await ReadAsync(kept, length).ConfigureAwait(false)
                : await ReadAsync(kept, long.MaxValue).ConfigureAwait(false) || response.Closes;
            return isComplete ? Encoding.UTF8.GetString(kept.ToArray()) : null;
        }
    }

    private async Task<bool> ReadChunksAsync(MemoryStream kept)
    {
        while (await ReadLineAsync().ConfigureAwait(false) is { } line && long.TryParse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var length))
        {
            if (!await ReadAsync(kept, length).ConfigureAwait(false) || await ReadLineAsync().ConfigureAwait(false) is null)
            {
                return false;
            }

            if (length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> ReadAsync(MemoryStream kept, long length)
    {
        while (length > 0)
        {
            if (_start == _end && !await FillAsync().ConfigureAwait(false))
            {
                return false;
            }

            var count = (int)Math.Min(_end - _start, length);
            kept.Write(_buffer, _start, Math.Min(count, Math.Max(0, KeptBytes - (int)kept.Length)));
            _start += count;
            length -= count;
        }

        return true;
    }

    private async Task<string?> ReadLineAsync()
    {
        var line = new StringBuilder();
        while (true)
        {
            if (_start == _end && !await FillAsync().ConfigureAwait(false))
            {
                return null;
            }

            var value = _buffer[_start++];
            if (value == (byte)'\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)value);
        }
    }

    private async Task<bool> FillAsync()
    {
        _start = 0;
        _end = await socket.ReceiveAsync(_buffer, cancellationToken).ConfigureAwait(false);
        Received |= _end > 0;
        return _end > 0;
    }
}
