namespace Lora.Inspection.Pickle;

/// <summary>Follows consecutive pickles, as in the legacy format of PyTorch or appended by an attacker.</summary>
internal static class PickleSequence
{
    private const int MaxPickles = 64;

    /// <summary>Follows the pickles of an input and reports their risks.</summary>
    /// <param name="file">The file.</param>
    /// <param name="input">The input at the start of the first pickle.</param>
    /// <param name="isExpected">Whether a missing pickle is a problem.</param>
    /// <returns>The first pickle, or <see langword="null"/> if there is none.</returns>
    public static async ValueTask<PickleWalk?> ScanAsync(PickleFile file, PickleInput input, bool isExpected)
    {
        await input.FillAsync(PickleSignature.CertainLength, file.CancellationToken).ConfigureAwait(false);
        var isCertain = PickleSignature.IsCertain(input.Window);
        var first = await PickleWalker.WalkAsync(file, input).ConfigureAwait(false);
        if (!isExpected && !first.IsCredible && !(isCertain && first.Risks.Verdict != InspectionVerdict.Ok))
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
        walk.Risks.Report(file.Report);
        if (walk.Problem is not null)
        {
            file.Report.Invalid(walk.Problem);
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
            file.Report.Invalid(PickleProblems.UnknownStorage);
        }
        else if (length > input.Remaining)
        {
            file.Report.Invalid(PickleProblems.StoragesTruncated);
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

                file.Report.Suspicious(InspectionCodes.PickleStrayBytes, "There are unused bytes after the end of the pickle.", "behind");
                return;
            }

            Report(file, walk);
            file.Report.Suspicious(InspectionCodes.PickleSeveral, "There is another pickle after the end of the first.", "behind");
            if (walk.Result is null)
            {
                return;
            }
        }

        if ((input as InflatedInput)?.Problem is { } problem)
        {
            file.Report.Invalid(problem);
        }
    }
}
