namespace Lora.Inspection.Pickle;

/// <summary>Maps opcodes to their arguments.</summary>
internal static class PickleArguments
{
    private static readonly PickleArgument[] ByOpcode = Build();

    public static PickleArgument Of(byte opcode) => ByOpcode[opcode];

    private static PickleArgument[] Build()
    {
        var table = new PickleArgument[256];
        foreach (var opcode in Enum.GetValues<PickleOpcode>())
        {
            table[(byte)opcode] = ArgumentOf(opcode);
        }

        return table;
    }

    private static PickleArgument ArgumentOf(PickleOpcode opcode) => opcode switch
    {
        PickleOpcode.Proto or PickleOpcode.BinInt1 or PickleOpcode.BinGet or PickleOpcode.BinPut or PickleOpcode.Ext1 => PickleArgument.Byte,
        PickleOpcode.BinInt2 or PickleOpcode.Ext2 => PickleArgument.UInt16,
        PickleOpcode.BinInt or PickleOpcode.Ext4 => PickleArgument.Int32,
        PickleOpcode.LongBinGet or PickleOpcode.LongBinPut => PickleArgument.UInt32,
        PickleOpcode.Frame => PickleArgument.UInt64,
        PickleOpcode.BinFloat => PickleArgument.Float64,
        PickleOpcode.Float or PickleOpcode.Int or PickleOpcode.Long or PickleOpcode.PersId or PickleOpcode.String
            or PickleOpcode.Unicode or PickleOpcode.Get or PickleOpcode.Put => PickleArgument.Line,
        PickleOpcode.Global or PickleOpcode.Inst => PickleArgument.TwoLines,
        PickleOpcode.ShortBinString or PickleOpcode.ShortBinUnicode or PickleOpcode.ShortBinBytes or PickleOpcode.Long1 => PickleArgument.Counted1,
        PickleOpcode.BinUnicode or PickleOpcode.BinBytes => PickleArgument.Counted4,
        PickleOpcode.BinString or PickleOpcode.Long4 => PickleArgument.Counted4Signed,
        PickleOpcode.BinUnicode8 or PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8 => PickleArgument.Counted8,
        _ => PickleArgument.None,
    };
}
