using System.Net.Sockets;
using System.Text;

namespace Lora.Conformance.Network;

/// <summary>The head of a request or a response: all lines up to the empty one, and the bytes that were read beyond it.</summary>
/// <param name="Text">The lines.</param>
/// <param name="Rest">The first bytes of the body.</param>
internal sealed record MessageHead(string Text, ReadOnlyMemory<byte> Rest)
{
    private const int Largest = 64 * 1024;

    /// <summary>The status of a response.</summary>
    public int Status => int.Parse(Text.AsSpan(Text.IndexOf(' ', StringComparison.Ordinal) + 1, 3), System.Globalization.CultureInfo.InvariantCulture);

    public ReadOnlyMemory<byte> Bytes => Encoding.Latin1.GetBytes(Text);

    /// <summary>Reads a head. Returns <see langword="null"/> if the other side disconnects without sending anything.</summary>
    /// <param name="socket">The socket to read from.</param>
    /// <param name="begun">The bytes that were already read.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    public static async Task<MessageHead?> ReadAsync(Socket socket, ReadOnlyMemory<byte> begun, CancellationToken cancellationToken)
    {
        var buffer = new byte[Largest];
        begun.CopyTo(buffer);
        for (var length = begun.Length; ;)
        {
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return new MessageHead(Encoding.Latin1.GetString(buffer, 0, end + 4), buffer.AsMemory(end + 4, length - end - 4));
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return null;
            }

            length += read;
        }
    }
}
