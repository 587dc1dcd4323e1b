using System.Buffers.Binary;
using System.Text;

namespace Lora.Inspection.Tests.Pickle;

/// <summary>Writes pickles one instruction at a time.</summary>
internal sealed class PickleWriter
{
    private readonly List<byte> _bytes = [];

    /// <summary>Starts a pickle of a protocol; the first two protocols have no start instruction.</summary>
    public static PickleWriter Protocol(int protocol) => protocol < 2 ? new PickleWriter() : new PickleWriter().Raw(0x80, (byte)protocol);

    /// <summary>Returns a pickle that calls something with a string.</summary>
    public static byte[] Calling(string module, string name) => Protocol(2).Global(module, name).Text("x").Op("\u0085R.").ToArray();

    /// <summary>Adds a dictionary of tensors as PyTorch writes it, each in half precision with its own storage.</summary>
    public static byte[] StateDict(params (string Name, int[] Shape)[] tensors)
    {
        var writer = Protocol(2).Op("}(");
        for (var index = 0; index < tensors.Length; index++)
        {
            writer.Text(tensors[index].Name).Tensor(index.ToString(System.Globalization.CultureInfo.InvariantCulture), tensors[index].Shape);
        }

        return writer.Op("u.").ToArray();
    }

    public PickleWriter Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    /// <summary>Adds instructions without arguments, one for each character.</summary>
    public PickleWriter Op(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    public PickleWriter Global(string module, string name) => Op($"c{module}\n{name}\n");

    public PickleWriter StackGlobal(string module, string name) => Short(module).Short(name).Raw(0x93);

    public PickleWriter Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return Op("X").Raw(length).Raw(bytes);
    }

    public PickleWriter Short(string text) => Raw(0x8c, (byte)text.Length).Raw(Encoding.UTF8.GetBytes(text));

    public PickleWriter Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return Op("J").Raw(bytes);
    }

    public PickleWriter Tensor(string key, params int[] shape)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Op("((").Text("storage").Global("torch", "HalfStorage").Text(key).Text("cpu");
        Number(shape.Aggregate(1, (product, dimension) => product * dimension)).Op("tQ").Number(0).Op("(");
        Array.ForEach(shape, dimension => Number(dimension));
        Op("t(");
        Array.ForEach(shape, _ => Number(1));
        return Op("t\u0089").Global("collections", "OrderedDict").Op(")RtR");
    }

    public byte[] ToArray() => [.. _bytes];
}
