using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lora.Inspection.Hashing;

/// <summary>CRC-32 as ZIP, PNG and the sites of the field have it: polynomial 0x04C11DB7, reflected.</summary>
internal sealed class Crc32
{
    private const uint ReflectedPolynomial = 0xEDB88320;
    private const int Slices = 8;
    private const int Lanes = 4;

    private static readonly uint[][] Tables = MakeTables();

    private uint _register = uint.MaxValue;

    public uint Value => ~_register;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Pclmulqdq.IsSupported && bytes.Length >= Lanes * Vector128<byte>.Count)
        {
            var whole = bytes[..(bytes.Length / Vector128<byte>.Count * Vector128<byte>.Count)];
            _register = Fold(_register, MemoryMarshal.Cast<byte, Vector128<ulong>>(whole));
            bytes = bytes[whole.Length..];
        }

        _register = Step(_register, bytes);
    }

    /// <summary>
    /// Folds 64 bytes at a time with carry-less multiplication, as Intel's paper "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction"
    /// shows: what is left has the same remainder as all the bytes before it. The constants are powers of x modulo the polynomial.
    /// </summary>
    private static uint Fold(uint register, ReadOnlySpan<Vector128<ulong>> blocks)
    {
        var by512 = Vector128.Create(0x1_5444_2BD4UL, 0x1_C6E4_1596UL);
        var by128 = Vector128.Create(0x1_7519_97D0UL, 0x0_CCAA_009EUL);

        var (first, second, third, fourth) = (blocks[0] ^ Vector128.CreateScalar((ulong)register), blocks[1], blocks[2], blocks[3]);
        blocks = blocks[Lanes..];
        while (blocks.Length >= Lanes)
        {
            first = Shift(first, by512) ^ blocks[0];
            second = Shift(second, by512) ^ blocks[1];
            third = Shift(third, by512) ^ blocks[2];
            fourth = Shift(fourth, by512) ^ blocks[3];
            blocks = blocks[Lanes..];
        }

        var folded = Shift(Shift(Shift(first, by128) ^ second, by128) ^ third, by128) ^ fourth;
        foreach (var block in blocks)
        {
            folded = Shift(folded, by128) ^ block;
        }

        Span<byte> rest = stackalloc byte[Vector128<byte>.Count];
        folded.AsByte().CopyTo(rest);
        return Step(0, rest);
    }

    private static Vector128<ulong> Shift(Vector128<ulong> value, Vector128<ulong> power) =>
        Pclmulqdq.CarrylessMultiply(value, power, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, power, 0x11);

    private static uint Step(uint register, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= Slices)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ register;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            register = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24]
                ^ Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
            bytes = bytes[Slices..];
        }

        foreach (var value in bytes)
        {
            register = (register >> 8) ^ Tables[0][(byte)(register ^ value)];
        }

        return register;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Slices][];
        for (var slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new uint[256];
            for (var value = 0; value < 256; value++)
            {
                tables[slice][value] = slice == 0 ? Divide((uint)value) : (tables[slice - 1][value] >> 8) ^ tables[0][(byte)tables[slice - 1][value]];
            }
        }

        return tables;
    }

    private static uint Divide(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value >> 1) ^ ((value & 1) == 0 ? 0 : ReflectedPolynomial);
        }

        return value;
    }
}
