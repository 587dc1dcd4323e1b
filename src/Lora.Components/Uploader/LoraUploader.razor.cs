using Lora.Client;
using Lora.Validation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// Uploads LoRA files: chosen or dropped, files or folders, several at a time. Each is checked by name and size, and its header by the server, before it is uploaded.
/// The bytes go by HTTP from the browser to the API, never through the circuit.
/// </summary>
/// <remarks>
/// The queue lives in the browser for as long as this component is on the page: hiding it does not stop an upload, removing it cancels what is not
/// finished. The progress shown is what the server acknowledged plus what was sent of the parts under way, of each at most nine tenths until it is
/// acknowledged; a part that must be sent again is taken off.
/// </remarks>
public sealed partial class LoraUploader : IAsyncDisposable
{
    private const int MostShown = 8;

    private readonly string _inputId = LoraCss.NewId("lora-files");
    private readonly string _hintId = LoraCss.NewId("lora-hint");
    private readonly List<LoraUploadRow> _rows = [];
    private ElementReference _root;
    private LoraLiveRegion? _live;
    private LoraModule? _module;
    private DotNetObjectReference<Callbacks>? _self;
    private LoraSurroundings? _surroundings;
    private int _skipped;
    private bool _ready;
    private bool _unusable;
    private bool _busy;
    private bool _refocus;

    /// <summary>Called for every LoRA that was uploaded.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnUploaded { get; set; }

    /// <summary>Called with <see langword="true"/> when the first upload starts and with <see langword="false"/> when the last one ends.</summary>
    [Parameter]
    public EventCallback<bool> OnBusyChanged { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the outermost element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    [Inject]
    private ILoraClient Client { get; set; } = default!;

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraSurroundings Surroundings => _surroundings ??= LoraSurroundings.For<LoraStrings>(Services);

    private LoraLocalizer Texts => Surroundings.Texts;

    private LoraFormat Format => Surroundings.Format;

    private static string Accept => string.Join(',', LoraFileRules.Extensions);

    private string Extensions => string.Join(Texts["List.Or"], LoraFileRules.Extensions);

    // What needs the person comes first, then what moves, then the next in the queue.
    private List<LoraUploadRow> Shown => _rows.Count <= MostShown
        ? _rows
        : [.. _rows.OrderBy(row => row.State is LoraUploadRowState.Waiting ? 1 : 0).Take(Math.Max(MostShown, _rows.Count(row => row.State is not LoraUploadRowState.Waiting)))];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            await RefocusAsync();
            return;
        }

