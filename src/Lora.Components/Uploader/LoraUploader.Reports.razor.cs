using Lora.Inspection;

namespace Lora.Components;

/// <content>What the browser tells of the uploads.</content>
public sealed partial class LoraUploader
{
    // What is removed here may be in a report that is on its way, and one that was not heard of comes twice.
    private readonly LoraRecentKeys _forgotten = new(LoraUploadLimits.Keys);

    // Reports come a moment late: what was cancelled and taken off the list may have been as good as finished in the browser.
    private readonly LoraRecentKeys _cancelled = new(LoraUploadLimits.Keys);

    // What was uploaded and is not told yet, by id.
    private readonly HashSet<string> _untold = new(StringComparer.Ordinal);
    private bool _isTelling;
    private bool _isCancelling;

    private async Task ReportAsync(List<LoraUploadReport> reports)
    {
        var (unheard, isDenied) = Take(reports);
        Speak();
        StateHasChanged();
        await TellBusyAsync();
        if (isDenied && CanUpload)
        {
            await Workspace.LoadAsync();
        }

        await CancelAgainAsync(unheard);
        await TellUploadedAsync();
    }

    private (IReadOnlyList<string> Unheard, bool IsDenied) Take(List<LoraUploadReport> reports)
    {
        var unheard = new HashSet<string>(StringComparer.Ordinal);
        var (found, isDenied) = (0, false);
        foreach (var report in reports)
        {
            // A cancel may be lost with the circuit, or on its way yet: twice it does no harm.
            if (_cancelled.Contains(report.Key) && report.State is not (LoraUploadRowState.Cancelled or LoraUploadRowState.Done))
            {
                unheard.Add(report.Key);
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
                if (report.Item is { } item)
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

        return ([.. unheard], isDenied);
    }

    private void Keep(LoraUploadLora item)
    {
        if (_untold.Count < LoraUploadLimits.Rows)
        {
            _untold.Add(item.Id);
        }
    }

    // One message at a time, because calls that a browser never answers would pile up.
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

    // What cannot be found now stays to be told: a report that fails is sent again. What is gone by then is of no interest.
    private async Task TellUploadedAsync()
    {
        if (_isTelling)
        {
            return;
        }

        _isTelling = true;
        try
        {
            while (_untold.Count > 0)
            {
                var id = _untold.First();
                var item = await FindUploadedAsync(id);
                if (_untold.Remove(id) && item is not null)
                {
                    await OnUploaded.InvokeAsync(item);
                }
            }
        }
        finally
        {
            _isTelling = false;
        }
    }

    // A user may have permission to upload but not to view.
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

    // What was cancelled here has left the list already, unless it was being finished.
    private void Leave(string key)
    {
        if (_rows.Find(row => string.Equals(row.Key, key, StringComparison.Ordinal)) is { } row)
        {
            _rows.Remove(row);
            _recover = true;
            if (row.IsCancelling)
            {
                Say("Upload.SaidCancelled", row.Name);
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

        // One that was taken off the list is back: a cancel that comes too late.
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
        row.Same = report.Same;
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

    // The finding says what a pickle would do; what that means, and what to do, is the same for all.
    private static bool MayRun(LoraIssue issue) => issue.Code is InspectionCodes.PickleDangerousGlobal or InspectionCodes.PickleUnknownGlobal
        or InspectionCodes.PickleComputedName or InspectionCodes.PickleComputedCall or InspectionCodes.PicklePatch or InspectionCodes.PickleExtension;

    private void Announce(LoraUploadRow row, LoraUploadRowState before, LoraUploadNote note)
    {
        var quarter = (int)(row.Sent * 4 / Math.Max(row.Size, 1));
        var isNew = row.State != before;
        if (row is { State: LoraUploadRowState.Unfinished, Errors: [var wrong, ..] })
        {
            SayFirst(before is LoraUploadRowState.Unfinished ? "Upload.SaidNotContinued" : "Upload.SaidStopped", row.Name, wrong);
        }
        else if (row is { Note: LoraUploadNote.Offline } && note is not LoraUploadNote.Offline)
        {
            Say("Upload.Offline");
        }
        else if (row.State is LoraUploadRowState.Uploading && !isNew && quarter is > 0 and < 4 && quarter > row.Quarter)
        {
            row.Quarter = quarter;
            Say("Upload.SaidQuarter", row.Name, quarter * 25);
        }
        else if (isNew)
        {
            // What was sent before it went on was announced before, or is shown.
            row.Quarter = Math.Max(row.Quarter, row.State is LoraUploadRowState.Uploading ? Math.Min(quarter, 3) : 0);
            AnnounceState(row);
        }
    }

    private void AnnounceState(LoraUploadRow row)
    {
        switch (row.State)
        {
            case LoraUploadRowState.Failed:
                SayFirst("Upload.SaidFailed", row.Name, row.Errors[0]);
                break;
            case LoraUploadRowState.Done:
                Say(row.IsCancelling ? "Upload.SaidTooLate" : "Upload.SaidDone", row.Name);
                break;
            case LoraUploadRowState.Uploading:
                Say("Upload.SaidStarted", row.Name);
                break;
            case LoraUploadRowState.Elsewhere:
                Say("Upload.SaidElsewhere", row.Name);
                break;
            case LoraUploadRowState.Duplicate when row.Same is { } same:
                SayFirst("Upload.SaidSame", row.Name, same.Name);
                break;
        }
    }

    private void Say(string key, params object?[] arguments) => _announcements.Add(Texts[key, arguments]);

    private void SayFirst(string key, params object?[] arguments) => _announcements.Add(Texts[key, arguments], needsPerson: true);

    private void Speak()
    {
        if (_announcements.Take(Texts) is { } said)
        {
            _live?.Announce(said);
        }
    }

    private void Forget(string key)
    {
        // A refused file is not known to the browser's engine, which would never confirm.
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
