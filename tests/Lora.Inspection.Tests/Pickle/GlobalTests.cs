using Lora.Inspection.Pickle;

namespace Lora.Inspection.Tests.Pickle;

public sealed class GlobalTests : PickleTest
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("nt", "system")]
    [InlineData("OS", "system")]
    [InlineData("os\r", "system\r")]
    [InlineData("__builtin__", "eval")]
    [InlineData("builtins", "exec")]
    [InlineData("builtins", "getattr")]
    [InlineData("builtins", "exec.__call__")]
    [InlineData("__builtin__", "execfile")]
    [InlineData("importlib", "import_module")]
    [InlineData("runpy", "run_path")]
    [InlineData("functools", "partial")]
    [InlineData("operator", "methodcaller")]
    [InlineData("_operator", "attrgetter")]
    [InlineData("pkgutil", "resolve_name")]
    [InlineData("cPickle", "loads")]
    [InlineData("code", "InteractiveInterpreter.runcode")]
    [InlineData("cProfile", "runctx")]
    [InlineData("_posixsubprocess", "fork_exec")]
    [InlineData("sqlite3", "connect")]
    [InlineData("smtplib", "SMTP")]
    [InlineData("urllib2", "urlopen")]
    [InlineData("torch", "load")]
    [InlineData("torch.hub", "load")]
    [InlineData("torch.serialization", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("torch._inductor.codecache", "compile_file")]
    [InlineData("torch.utils.bottleneck.__main__", "run_cprofile")]
    [InlineData("torch.ops", "load_library")]
    [InlineData("torch.FloatStorage", "from_file")]
    [InlineData("torch.serialization", "os.system")]
    [InlineData("torch.nn.modules.module", "warnings.sys.modules")]
    [InlineData("numpy", "load")]
    [InlineData("numpy", "f2py.crackfortran.myeval")]
    [InlineData("numpy.testing._private.utils", "runstring")]
    [InlineData("pandas.io.pickle", "read_pickle")]
    [InlineData("six.moves.builtins", "eval")]
    [InlineData("some.package", "eval")]
    [InlineData("setuptools._distutils.spawn", "spawn")]
    [InlineData("pip._internal", "main")]
    [InlineData("cloudpickle.cloudpickle", "_make_function")]
    [InlineData("dill._dill", "_create_function")]
    [InlineData("numpy._core.memmap", "memmap")]
    [InlineData("numpy._core.multiarray", "fromfile")]
    [InlineData("torch.nn.modules.module", "torch.load")]
    [InlineData("torch.nn.modules.module", "torch.utils.cpp_extension.check_output")]
    [InlineData("some.package", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s")]
    [InlineData("statsmodels.iolib.smpickle", "load_pickle")]
    [InlineData("hydra.utils", "instantiate")]
    [InlineData("DocXMLRPCServer", "DocXMLRPCServer")]
    [InlineData("collections", "ChainMap")]
    [InlineData("builtins", "type")]
    public async Task Known_ways_to_run_code_are_dangerous_and_named(string module, string name)
    {
        Assert.Equal(InspectionVerdict.Dangerous, GlobalPolicy.Judge(module, name));

        var scan = await ScanAsync(PickleWriter.Calling(module, name));

        Assert.Equal(InspectionVerdict.Dangerous, scan.Verdict);
        Assert.Contains(scan.Issues, issue => issue.Message.StartsWith("It would call ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")]
    [InlineData("torch.nn.modules.container", "ParameterDict")]
    [InlineData("numpy.core.multiarray", "_reconstruct")]
    [InlineData("numpy._core.multiarray", "scalar")]
    [InlineData("numpy", "dtype")]
    [InlineData("torch.jit._pickle", "build_intlist")]
    [InlineData("some.package", "Outer.Inner")]
    [InlineData("omegaconf.dictconfig", "DictConfig")]
    [InlineData("argparse", "Namespace")]
    [InlineData("pathlib", "PosixPath")]
    [InlineData("builtins", "print")]
    [InlineData("__main__", "Settings")]
    [InlineData("collections", "defaultdict")]
    [InlineData("Torch._utils", "_rebuild_tensor_v2")]
    public void Unknown_global_is_suspicious(string module, string name) =>
        Assert.Equal(InspectionVerdict.Suspicious, GlobalPolicy.Judge(module, name));

    [Theory]
    [InlineData("collections", "OrderedDict")]
    [InlineData("torch._utils", "_rebuild_tensor_v2")]
    [InlineData("torch._utils", "_rebuild_parameter")]
    [InlineData("torch", "BFloat16Storage")]
    [InlineData("torch.cuda", "HalfStorage")]
    [InlineData("torch", "float8_e4m3fn")]
    [InlineData("torch.sparse", "FloatTensor")]
    [InlineData("_codecs", "encode")]
    [InlineData("__builtin__", "set")]
    public void Global_that_PyTorch_allows_is_harmless(string module, string name) => Assert.Equal(InspectionVerdict.Ok, GlobalPolicy.Judge(module, name));

    [Fact]
    public async Task Name_is_shown_without_control_characters()
    {
        var scan = await ScanAsync(PickleWriter.Protocol(4).StackGlobal("os", "sys\u001b[2Jtem").Op("."));

        Assert.Equal("It would load os.sys?[2Jtem when it is loaded, which can run harmful code.", Assert.Single(scan.Issues).Message);
    }
}
