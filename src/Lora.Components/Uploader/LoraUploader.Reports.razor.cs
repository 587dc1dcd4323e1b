using Lora.Inspection;

namespace Lora.Components;

/// <content>The upload reports from the browser.</content>
public sealed partial class LoraUploader
{
    // A removed file can be in a report that is in transit, and an unacknowledged report is sent again.
    private readonly LoraRecentKeys _forgotten = new(LoraUploadLimits.Keys);

    // Reports are delayed: an upload that was canceled and removed from the list may already be finished in the browser.
    private readonly LoraRecentKeys _cancelled = new(LoraUploadLimits.Keys);

    // The ids of uploaded LoRAs that are not passed to OnUploaded yet.
    private readonly HashSet<string> _unreported = new(StringComparer.Ordinal);
    private bool _isNotifying;
    private bool _isCancelling;

    private async Task ReportAsync(List<LoraUploadReport> reports)
    {
        var (uncanceled, isDenied) = Take(reports);
        PublishAnnouncements();
        StateHasChanged();
        await NotifyBusyAsync();
        if (isDenied && CanUpload)
        {
            await Workspace.LoadAsync();
        }

        await CancelAgainAsync(uncanceled);
        await NotifyUploadedAsync();
    }

    private (IReadOnlyList<string> Uncanceled, bool IsDenied) Take(List<LoraUploadReport> reports)
    {
        var uncanceled = new HashSet<string>(StringComparer.Ordinal);
        var (found, isDenied) = (0, false);
        foreach (var report in reports)
        {
            // A cancel call may be lost with the circuit or still in transit. Sending it twice is harmless.
            if (_cancelled.Contains(report.Key) && report.State is not (LoraUploadRowState.Cancelled or LoraUploadRowState.Done))
            {
                uncanceled.Add(report.Key);
            }

            if (report.State is LoraUploadRowState.Cancelled)
            {
                Leave(report.Key);
            }
            else if ((!_forgotten.Contains(report.Key) || IsTooLate(report)) && RowOf(report) is { } row)
            {
                found += report.State is LoraUploadRowState.Unfinished && row.State is not LoraUploadRowState.Unfinished ? 1 : 0;
                Apply(report, row);
                isDenied |= IsDenied(row, report);
                if (report.Lora is { } item)
                {
                    Forget(row.Key);
                    Keep(item);
                }
            }
        }

        if (found > 0)
        {
            _announcements.Add(Texts.Plural("Upload.SaidUnfinished", found));
        }

        return ([.. uncanceled], isDenied);
    }

    private void Keep(LoraUploadLora item)
    {
        if (_unreported.Count < LoraUploadLimits.Rows)
        {
            _unreported.Add(item.Id);
        }
    }

    // One call at a time, because calls that a browser never answers would accumulate.
    private async Task CancelAgainAsync(IReadOnlyList<string> keys)
    {
        if (_isCancelling)
        {
            return;
        }

        _isCancelling = true;
        try
        {
            foreach (var key in keys)
            {
                await _module!.InvokeAsync("cancel", key);
            }
        }
        finally
        {
            _isCancelling = false;
        }
    }

    // If loading fails, the id stays, because the browser sends the failed report again. Deleted LoRAs are skipped.
    private async Task NotifyUploadedAsync()
    {
        if (_isNotifying)
        {
            return;
        }

        _isNotifying = true;
        try
        {
            while (_unreported.Count > 0)
            {
                var id = _unreported.First();
                var item = await FindUploadedAsync(id);
                if (_unreported.Remove(id) && item is not null)
                {
                    await OnUploaded.InvokeAsync(item);
                }
            }
        }
        finally
        {
            _isNotifying = false;
        }
    }

    // The user may have permission to upload but not to view.
    private async Task<LoraItem?> FindUploadedAsync(string id)
    {
        try
        {
            return await Client.FindAsync(id);
        }
        catch (LoraException exception) when (LoraWorkspaceState.IsDenied(exception))
        {
            return null;
        }
    }

