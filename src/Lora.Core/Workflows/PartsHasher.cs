using System.Security.Cryptography;
using Lora.Storage;

namespace Lora.Workflows;

/// <summary>Computes the composite checksum (<see cref="LoraPartDigests.Combine"/>) of a file from its bytes in order.</summary>
internal sealed class PartsHasher : IDisposable
{
    private readonly IncrementalHash _part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _digests = [];
    private readonly long _partSize;
    private long _left;

    public PartsHasher(long partSize) => _partSize = _left = partSize;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var taken = bytes[..(int)Math.Min(_left, bytes.Length)];
            _part.AppendData(taken);
            _left -= taken.Length;
            bytes = bytes[taken.Length..];
            if (_left == 0)
            {
                EndPart();
            }
        }
    }

    public string Finish()
    {
        if (_left < _partSize)
        {
            EndPart();
        }

        return LoraPartDigests.Combine(_digests);
    }

    public void Dispose() => _part.Dispose();

    private void EndPart()
    {
        _digests.Add(Convert.ToHexStringLower(_part.GetHashAndReset()));
        _left = _partSize;
    }
}
