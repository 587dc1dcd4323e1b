using System.Buffers.Binary;
using Lora.Inspection.Tests.Pickle;

namespace Lora.Fuzzing;

/// <summary>One file to be inspected: a sound one, changed.</summary>
internal sealed record FuzzCase(long Number, byte[] File, string FileName, int Shown)
{
    private static readonly string[] Names = ["a.safetensors", "wan_high_noise.safetensors", "a.ckpt", "a.pt", "a.bin", "a"];
    private static readonly byte[][] Everything = [.. Seeds.Headers, .. Seeds.Pickles, .. Seeds.Archives];

    /// <summary>Makes the case of a number. Of some only the two ends are shown, as a browser shows them.</summary>
    public static FuzzCase Make(ulong seed, long number)
    {
        var random = new FuzzRandom(seed, number);
        var file = random.Below(8) switch
        {
            < 4 => Safetensors(random),
            < 6 => Mutator.Mutate(random.Of(Seeds.Pickles), Everything, random),
            6 => Mutator.Mutate(random.Of(Seeds.Archives), Everything, random),
            _ => Archive(random),
        };
        return new FuzzCase(number, file, random.Of(Names), random.Below(16) == 0 ? random.Below(file.Length + 1) : file.Length);
    }

    /// <summary>Most headers get a right length, so that what is behind it is reached.</summary>
    private static byte[] Safetensors(FuzzRandom random)
    {
        var header = Mutator.Mutate(random.Of(Seeds.Headers), Everything, random);
        var file = new byte[sizeof(ulong) + header.Length + random.Of([0, 512, 1024, 2048, 4096])];
        header.CopyTo(file, sizeof(ulong));
        BinaryPrimitives.WriteInt64LittleEndian(file, random.Below(10) == 0 ? (long)random.Next() >> random.Below(64) : header.Length);
        return file;
    }

    /// <summary>A sound ZIP of a changed pickle.</summary>
    private static byte[] Archive(FuzzRandom random)
    {
        var pickle = Mutator.Mutate(random.Of(Seeds.Pickles), Everything, random);
        return new ZipWriter().Add("m/data.pkl", pickle, packed: random.Below(2) == 0).Add("m/data/0", new byte[64]).ToArray();
    }
}
