using System.Collections.Frozen;

namespace Lora.Inspection.Pickle;

/// <summary>
/// The modules of the Python standard library, versions 2 and 3. Weights never need them: nearly every module has something that runs a program, opens a file or a connection, or
/// evaluates text, and new ways are found every month.
/// </summary>
internal static class PythonModules
{
    private const string Names = """
        __builtin__ __future__ __hello__ __phello__ _abc _abcoll _aix_support _android_support _apple_support _ast _ast_unparse _asyncio
        _bisect _blake2 _bootlocale _bootsubprocess _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _collections
        _collections_abc _colorize _compat_pickle _compression _contextvars _crypt _csv _ctypes _ctypes_test _curses _curses_panel _datetime _dbm _decimal
        _dummy_thread _dummy_threading _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib _heapq _hmac _imp _interpchannels
        _interpqueues _interpreters _io _ios_support _json _locale _lsprof _lzma _markupbase _md5 _missing_stdlib_info _msi _multibytecodec _multiprocessing
        _opcode _opcode_metadata _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _py_warnings _pydatetime _pydecimal _pyio
        _pyrepl _queue _random _remote_debugging _scproxy _sha1 _sha2 _sha256 _sha3 _sha512 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics
        _string _strptime _struct _suggestions _symtable _sysconfig _sysconfigdata _testbuffer _testcapi _testclinic _testexternalinspection
        _testimportmultiple _testinternalcapi _testlimitedcapi _testmultiphase _testsinglephase _thread _threading_local _tkinter _tokenize _tracemalloc
        _types _typing _uuid _warnings _weakref _weakrefset _winapi _winreg _wmi _xxsubinterpreters _xxtestfuzz _zoneinfo _zstd abc aifc annotationlib
        antigravity anydbm argparse array ast asynchat asyncio asyncore atexit audioop base64 basehttpserver bastion bdb binascii binhex bisect bsddb builtins
        bz2 calendar cgi cgihttpserver cgitb chunk cmath cmd code codecs codeop collections colorsys commands compileall compiler compression concurrent
        configparser contextlib contextvars cookie cookielib copy copy_reg copyreg cpickle cprofile crypt cstringio csv ctypes curses dataclasses datetime
        dbhash dbm decimal dialog difflib dircache dis distutils dl doctest docxmlrpcserver dumbdbm dummy_thread dummy_threading email encodings ensurepip
        enum errno exceptions faulthandler fcntl filecmp filedialog fileinput fl fm fnmatch formatter fpformat fractions ftplib functools future_builtins gc
        gdbm genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq hmac hotshot html htmlentitydefs htmllib htmlparser http httplib idlelib
        ihooks imaplib imghdr imp importlib imputil inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap
        markupbase marshal math md5 mhlib mimetools mimetypes mimewriter mimify mmap modulefinder msilib msvcrt multifile multiprocessing mutex netrc new nis
        nntplib nt ntpath nturl2path numbers opcode operator optparse os os2 os2emxpath ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil
        platform plistlib popen2 poplib posix posixfile posixpath pprint profile profiling pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue
        quopri random re readline repr reprlib resource rexec rfc822 riscos rlcompleter robotparser runpy sched scrolledtext secrets select selectors sets
        sgmllib sha shelve shlex shutil signal simpledialog simplehttpserver simplexmlrpcserver site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre
        sre_compile sre_constants sre_parse ssl stat statistics statvfs string stringio stringold stringprep strop struct subprocess sunau symbol symtable sys
        sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this thread threading time timeit tix tkcolorchooser tkcommondialog
        tkconstants tkdnd tkfiledialog tkfont tkinter tkmessagebox tksimpledialog toaiff token tokenize tomllib trace traceback tracemalloc ttk tty turtle
        turtledemo types typing unicodedata unittest urllib urllib2 urlparse user userdict userlist userstring uu uuid venv warnings wave weakref webbrowser
        whichdb winreg winsound wsgiref xdrlib xml xmllib xmlrpc xmlrpclib xxsubtype zipapp zipfile zipimport zlib zoneinfo
        """;

    private static readonly FrozenSet<string> Known =
        Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> topLevelName) => Lookup.Contains(topLevelName);
}
