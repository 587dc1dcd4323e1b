using System.Globalization;
using Lora.Fuzzing;
using Lora.HttpFuzzing.Http;

namespace Lora.HttpFuzzing.Requests;

/// <summary>Asks whether a changed file may be uploaded, with ranges that fit its bytes or do not.</summary>
internal static class InspectBodies
{
    public static void Add(HttpDraft draft, FuzzRandom random)
    {
        var sample = FuzzCase.Make(random.Next(), 0);
        var size = (long)sample.File.Length;
        var (ranges, body) = random.Below(3) switch
        {
            0 => Split(sample.File, random),
            1 when size > 64 => ($"0-31,{size - 32}-{size - 1}", [.. sample.File[..32], .. sample.File[^32..]]),
            _ => ($"0-{size - 1}", sample.File),
        };
        if (random.Below(6) == 0)
        {
            ranges = random.Of(
            [
                Texts.Weird(random), "0-", "-5", "5-2", "0-0,0-0", "0-99999999999", ranges + ",", "," + ranges, string.Join(',', Enumerable.Range(0, 70).Select(static at => string.Create(CultureInfo.InvariantCulture, $"{at}-{at}"))),
                "0-9223372036854775807", "9223372036854775807-9223372036854775807", "0-41943040",
            ]);
        }

        draft.Query.Add(("fileName", Texts.InAddress(random.Below(6) == 0 ? Texts.FileName(random) : sample.FileName, random)));
        draft.Query.Add(("size", (random.Below(10) == 0 ? Paths.ValueOf("size", random, new KnownValues()) : size.ToString(CultureInfo.InvariantCulture)).Replace("\0", "%00", StringComparison.Ordinal)));
        draft.Query.Add(("ranges", Texts.InAddress(ranges, random)));
        draft.WithBody(random.Below(12) == 0 ? FormBodies.RandomBytes(random, 4000) : body, "application/octet-stream");
    }

    private static (string Ranges, byte[] Body) Split(byte[] file, FuzzRandom random)
    {
        var at = file.Length < 2 ? 1 : 1 + random.Below(file.Length - 1);
        return at >= file.Length ? ($"0-{file.Length - 1}", file) : ($"{at}-{file.Length - 1},0-{at - 1}", [.. file[at..], .. file[..at]]);
    }
}
