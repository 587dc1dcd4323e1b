using System.Text;

namespace Lora.Inspection.Tests.Safetensors;

/// <summary>Generates headers: mostly valid ones in every JSON notation, and some with a changed byte.</summary>
internal sealed class HeaderMaker(Random random)
{
    private static readonly string[] Types = ["F16", "F32", "U8", "BF16", "F4", "F128", "F\\u00316"];
    private static readonly string[] Names = ["a", "b.alpha", "\\u0061", "é", "\\ud83d\\ude00", "\\ud800", "", "{", "a\\\"b"];
    private static readonly string[] Extras = ["\"x\":1", "\"x\":{\"y\":[null,\"\\udc00\"]}", "\"x\":1e999", "\"dtype\":\"U8\"", "\"d\\u0074ype\":\"U8\"", "\"\\u0078\":[[],{}]"];

    private static readonly byte[] Replacements = [.. "{}[]\",:0129.eE+-\\ \n\t\0\u007fx"u8];

    private long _end;

    public (byte[] Header, long DataLength) Make()
    {
        var entries = Enumerable.Range(0, random.Next(5)).Select(index => Entry(index)).ToList();
        if (random.Next(3) == 0)
        {
            entries.Insert(random.Next(entries.Count + 1), Space("\"__metadata__\"", ":", OneOf("{}", "{\"a\":\"b\"}", "{\"a\":\"\\u00e9\"}", "null", "{\"a\":1}", "{\"a\":\"1\",\"\\u0061\":\"2\"}")));
        }

        if (random.Next(3) == 0)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries));
        }

        var header = Encoding.UTF8.GetBytes(Space("{", string.Join(Space(",", ""), entries), "}"));
        return (random.Next(3) == 0 ? Mutate(header) : header, _end);
    }

    private string Entry(int index)
    {
        var type = random.Next(10) == 0 ? OneOf(Types) : "F16";
        var begin = _end;
        var count = random.Next(4);
        _end += count * 2;
        var shape = random.Next(20) == 0 ? OneOf("1.0", "01", "-1", "18446744073709551615,0", "0,18446744073709551615", "null") : Space(OneOf($"{count}", $"1,{count}", $"{count},1,1"));
        var offsets = random.Next(20) == 0 ? OneOf($"{begin}", $"{_end},{begin}", $"{begin},{_end},0", $"0{begin},{_end}") : Space($"{begin}", ",", $"{_end}");
        List<string> members = [Space("\"dtype\"", ":", $"\"{type}\""), Space("\"shape\"", ":", $"[{shape}]"), Space("\"data_offsets\"", ":", $"[{offsets}]")];
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));
        if (random.Next(10) == 0)
        {
            members.Insert(random.Next(members.Count + 1), OneOf(Extras));
        }

        if (random.Next(30) == 0)
        {
            members.RemoveAt(0);
        }

        var name = random.Next(5) == 0 ? OneOf(Names) : $"layer.{index}.weight";
        return Space($"\"{name}\"", ":", "{" + string.Join(',', members) + "}");
    }

    private byte[] Mutate(byte[] header)
    {
        var at = random.Next(header.Length);
        var value = Replacements[random.Next(Replacements.Length)];
        return random.Next(3) switch
        {
            0 => [.. header[..at], value, .. header[at..]],
            1 => [.. header[..at], .. header[(at + 1)..]],
            _ => [.. header[..at], random.Next(10) == 0 ? (byte)random.Next(256) : value, .. header[(at + 1)..]],
        };
    }

    private string Space(params string[] parts) => random.Next(4) == 0 ? OneOf(" ", "\n", "\t ", "") + string.Join(OneOf(" ", "\r\n", ""), parts) + OneOf(" ", "") : string.Concat(parts);

    private string OneOf(params string[] choices) => choices[random.Next(choices.Length)];
}
