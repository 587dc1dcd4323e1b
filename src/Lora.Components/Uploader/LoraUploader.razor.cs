using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// Uploads LoRA files: chosen or dropped, files or folders, several at a time. Each is checked by name and size, and its header by the server, before it is uploaded.
/// The bytes go by HTTP from the browser to storage or to the API, never through the circuit.
/// </summary>
/// <remarks>
/// The uploads belong to the page in the browser, not to this component: hiding it, removing it, enhanced navigation and a lost circuit do not stop them. Wherever
/// the component stands next, it shows all uploads of the page, and the unfinished ones that this person has begun earlier. Only leaving the page stops them,
/// before which the browser asks, and a file that cannot be read any more. What was stored by then stays for 24 hours, and the upload goes on with the same file.
/// <para>
/// The progress shown is what was acknowledged plus what was sent of the parts under way, of each at most nine tenths until it is acknowledged; a part that must be
/// sent again is taken off.
/// </para>
/// </remarks>
public sealed partial class LoraUploader : IAsyncDisposable
{
    private const int MostShown = 8;
    private const int MostTries = 3;

    private readonly string _inputId = LoraCss.NewId("lora-files");
    private readonly string _hintId = LoraCss.NewId("lora-hint");
    private readonly List<LoraUploadRow> _rows = [];
    private readonly LoraUploadReader _reader = new();
    private readonly LoraRecentKeys _chosen = new(LoraUploadLimits.Keys);
    private ElementReference _root;
    private readonly LoraAnnouncements _announcements = new();
    private LoraLiveRegion? _live;
    private LoraModule? _module;
    private DotNetObjectReference<Callbacks>? _self;
    private LoraComponentServices? _componentServices;
    private string? _folderNote;
    private int _tooMany;
    private bool _ready;
    private bool _unusable;
    private bool _busy;
    private string? _refocus;
    private bool _recover;

    /// <summary>Called for every LoRA that was uploaded by this page.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnUploaded { get; set; }

    /// <summary>Called with <see langword="true"/> when uploads are under way and with <see langword="false"/> when the last one ends or is paused.</summary>
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

    private LoraComponentServices ComponentServices => _componentServices ??= LoraComponentServices.For<LoraStrings>(Services);

    private LoraLocalizer Texts => ComponentServices.Texts;

    private LoraFormat Format => ComponentServices.Format;

    private static string Accept => string.Join(',', LoraFileRules.Extensions);

    private string Extensions => string.Join(Texts["List.Or"], LoraFileRules.Extensions);

    // What needs the person comes first, then what moves, then the next in the queue.
    private List<LoraUploadRow> Shown => _rows.Count <= MostShown
        ? _rows
        : [.. _rows.OrderBy(row => row.State is LoraUploadRowState.Waiting ? 1 : 0).Take(Math.Max(MostShown, _rows.Count(row => row.State is not LoraUploadRowState.Waiting)))];

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _ownWorkspace?.Dispose();
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        FollowPermission();
        if (_module is not null || !Workspace.IsSettled || !CanUpload)
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

    // Of what was not heard when it was asked first, the browser asks again. It gets the same answer, except for what the person has taken off the list meanwhile.
    private async Task<IReadOnlyList<string>> ChooseAsync(LoraChosenFiles chosen)
    {
        if (!CanUpload)
        {
            return [];
        }

        // Only the first message of a choice says what was skipped.
        _tooMany = chosen.Skipped is null ? _tooMany : 0;
        if (chosen.Replaces is not null && chosen.Files.Count > 0)
        {
            Forget(chosen.Replaces);
        }

        var accepted = new List<string>();
        foreach (var file in chosen.Files)
        {
            var issues = Client.FileRules.Check(file.Name, file.Size);
            if (_chosen.Add(file.Key))
            {
                Take(file, issues);
            }

            if (issues.Count == 0 && !_forgotten.Contains(file.Key))
            {
                accepted.Add(file.Key);
            }
        }

        TakeLeftOut(chosen);
        Speak();
        StateHasChanged();
        await TellBusyAsync();
        return accepted;
    }

