namespace Lora.Inspection.Pickle;

/// <summary>Follows pickles from where an input stands.</summary>
internal static class PickleWalker
{
    private const int NestingLimit = 4;

    /// <summary>Follows one pickle. The input then stands behind its end.</summary>
    public static async ValueTask<PickleWalk> WalkAsync(PickleFile file, PickleInput input)
    {
        var findings = new PickleFindings();
        var machine = new PickleMachine(findings, file.Limits, file.OpcodesLeft);
        InspectionIssue? fault = null;
        while (fault is null && machine.Result is null)
        {
            fault = Run(input, machine, out var needed, out var skipped);
            if (needed > 0 && !await input.FillAsync(needed, file.CancellationToken).ConfigureAwait(false))
            {
                fault = PickleFaults.Truncated;
            }

            if (skipped > 0 && !await input.SkipAsync(skipped, file.CancellationToken).ConfigureAwait(false))
            {
                fault = PickleFaults.LengthBeyondEnd;
            }

            file.CancellationToken.ThrowIfCancellationRequested();
        }

        file.OpcodesLeft -= Math.Min(file.OpcodesLeft, machine.Executed);
        FollowNested(findings, file.Limits, 1);
        return new PickleWalk(findings, fault is null ? machine.Result : null, (input as InflatedInput)?.Fault ?? fault, machine.Storages);
    }

    private static InspectionIssue? Run(PickleInput input, PickleMachine machine, out int needed, out long skipped)
    {
        (needed, skipped) = (0, 0);
        while (machine.Result is null)
        {
            if (input.Window.IsEmpty)
            {
                needed = 1;
                return null;
            }

            var fault = PickleDecoder.Read(input.Window, input.Remaining, out var instruction, out needed);
            if (fault is not null || needed > 0)
            {
                return fault;
            }

            fault = machine.Execute(instruction);
            input.Consume(instruction.Length);
            skipped = instruction.Skipped;
            if (fault is not null || skipped > 0)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Follows the pickles that stand in texts of a pickle, and theirs. What they would do counts where they are credible.</summary>
    private static void FollowNested(PickleFindings findings, PickleLimits limits, int depth)
    {
        foreach (var bytes in depth < NestingLimit ? findings.Nested : [])
        {
            var inner = new PickleFindings();
            var machine = new PickleMachine(inner, limits, limits.MaxOpcodes);
            var input = new MemoryInput(bytes);
            Run(input, machine, out _, out _);
            FollowNested(inner, limits, depth + 1);
            if (inner.Verdict == InspectionVerdict.Dangerous)
            {
                findings.Add(InspectionCodes.PickleNested, "It hides another pickle in a text, which would run code.", inner.Verdict, "dangerous");
            }
            else if (inner.Verdict != InspectionVerdict.Ok)
            {
                findings.Add(InspectionCodes.PickleNested, "It hides another pickle in a text, which loads what no model needs.", inner.Verdict, "suspicious");
            }
        }
    }
}
