using System.Collections.Frozen;

namespace Lora.Inspection.Pickle;

/// <summary>
/// Parts of the Python standard library and of TorchScript that only contain data. Weights don't need them and PyTorch rejects them, so they are suspicious but not dangerous, as
/// the rest of the library is.
/// </summary>
internal static class HarmlessGlobals
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "collections.defaultdict", "collections.deque",
        "copyreg._reconstructor", "copyreg.__newobj__", "copy_reg._reconstructor", "copy_reg.__newobj__",
        "datetime.date", "datetime.datetime", "datetime.time", "datetime.timedelta", "datetime.timezone",
        "decimal.Decimal", "fractions.Fraction", "uuid.UUID", "uuid.SafeUUID", "array.array", "array._array_reconstructor",
        "pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath", "pathlib.WindowsPath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath",
        "argparse.Namespace", "types.SimpleNamespace", "types.MappingProxyType", "enum.Enum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "string.Template",
        "io.BytesIO", "io.StringIO", "_io.BytesIO", "_io.StringIO", "random.Random", "re._compile", "re.compile", "zoneinfo.ZoneInfo",
        "logging.getLogger", "logging.Logger", "threading.Lock", "abc.ABCMeta", "numbers.Number", "ipaddress.IPv4Address", "ipaddress.IPv6Address",
        "typing.Any", "typing.Union", "typing.Optional", "typing.List", "typing.Dict", "typing.Tuple", "typing.Callable", "typing.Sequence",
        "dataclasses._MISSING_TYPE", "dataclasses.MISSING", "zlib.decompress", "zlib.compress", "base64.b64decode", "base64.b64encode",
        "binascii.unhexlify", "binascii.hexlify", "struct.pack", "struct.unpack", "struct.Struct", "json.loads", "json.dumps",
        "codecs.encode", "codecs.decode", "_codecs.decode", "hashlib.md5", "hashlib.sha1", "hashlib.sha256", "time.time", "time.struct_time",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Builtins = new[]
    {
        "object", "dict", "list", "tuple", "frozenset", "int", "float", "str", "bytes", "bool", "slice", "range", "xrange", "unicode", "long", "basestring",
        "print", "len", "sorted", "reversed", "enumerate", "zip", "min", "max", "sum", "abs", "round", "divmod", "pow", "repr", "ascii", "chr", "ord", "hex", "oct", "bin",
        "hash", "id", "any", "all", "isinstance", "issubclass", "Ellipsis", "NotImplemented", "None", "True", "False", "memoryview",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Modules = new[] { "math", "cmath", "_datetime", "_decimal", "torch.jit._pickle" }.ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string module, string name, string fullName)
    {
        if (name.Contains('.', StringComparison.Ordinal))
        {
            return false;
        }

        return Names.Contains(fullName) || Modules.Contains(module)
            || (module is "builtins" or "__builtin__" && (Builtins.Contains(name) || IsError(name)))
            || (module is "exceptions" && IsError(name));
    }

    private static bool IsError(string name) =>
        name.EndsWith("Error", StringComparison.Ordinal) || name.EndsWith("Exception", StringComparison.Ordinal) || name.EndsWith("Warning", StringComparison.Ordinal);
}