    private void Take(LoraChosenFile file, IReadOnlyList<LoraIssue> issues)
    {
        if (_rows.Count < LoraUploadLimits.Rows)
        {
            _rows.Add(RowOf(file, issues));
        }
        else
        {
            _forgotten.Add(file.Key);
            _tooMany++;
        }
    }

    private void TakeLeftOut(LoraChosenFiles chosen)
    {
        if (chosen.Skipped is { } skipped)
        {
            var isNothing = chosen.Files.Count == 0;
            _folderNote = skipped > 0 ? Texts.Plural("Upload.Skipped", skipped) : isNothing ? Texts["Upload.NoneInFolder"] : null;
            if (_folderNote is not null)
            {
                _announcements.Add(_folderNote, needsPerson: isNothing);
            }
        }

        if (_tooMany > 0)
        {
            _folderNote = Texts.Plural("Upload.TooMany", _tooMany, LoraFormat.Count(LoraUploadLimits.Rows));
            _announcements.Add(_folderNote, needsPerson: true);
        }
    }

    private LoraUploadRow RowOf(LoraChosenFile file, IReadOnlyList<LoraIssue> issues)
    {
        var row = new LoraUploadRow(file.Key, LoraUploadReader.Cut(file.Name, LoraUploadLimits.NameLength), file.Size);
        if (issues.Count > 0)
        {
            row.State = LoraUploadRowState.Refused;
            row.ChooseAgain = true;
            row.Errors = [.. issues.Select(issue => Texts.Issue(issue, Format.Limit(Client.FileRules.MaxSize)))];
            SayFirst("Upload.SaidRefused", row.Name, row.Errors[0]);
        }

        return row;
    }

    private Task PauseOrResumeAsync(LoraUploadRow row)
    {
        var isPaused = row.State is LoraUploadRowState.Paused;
        row.State = isPaused ? LoraUploadRowState.Waiting : LoraUploadRowState.Paused;
        Say(isPaused ? "Upload.SaidResumed" : "Upload.SaidPaused", row.Name);
        Speak();
        return TellAsync(isPaused ? "resume" : "pause", row);
    }

    private Task RetryAsync(LoraUploadRow row) => QueueAsync("retry", row);

    private Task ProceedAsync(LoraUploadRow row) => QueueAsync("proceed", row);

    private Task QueueAsync(string function, LoraUploadRow row)
    {
        row.State = LoraUploadRowState.Waiting;
        row.Errors = [];
        row.Same = null;
        _refocus = row.ElementId;
        return TellAsync(function, row);
    }

    private Task RemoveAsync(LoraUploadRow row)
    {
        // Whether it can still be cancelled is known when storage has answered.
        if (row.State is LoraUploadRowState.Finishing)
        {
            row.IsCancelling = true;
        }
        else
        {
            if (CanCancel(row))
            {
                Say("Upload.SaidCancelled", row.Name);
                Speak();
                _cancelled.Add(row.Key);
            }

            Forget(row.Key);
        }

        _refocus = string.Empty;
        return TellAsync("cancel", row);
    }

    private async Task TellAsync(string function, LoraUploadRow row)
    {
        await TellBusyAsync();
        var state = row.State;
        var isHeard = false;
        // The engine does what fits the state of the upload, so that what it heard and did not answer does no harm the second time.
        for (var tries = 0; tries < MostTries && !isHeard && row.State == state; tries++)
        {
            isHeard = await _module!.InvokeAsync(function, row.Key);
        }
    }

    // A button that is taken away takes the focus with it, whoever has it taken away.
    private async Task RefocusAsync()
    {
        var (place, recover) = (_refocus, _recover);
        (_refocus, _recover) = (null, false);
        if (_module is null)
        {
            return;
        }

        if (place is not null)
        {
            await _module.InvokeAsync("refocus", place);
        }
        else if (recover)
        {
            await _module.InvokeAsync("recover");
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
        public async Task<IReadOnlyList<string>> ChooseAsync(JsonElement chosen)
        {
            IReadOnlyList<string> accepted = [];
            await uploader.InvokeAsync(async () => accepted = await uploader.ChooseAsync(LoraUploadReader.Files(chosen)));
            return accepted;
        }

        [JSInvokable]
        public Task ReportAsync(JsonElement reports) => uploader.InvokeAsync(() => uploader.ReportAsync(uploader._reader.Reports(reports)));
    }
}