    // A canceled upload was already removed from the list, unless it was finishing.
    private void Leave(string key)
    {
        if (_rows.Find(row => string.Equals(row.Key, key, StringComparison.Ordinal)) is { } row)
        {
            _rows.Remove(row);
            _recover = true;
            if (row.IsCancelling)
            {
                AddAnnouncement("Upload.SaidCancelled", row.Name);
            }
        }

        _forgotten.Remove(key);
        _cancelled.Remove(key);
    }

    private bool IsTooLate(LoraUploadReport report) => report.State is LoraUploadRowState.Finishing or LoraUploadRowState.Done && _cancelled.Contains(report.Key);

    private LoraUploadRow? RowOf(LoraUploadReport report)
    {
        if (_rows.Find(row => string.Equals(row.Key, report.Key, StringComparison.Ordinal)) is { } known)
        {
            return known;
        }

        if (_rows.Count >= LoraUploadLimits.Rows)
        {
            return null;
        }

        // A removed upload returns to the list if it was canceled too late.
        _forgotten.Remove(report.Key);
        var added = new LoraUploadRow(report.Key, report.Name, report.Size) { IsCancelling = _cancelled.Remove(report.Key) };
        _rows.Add(added);
        return added;
    }

    private void Apply(LoraUploadReport report, LoraUploadRow row)
    {
        var (before, note) = (row.State, row.Note);
        row.State = report.State;
        row.Sent = Math.Min(report.Sent, row.Size);
        row.Speed = report.Speed;
        row.Left = report.SecondsLeft is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay)) : null;
        row.Note = report.Note ?? LoraUploadNote.None;
        row.RetryReason = report.RetryReason is { Detail: { } detail } reason ? Sentence(reason.Code ?? string.Empty, detail, row) : null;
        row.NeedsFile = report.NeedsFile;
        row.Duplicate = report.Duplicate;
        row.Errors = report.Error is { } error ? Sentences(error, row) : row.State is LoraUploadRowState.Failed ? [Texts["Error.Unexpected"]] : [];
        row.ChooseAgain = report.Error is { ChooseAgain: true };
        row.CanRetry = report.Error is { Code: not LoraUploadRow.AlreadyListed };
        if (before is LoraUploadRowState.Unfinished && report.State is not LoraUploadRowState.Unfinished)
        {
            _refocus = row.ElementId;
        }

        _recover |= before != row.State;
        Announce(row, before, note);
    }

    private IReadOnlyList<string> Sentences(LoraUploadError error, LoraUploadRow row) => error.Issues.Count > 0
        ? [.. error.Issues.Select(issue => Texts.Issue(issue, Format.Limit(Client.FileRules.MaxSize))), .. error.Issues.Any(MayRun) ? [Texts["Upload.MayRun"]] : Array.Empty<string>()]
        : [Sentence(error.Code, error.Detail, row)];

    private string Sentence(string code, string? detail, LoraUploadRow row) =>
        Texts.Issue(code, detail ?? Texts["Error.Unexpected"], row.Name, Format.Size(row.Size), detail);

    // The issue describes what a pickle would do. The consequence and the advice are the same for all.
    private static bool MayRun(LoraIssue issue) => issue.Code is InspectionCodes.PickleDangerousGlobal or InspectionCodes.PickleUnknownGlobal
        or InspectionCodes.PickleComputedName or InspectionCodes.PickleComputedCall or InspectionCodes.PicklePatch or InspectionCodes.PickleExtension;

    private void Announce(LoraUploadRow row, LoraUploadRowState before, LoraUploadNote note)
    {
        var quarter = (int)(row.Sent * 4 / Math.Max(row.Size, 1));
        var isNew = row.State != before;
        if (row is { State: LoraUploadRowState.Unfinished, Errors: [var wrong, ..] })
        {
            AnnounceFirst(before is LoraUploadRowState.Unfinished ? "Upload.SaidNotContinued" : "Upload.SaidStopped", row.Name, wrong);
        }
        else if (row is { Note: LoraUploadNote.Offline } && note is not LoraUploadNote.Offline)
        {
            AddAnnouncement("Upload.Offline");
        }
        else if (row.State is LoraUploadRowState.Uploading && !isNew && quarter is > 0 and < 4 && quarter > row.Quarter)
        {
            row.Quarter = quarter;
            AddAnnouncement("Upload.SaidQuarter", row.Name, quarter * 25);
        }
        else if (isNew)
        {
            // Progress from before a resume was already announced or is displayed.
            row.Quarter = Math.Max(row.Quarter, row.State is LoraUploadRowState.Uploading ? Math.Min(quarter, 3) : 0);
            AnnounceState(row);
        }
    }

    private void AnnounceState(LoraUploadRow row)
    {
        switch (row.State)
        {
            case LoraUploadRowState.Failed:
                AnnounceFirst("Upload.SaidFailed", row.Name, row.Errors[0]);
                break;
            case LoraUploadRowState.Done:
                AddAnnouncement(row.IsCancelling ? "Upload.SaidTooLate" : "Upload.SaidDone", row.Name);
                break;
            case LoraUploadRowState.Uploading:
                AddAnnouncement("Upload.SaidStarted", row.Name);
                break;
            case LoraUploadRowState.Elsewhere:
                AddAnnouncement("Upload.SaidElsewhere", row.Name);
                break;
            case LoraUploadRowState.Duplicate when row.Duplicate is { } duplicate:
                AnnounceFirst("Upload.SaidSame", row.Name, duplicate.Name);
                break;
        }
    }

    private void AddAnnouncement(string key, params object?[] arguments) => _announcements.Add(Texts[key, arguments]);

    private void AnnounceFirst(string key, params object?[] arguments) => _announcements.Add(Texts[key, arguments], needsAction: true);

    private void PublishAnnouncements()
    {
        if (_announcements.Take(Texts) is { } announcement)
        {
            _live?.Announce(announcement);
        }
    }

    private void Forget(string key)
    {
        // The upload engine of the browser does not know rejected files and would never confirm their removal.
        if (_rows.Find(row => string.Equals(row.Key, key, StringComparison.Ordinal)) is { } row && _rows.Remove(row) && row.State is not LoraUploadRowState.Refused)
        {
            _forgotten.Add(key);
        }
    }

    private string Status(LoraUploadRow row) => row switch
    {
        { Note: LoraUploadNote.Offline } => Texts["Upload.Offline"],
        { Note: LoraUploadNote.Retrying } => Texts["Upload.Retrying", Format.SizeOf(row.Sent, row.Size)],
        { Note: LoraUploadNote.Comparing } => Texts["Upload.Comparing"],
        { State: LoraUploadRowState.Waiting } => Texts["Upload.Waiting", Format.Size(row.Size)],
        { State: LoraUploadRowState.Checking } => Texts["Upload.Checking", Format.Size(row.Size)],
        { State: LoraUploadRowState.Paused } => Texts["Upload.Paused", Format.SizeOf(row.Sent, row.Size)],
        { State: LoraUploadRowState.Elsewhere } => Texts["Upload.Elsewhere", Format.Size(row.Size)],
        { State: LoraUploadRowState.Unfinished } => Texts[
            row.NeedsFile ? "Upload.UnfinishedFile" : "Upload.Unfinished", row.Sent > 0 ? Format.SizeOf(row.Sent, row.Size) : Format.Size(row.Size)],
        { State: LoraUploadRowState.Finishing } => Texts[row.IsCancelling ? "Upload.Cancelling" : "Upload.Finishing"],
        { Speed: >= 1 and { } speed } => Texts["Upload.Progress", Format.SizeOf(row.Sent, row.Size), Format.Speed(speed)],
        _ => Format.SizeOf(row.Sent, row.Size),
    };
}
