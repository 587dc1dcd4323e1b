using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// Uploads LoRA files and folders that the user selects or drops, several at a time. Names, sizes and headers are checked before the upload.
/// The browser sends the bytes to storage or to the API over HTTP, never through the circuit.
/// </summary>
/// <remarks>
/// Uploads belong to the page in the browser, not to this component: they continue if the component is hidden or removed, during enhanced navigation and if the
/// circuit is disconnected. Any instance of the component displays all uploads of the page and the unfinished uploads of the user. Uploads stop only if the user
/// leaves the page, which the browser asks to confirm, or if a file can no longer be read. Stored parts are kept for 24 hours and reused if the user selects the
/// same file again.
/// <para>
/// The displayed progress is the sum of the acknowledged bytes and the sent bytes of parts in flight, each limited to 90% until it is acknowledged. The progress of
/// a part that has to be sent again is subtracted.
/// </para>
/// </remarks>
public sealed partial class LoraUploader : IAsyncDisposable
{
    private const int MaxShown = 8;
    private const int MaxTries = 3;

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

    /// <summary>Called for every LoRA that this page uploads.</summary>
    [Parameter]
    public EventCallback<LoraItem> OnUploaded { get; set; }

    /// <summary>Called with <see langword="true"/> when uploads start and with <see langword="false"/> when the last one ends or is paused.</summary>
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

    // Uploads that require user action or are in progress come first, then the next ones in the queue.
    private List<LoraUploadRow> Shown => _rows.Count <= MaxShown
        ? _rows
        : [.. _rows.OrderBy(row => row.State is LoraUploadRowState.Waiting ? 1 : 0).Take(Math.Max(MaxShown, _rows.Count(row => row.State is not LoraUploadRowState.Waiting)))];

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

    // The browser repeats unacknowledged calls. The response is the same, except for files that the user removed from the list meanwhile.
    private async Task<IReadOnlyList<string>> ChooseAsync(LoraChosenFiles chosen)
    {
        if (!CanUpload)
        {
            return [];
        }

        // Only the first message about a selection reports the skipped files.
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

        AddFolderNote(chosen);
        PublishAnnouncements();
        StateHasChanged();
        await NotifyBusyAsync();
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

    private void AddFolderNote(LoraChosenFiles chosen)
    {
        if (chosen.Skipped is { } skipped)
        {
            var isNothing = chosen.Files.Count == 0;
            _folderNote = skipped > 0 ? Texts.Plural("Upload.Skipped", skipped) : isNothing ? Texts["Upload.NoneInFolder"] : null;
            if (_folderNote is not null)
            {
                _announcements.Add(_folderNote, needsAction: isNothing);
            }
        }

        if (_tooMany > 0)
        {
            _folderNote = Texts.Plural("Upload.TooMany", _tooMany, LoraFormat.Count(LoraUploadLimits.Rows));
            _announcements.Add(_folderNote, needsAction: true);
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
            AnnounceFirst("Upload.SaidRefused", row.Name, row.Errors[0]);
        }

        return row;
    }

    private Task PauseOrResumeAsync(LoraUploadRow row)
    {
        var isPaused = row.State is LoraUploadRowState.Paused;
        row.State = isPaused ? LoraUploadRowState.Waiting : LoraUploadRowState.Paused;
        AddAnnouncement(isPaused ? "Upload.SaidResumed" : "Upload.SaidPaused", row.Name);
        PublishAnnouncements();
        return SendAsync(isPaused ? "resume" : "pause", row);
    }

    private Task RetryAsync(LoraUploadRow row) => QueueAsync("retry", row);

    private Task ProceedAsync(LoraUploadRow row) => QueueAsync("proceed", row);

    private Task QueueAsync(string function, LoraUploadRow row)
    {
        row.State = LoraUploadRowState.Waiting;
        row.Errors = [];
        row.Duplicate = null;
        _refocus = row.ElementId;
        return SendAsync(function, row);
    }

    private Task RemoveAsync(LoraUploadRow row)
    {
        // Whether the upload was canceled in time is known when storage responds.
        if (row.State is LoraUploadRowState.Finishing)
        {
            row.IsCancelling = true;
        }
        else
        {
            if (CanCancel(row))
            {
                AddAnnouncement("Upload.SaidCancelled", row.Name);
                PublishAnnouncements();
                _cancelled.Add(row.Key);
            }

            Forget(row.Key);
        }

        _refocus = string.Empty;
        return SendAsync("cancel", row);
    }

    private async Task SendAsync(string function, LoraUploadRow row)
    {
        await NotifyBusyAsync();
        var state = row.State;
        var isAcknowledged = false;
        // The engine ignores calls that don't match the state of the upload, so repeating a call is harmless.
        for (var tries = 0; tries < MaxTries && !isAcknowledged && row.State == state; tries++)
        {
            isAcknowledged = await _module!.InvokeAsync(function, row.Key);
        }
    }

    // Removing a focused button loses the focus, so it is restored after every change.
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

    private async Task NotifyBusyAsync()
    {
        var busy = _rows.Exists(row => row.IsBusy);
        if (busy != _busy)
        {
            _busy = busy;
            await OnBusyChanged.InvokeAsync(busy);
        }
    }

    /// <summary>The methods that the JavaScript module calls.</summary>
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