        _self = DotNetObjectReference.Create(new Callbacks(this));
        _module = new LoraModule(JS, Loggers.CreateLogger<LoraUploader>(), "Uploader/LoraUploader.razor.js");
        _ready = await _module.InitializeAsync(_root, _self, new { uploadsPath = Client.UploadsPath, apiPath = Client.ApiPath, extensions = LoraFileRules.Extensions });
        _unusable = !_ready;
        StateHasChanged();
    }

    private async Task<IReadOnlyList<string>> ChooseAsync(LoraChosenFiles chosen)
    {
        if (chosen.Replaces is not null && chosen.Files.Count > 0)
        {
            _rows.RemoveAll(row => string.Equals(row.Key, chosen.Replaces, StringComparison.Ordinal));
        }

        var accepted = new List<string>();
        foreach (var file in chosen.Files)
        {
            var row = new LoraUploadRow(file.Key, file.Name, file.Size);
            var issues = Client.FileRules.Check(file.Name, file.Size);
            if (issues.Count == 0)
            {
                accepted.Add(file.Key);
            }
            else
            {
                row.State = LoraUploadRowState.Refused;
                row.ChooseAgain = true;
                row.Faults = [.. issues.Select(issue => Texts.Issue(issue, Format.Limit(Client.FileRules.MaxSize)))];
                Say("Upload.SaidRefused", file.Name, row.Faults[0]);
            }

            _rows.Add(row);
        }

        _skipped = chosen.Files.Count > 0 || chosen.Skipped > 0 ? chosen.Skipped : _skipped;
        StateHasChanged();
        await TellBusyAsync();
        return accepted;
    }

    private async Task ReportAsync(IReadOnlyList<LoraUploadReport> reports)
    {
        var uploaded = new List<LoraItem>();
        foreach (var report in reports)
        {
            if (_rows.Find(row => string.Equals(row.Key, report.Key, StringComparison.Ordinal)) is { } row)
            {
                Apply(report, row);
                if (report.Item is { } item)
                {
                    _rows.Remove(row);
                    uploaded.Add(item);
                }
            }
        }

        StateHasChanged();
        await TellBusyAsync();
        foreach (var item in uploaded)
        {
            await OnUploaded.InvokeAsync(item);
        }
    }

    private void Apply(LoraUploadReport report, LoraUploadRow row)
    {
        var before = row.State;
        row.State = report.State;
        row.Sent = report.Sent;
        row.Speed = report.Speed;
        row.Left = report.SecondsLeft is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay)) : null;
        row.Faults = report.Fault is { } fault ? Sentences(fault) : [];
        row.ChooseAgain = report.Fault is { ChooseAgain: true };
        Announce(row, before);
    }

    private IReadOnlyList<string> Sentences(LoraUploadFault fault) => fault.Issues.Count > 0
        ? [.. fault.Issues.Select(issue => Texts.Issue(issue, Format.Limit(Client.FileRules.MaxSize)))]
        : [Texts.Issue(fault.Code, fault.Detail ?? Texts["Error.Unexpected"])];

    private void Announce(LoraUploadRow row, LoraUploadRowState before)
    {
        var quarter = (int)(row.Sent * 4 / Math.Max(row.Size, 1));
        if (row.State is LoraUploadRowState.Failed && before is not LoraUploadRowState.Failed)
        {
            Say("Upload.SaidFailed", row.Name, row.Faults[0]);
        }
        else if (row.State is LoraUploadRowState.Done)
        {
            Say("Upload.SaidDone", row.Name);
        }
        else if (row.State is LoraUploadRowState.Uploading && before is not LoraUploadRowState.Uploading)
        {
            Say("Upload.SaidStarted", row.Name);
        }
        else if (row.State is LoraUploadRowState.Uploading && quarter is > 0 and < 4 && quarter > row.Quarter)
        {
            row.Quarter = quarter;
            Say("Upload.SaidQuarter", row.Name, quarter * 25);
        }
    }

    private void Say(string key, params object?[] arguments) => _live?.Say(Texts[key, arguments]);

    private string Status(LoraUploadRow row) => row switch
    {
        { State: LoraUploadRowState.Waiting } => Texts["Upload.Waiting", Format.Size(row.Size)],
        { State: LoraUploadRowState.Checking } => Texts["Upload.Checking", Format.Size(row.Size)],
        { State: LoraUploadRowState.Finishing } => Texts["Upload.Finishing"],
        { Speed: >= 1 and { } speed } => Texts["Upload.Progress", Format.SizeOf(row.Sent, row.Size), Format.Speed(speed)],
        _ => Format.SizeOf(row.Sent, row.Size),
    };

    private async Task RetryAsync(LoraUploadRow row)
    {
        row.State = LoraUploadRowState.Waiting;
        row.Faults = [];
        await TellBusyAsync();
        await _module!.InvokeAsync("retry", row.Key);
    }

    private async Task RemoveAsync(LoraUploadRow row)
    {
        if (row.IsBusy)
        {
            Say("Upload.SaidCancelled", row.Name);
        }

        _rows.Remove(row);
        _refocus = true;
        await TellBusyAsync();
        await _module!.InvokeAsync("cancel", row.Key);
    }

    // The button that removed its own row took the focus with it.
    private async Task RefocusAsync()
    {
        if (_refocus)
        {
            _refocus = false;
            await _module!.InvokeAsync("refocus");
        }
    }

    private async Task TellBusyAsync()
    {
        var busy = _rows.Exists(row => row.IsBusy);
        if (busy != _busy)
        {
            _busy = busy;
            await OnBusyChanged.InvokeAsync(busy);
        }
    }

    /// <summary>What the browser's module may call.</summary>
    private sealed class Callbacks(LoraUploader uploader)
    {
        [JSInvokable]
        public async Task<IReadOnlyList<string>> ChooseAsync(LoraChosenFiles chosen)
        {
            IReadOnlyList<string> accepted = [];
            await uploader.InvokeAsync(async () => accepted = await uploader.ChooseAsync(chosen));
            return accepted;
        }

        [JSInvokable]
        public Task ReportAsync(IReadOnlyList<LoraUploadReport> reports) => uploader.InvokeAsync(() => uploader.ReportAsync(reports));
    }
}
