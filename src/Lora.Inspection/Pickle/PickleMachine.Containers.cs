namespace Lora.Inspection.Pickle;

/// <summary>The instructions that build tuples, lists and dictionaries.</summary>
internal sealed partial class PickleMachine
{
    private static bool IsContainer(PickleOpcode opcode) => opcode is PickleOpcode.EmptyTuple or PickleOpcode.EmptyList or PickleOpcode.EmptyDict
        or PickleOpcode.EmptySet or PickleOpcode.Tuple or PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3 or PickleOpcode.List
        or PickleOpcode.Dict or PickleOpcode.FrozenSet or PickleOpcode.Append or PickleOpcode.Appends or PickleOpcode.AddItems or PickleOpcode.SetItem or PickleOpcode.SetItems;

    private InspectionIssue? Contain(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.EmptyTuple:
                return Push(new PickleValue(PickleTuple.Empty));
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet:
                return PushList([]);
            case PickleOpcode.EmptyDict:
                return PushMap([]);
            case PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3:
                return _stack.TryPop(opcode - PickleOpcode.Tuple1 + 1, out var few) ? PushTuple(few) : PickleProblems.BadStack;
            case PickleOpcode.Append:
                return _stack.TryPop(1, out var single) ? Extend(single) : PickleProblems.BadStack;
            case PickleOpcode.SetItem:
                return _stack.TryPop(2, out var pair) ? Set(pair) : PickleProblems.BadStack;
        }

        if (!_stack.TryPopToMark(out var values))
        {
            return PickleProblems.BadStack;
        }

        _spent += 16L * values.Length;
        return opcode switch
        {
            PickleOpcode.Tuple => PushTuple(values),
            PickleOpcode.List or PickleOpcode.FrozenSet => PushList(values),
            PickleOpcode.Dict => PushMap(values),
            PickleOpcode.SetItems => Set(values),
            _ => Extend(values),
        };
    }

    private InspectionIssue? PushTuple(PickleValue[] items)
    {
        _spent += 48 + (16L * items.Length);
        return Push(new PickleValue(new PickleTuple(items)));
    }

    private InspectionIssue? PushList(PickleValue[] items)
    {
        _spent += 64;
        var list = new PickleList();
        _stack.Push(new PickleValue(list));
        return items.Length == 0 ? null : Extend(items);
    }

    private InspectionIssue? PushMap(PickleValue[] items)
    {
        _spent += 96;
        _stack.Push(new PickleValue(new PickleMap()));
        return items.Length == 0 ? null : Set(items);
    }

    private InspectionIssue? Extend(PickleValue[] items)
    {
        if (!_stack.TryPeek(out var target))
        {
            return PickleProblems.BadStack;
        }

        NotePatch(target);
        if (target.Content is PickleList list)
        {
            foreach (var item in items)
            {
                _spent += list.Add(item) ? 32 : 0;
            }
        }

        return null;
    }

    private InspectionIssue? Set(PickleValue[] items)
    {
        if (items.Length % 2 != 0 || !_stack.TryPeek(out var target))
        {
            return PickleProblems.BadStack;
        }

        NotePatch(target);
        if (target.Content is PickleMap map)
        {
            for (var index = 0; index < items.Length; index += 2)
            {
                _spent += map.Add(items[index], items[index + 1]) ? 64 : 0;
            }
        }

        return null;
    }

    private void NotePatch(PickleValue target)
    {
        if (target.Content is PickleGlobal global && _noted.Add(global))
        {
            risks.Add(
                InspectionCodes.PicklePatch, $"It would change {PickleText.ForDisplay(global.FullName)} of the program that loads it.", InspectionVerdict.Dangerous);
        }
    }
}
