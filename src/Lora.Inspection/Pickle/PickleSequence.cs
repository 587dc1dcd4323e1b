namespace Lora.Inspection.Pickle;

/// <summary>Follows all pickles that stand one after the other, as PyTorch's old format has them and as an attack appends them.</summary>
internal static class PickleSequence
{
    private const int MaxPickles = 64;

    /// <summary>Follows the pickles of an input and reports what they would do.</summary>
    /// <param name="file">The file.</param>
    /// <param name="input">Where the first begins.</param>
    /// <param name="isExpected">Whether there must be one, so that it is a fault when there is none.</param>
    /// <returns>The first pickle; <see langword="null"/> when there is none.</returns>
    public static async ValueTask<PickleWalk?> ScanAsync(PickleFile file, PickleInput input, bool isExpected)
    {
        await input.FillAsync(PickleSignature.CertainLength, file.CancellationToken).ConfigureAwait(false);
        var isCertain = PickleSignature.IsCertain(input.Window);
        var first = await PickleWalker.WalkAsync(file, input).ConfigureAwait(false);
        if (!isExpected && !first.IsCredible && !(isCertain && first.Findings.Verdict != InspectionVerdict.Ok))
        {
            return null;
        }

        Report(file, first);
        if (first.Result is not { } result)
        {
            return first;
        }

        if (result.Content == LegacyFormat.MagicValue.Content)
        {
            await ScanLegacyAsync(file, input).ConfigureAwait(false);
        }
        else
        {
            file.Keep(result);
            await ScanRestAsync(file, input).ConfigureAwait(false);
        }

        return first;
    }

    private static void Report(PickleFile file, PickleWalk walk)
    {
        walk.Findings.Report(file.Report);
        if (walk.Fault is not null)
        {
            file.Report.Invalid(walk.Fault);
        }
    }

    private static async ValueTask ScanLegacyAsync(PickleFile file, PickleInput input)
    {
        var walks = new List<PickleWalk>();
        for (var index = 1; index < LegacyFormat.Pickles; index++)
        {
            var walk = await PickleWalker.WalkAsync(file, input).ConfigureAwait(false);
            Report(file, walk);
            if (walk.Result is null)
            {
                return;
            }

            walks.Add(walk);
        }

        var model = walks[LegacyFormat.ObjectPickle - 1];
        file.Keep(model.Result!.Value);
        if (LegacyFormat.LengthOfStorages(walks[^1].Result!.Value, model.Storages) is not { } length)
        {
            file.Report.Invalid(PickleFaults.UnknownStorage);
        }
        else if (length > input.Remaining)
        {
            file.Report.Invalid(PickleFaults.StoragesTruncated);
        }
        else if (length >= 0 && length < input.Remaining && await input.SkipAsync(length, file.CancellationToken).ConfigureAwait(false))
        {
            await ScanRestAsync(file, input).ConfigureAwait(false);
        }
    }

    private static async ValueTask ScanRestAsync(PickleFile file, PickleInput input)
    {
        for (var count = 1; await input.FillAsync(1, file.CancellationToken).ConfigureAwait(false); count++)
        {
            var (begin, length) = (input.Position, input.Remaining);
            var walk = await PickleWalker.WalkAsync(file, input).ConfigureAwait(false);
            if (!walk.IsCredible || count == MaxPickles)
            {
                if (input is StoredInput stored)
                {
                    await StrayScan.RunAsync(file, stored.Offset + begin, length).ConfigureAwait(false);
                }

                file.Report.Suspicious(InspectionCodes.PickleStrayBytes, "There are bytes behind the end of the pickle that belong to nothing.", "behind");
                return;
            }

            Report(file, walk);
            file.Report.Suspicious(InspectionCodes.PickleSeveral, "There is a further pickle behind the end of the first.", "behind");
            if (walk.Result is null)
            {
                return;
            }
        }

        if ((input as InflatedInput)?.Fault is { } fault)
        {
            file.Report.Invalid(fault);
        }
    }
}
