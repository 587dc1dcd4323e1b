using System.Collections.Frozen;

namespace Lora.Inspection.Pickle;

/// <summary>Globals outside the Python standard library that are known to run code.</summary>
internal static class DeniedGlobals
{
    /// <summary>Packages that run programs, use the network or load other pickles.</summary>
    private static readonly FrozenSet<string> Packages = new[]
    {
        "aiohttp", "airflow", "anyio", "bentoml", "bottle", "boto3", "botocore", "celery", "cffi", "cloudpickle", "commctrl", "cython", "dask", "delegator", "dill", "django",
        "docker", "execnet", "fabric", "fastapi", "flask", "gdown", "gevent", "gunicorn", "httpcore", "httpx", "hydra", "invoke", "ipython", "ipykernel", "jinja2", "joblib",
        "jsonpickle", "jupyter_client", "kazoo", "klepto", "kubernetes", "llvmlite", "loky", "luigi", "mako", "mlflow", "mpi4py", "nose", "notebook", "paramiko", "pathos", "pexpect",
        "pip", "pkg_resources", "plumbum", "psutil", "ptpython", "ptyprocess", "py", "pyautogui", "pyopencl", "pycuda", "pyspark", "pytest", "_pytest", "pythoncom",
        "pywintypes", "pyximport", "ray", "redis", "requests", "rpyc", "ruamel", "scapy", "selenium", "setuptools", "sh", "six", "sqlalchemy", "theano", "tornado", "twisted", "urllib3",
        "uvicorn", "uvloop", "virtualenv", "websocket", "websockets", "werkzeug", "wget", "wheel", "win32api", "win32com", "win32process", "win32file",
        "xonsh", "yaml", "zmq",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Modules and functions, with everything below them.</summary>
    private static readonly string[] Prefixes =
    [
        "keras.layers.lambda", "keras.src.layers.core.lambda", "keras.models.load_model", "keras.saving", "keras.utils.get_file",
        "nltk.data", "nltk.downloader", "networkx.readwrite", "numba.core.serialize", "numba.cuda", "numba.pycc",
        "numexpr", "numpy.compat.py3k", "numpy.core.records.fromfile", "numpy.ctypeslib", "numpy.DataSource",
        "numpy.distutils", "numpy.f2py", "numpy.fromfile", "numpy.fromregex", "numpy.genfromtxt", "numpy.lib.npyio", "numpy.lib._npyio_impl",
        "numpy.lib._datasource", "numpy.lib.format", "numpy.lib.utils", "numpy.lib.user_array", "numpy.load", "numpy.loads", "numpy.loadtxt", "numpy.memmap",
        "numpy.core.memmap", "numpy.save", "numpy.savetxt", "numpy.savez", "numpy.testing", "numpy.vectorize", "numpy.apply_along_axis",
        "numpy.apply_over_axes", "numpy.frompyfunc", "numpy.piecewise", "numpy.random._pickle.__", "numpy._pyinstaller", "numpy.core.function_base.",
        "pandas.eval", "pandas.core.computation", "pandas.io", "pandas.read_", "pandas.core.frame.DataFrame.eval", "pandas.core.frame.DataFrame.query",
        "scipy._lib", "scipy.io", "scipy.weave", "sklearn.utils._testing", "sklearn.externals", "sympy.sympify", "sympy.core.sympify", "sympy.parsing",
        "sympy.utilities.lambdify", "sympy.lambdify", "tensorflow.io", "tensorflow.python", "tensorflow.load_op_library", "tensorflow.saved_model",
        "tensorflow.keras.models", "tensorflow.raw_ops", "tensorflow.py_function", "tensorflow.numpy_function",
        "torch.__config__", "torch._appdirs", "torch._C.", "torch._classes", "torch._compile", "torch._custom_op", "torch._dynamo", "torch._export",
        "torch._functorch", "torch._guards", "torch._higher_order_ops", "torch._inductor", "torch._jit_internal", "torch._lazy", "torch._library",
        "torch._logging", "torch._lobpcg", "torch._meta_registrations", "torch._numpy", "torch._ops", "torch._prims", "torch._six", "torch._sources", "torch._strobelight",
        "torch._vendor", "torch._weights_only_unpickler", "torch._utils_internal", "torch._utils._import_dotted_name", "torch.backends.cuda",
        "torch.classes", "torch.compile", "torch.compiler", "torch.contrib", "torch.cpp", "torch.cuda._", "torch.cuda.graphs", "torch.cuda.memory",
        "torch.cuda.nvrtc", "torch.distributed", "torch.export", "torch.from_file", "torch.fx", "torch.hub",
        "torch.importlib", "torch.jit", "torch.library", "torch.load", "torch.monitor", "torch.mps", "torch.multiprocessing", "torch.nn.modules.lazy.",
        "torch.nn.parallel", "torch.onnx", "torch.ops", "torch.os", "torch.overrides", "torch.package", "torch.profiler", "torch.save",
        "torch.serialization.load", "torch.serialization.save", "torch.serialization._", "torch.serialization.os", "torch.serialization.pickle",
        "torch.storage._load_from_bytes", "torch.storage._", "torch.sys", "torch.testing", "torch.torch_version", "torch.utils", "torch.xpu._",
        "torch.UntypedStorage.from_file", "torch.storage.UntypedStorage.from_file", "torch.FloatStorage.from_file",
        "torchaudio.datasets", "torchaudio.utils", "torchvision.datasets", "torchvision.io", "torchvision.ops._register_onnx_ops",
        "transformers.dynamic_module_utils", "transformers.utils.hub", "transformers.pipeline", "transformers.pipelines", "transformers.testing_utils", "transformers.trainer",
        "diffusers.utils.dynamic_modules_utils", "huggingface_hub", "safetensors.torch.load", "triton", "wandb", "gradio", "streamlit", "lightning.app",
        "lightning_utilities.core.imports", "fsspec", "cupy.RawKernel", "cupy.cuda", "matplotlib.backends", "matplotlib.testing", "PIL.ImageMath", "PIL.ImageShow",
    ];

    /// <summary>Names that run or load something in any module.</summary>
    private static readonly FrozenSet<string> LastNames = new[]
    {
        "__import__", "__reduce__", "__reduce_ex__", "__subclasses__", "__getattribute__", "__call__", "__builtins__", "__loader__",
        "attrgetter", "call", "check_call", "check_output", "eval", "exec", "exec_", "exec_module", "execfile", "fromfile", "from_file", "getattr", "getoutput", "getstatusoutput",
        "import_module", "import_string", "instantiate", "load", "_load", "load_library", "load_model", "load_module", "load_pickle", "load_url", "loads", "locate", "_locate",
        "memmap", "methodcaller", "Popen", "popen", "popen2", "popen3", "popen4",
        "partial", "read_pickle", "run_code", "run_module", "run_path", "run_string", "runcode", "runcommand", "runsource", "runstring", "safe_eval",
        "setattr", "spawn", "system", "unpickle", "unsafe_load", "urlopen", "urlretrieve",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PackageLookup = Packages.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NameLookup = LastNames.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool ContainsPackage(ReadOnlySpan<char> topLevelName) => PackageLookup.Contains(topLevelName);

    public static bool ContainsName(ReadOnlySpan<char> lastName) => NameLookup.Contains(lastName);

    /// <summary>Returns whether a name is one of the prefixes or below one. The private modules of numpy 2 have other names than those of numpy 1.</summary>
    public static bool ContainsPath(string fullName)
    {
        fullName = fullName.StartsWith("numpy._core.", StringComparison.Ordinal) ? fullName.Remove("numpy.".Length, 1) : fullName;
        return Array.Exists(Prefixes, prefix => fullName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && (fullName.Length == prefix.Length || fullName[prefix.Length] == '.' || prefix[^1] is '.' or '_'
                || !char.IsAsciiLetterOrDigit(fullName[prefix.Length])));
    }
}
