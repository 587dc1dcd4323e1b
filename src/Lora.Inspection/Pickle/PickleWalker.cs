namespace Lora.Inspection.Pickle;

/// <summary>Follows pickles from the position of an input.</summary>
internal static class PickleWalker
{
    private const int NestingLimit = 4;

    /// <summary>Follows one pickle. The input is then after its end.</summary>
    public static async ValueTask<PickleWalk> WalkAsync(PickleFile file, PickleInput input)
    {
        var risks = new PickleRisks();
        var machine = new PickleMachine(risks, file.Limits, file.OpcodesLeft);
        InspectionIssue? problem = null;
        while (problem is null && machine.Result is null)
        {
            problem = Run(input, machine, out var needed, out var skipped);
            if (needed > 0 && !await input.FillAsync(needed, file.CancellationToken).ConfigureAwait(false))
            {
                problem = PickleProblems.Truncated;
            }

            if (skipped > 0 && !await input.SkipAsync(skipped, file.CancellationToken).ConfigureAwait(false))
            {
                problem = PickleProblems.LengthBeyondEnd;
            }

            file.CancellationToken.ThrowIfCancellationRequested();
        }

        file.OpcodesLeft -= Math.Min(file.OpcodesLeft, machine.Executed);
        FollowNested(risks, file.Limits, 1);
        return new PickleWalk(risks, problem is null ? machine.Result : null, (input as InflatedInput)?.Problem ?? problem, machine.Storages);
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

            var problem = PickleDecoder.Read(input.Window, input.Remaining, out var instruction, out needed);
            if (problem is not null || needed > 0)
            {
                return problem;
            }

            problem = machine.Execute(instruction);
            input.Consume(instruction.Length);
            skipped = instruction.Skipped;
            if (problem is not null || skipped > 0)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Follows the pickles in strings of a pickle, recursively.</summary>
    private static void FollowNested(PickleRisks risks, PickleLimits limits, int depth)
    {
        foreach (var bytes in depth < NestingLimit ? risks.Nested : [])
        {
            var inner = new PickleRisks();
            var machine = new PickleMachine(inner, limits, limits.MaxOpcodes);
            var input = new MemoryInput(bytes);
            Run(input, machine, out _, out _);
            FollowNested(inner, limits, depth + 1);
            if (inner.Verdict == InspectionVerdict.Dangerous)
            {
                risks.Add(InspectionCodes.PickleNested, "It hides another pickle in a string, which would run code.", inner.Verdict, "dangerous");
            }
            else if (inner.Verdict != InspectionVerdict.Ok)
            {
                risks.Add(InspectionCodes.PickleNested, "It hides another pickle in a string, which loads something that no model needs.", inner.Verdict, "suspicious");
            }
        }
    }
}
