using System.Text;

namespace Lora.Inspection.Pickle;

/// <summary>The instructions that load globals and call them.</summary>
internal sealed partial class PickleMachine
{
    private InspectionIssue? Act(in PickleInstruction instruction)
    {
        switch (instruction.Opcode)
        {
            case PickleOpcode.Global:
                return PushGlobal(Encoding.UTF8.GetString(instruction.Bytes), Encoding.UTF8.GetString(instruction.Second));
            case PickleOpcode.StackGlobal:
                return PushStackGlobal();
            case PickleOpcode.Ext1 or PickleOpcode.Ext2 or PickleOpcode.Ext4:
                risks.Add(
                    InspectionCodes.PickleExtension, "It would load something by a number of the Python extension registry, which hides what it is.", InspectionVerdict.Dangerous);
                return Push(PickleValue.Computed);
            case PickleOpcode.Reduce or PickleOpcode.NewObj:
                return _stack.TryPop(2, out var call) ? Call(call[0], call[1]) : PickleProblems.BadStack;
            case PickleOpcode.NewObjEx:
                risks.Add(InspectionCodes.PickleUnusualOpcode, "It creates an object with named arguments, which no saved model does.", InspectionVerdict.Suspicious, "named");
                return _stack.TryPop(3, out var named) ? Call(named[0], named[1]) : PickleProblems.BadStack;
            case PickleOpcode.Inst:
                risks.Add(InspectionCodes.PickleUnusualOpcode, "It creates an object with an old instruction, which no saved model does.", InspectionVerdict.Suspicious, "old");
                var type = GlobalOf(Encoding.UTF8.GetString(instruction.Bytes), Encoding.UTF8.GetString(instruction.Second));
                return _stack.TryPopToMark(out var arguments) ? Call(new PickleValue(type), new PickleValue(new PickleTuple(arguments))) : PickleProblems.BadStack;
            case PickleOpcode.Obj:
                risks.Add(InspectionCodes.PickleUnusualOpcode, "It creates an object with an old instruction, which no saved model does.", InspectionVerdict.Suspicious, "old");
                return _stack.TryPopToMark(out var values) && values.Length > 0
                    ? Call(values[0], new PickleValue(new PickleTuple(values[1..])))
                    : PickleProblems.BadStack;
            case PickleOpcode.Build:
                return _stack.TryPop(out var state) && _stack.TryPeek(out var target) ? Build(target, state) : PickleProblems.BadStack;
            case PickleOpcode.BinPersId:
                return _stack.TryPop(out var id) ? PushStored(id) : PickleProblems.BadStack;
            case PickleOpcode.PersId:
                risks.Add(InspectionCodes.PickleUnusualOpcode, "It refers to stored values in an old way, which no saved model does.", InspectionVerdict.Suspicious, "stored");
                return Push(PickleValue.Plain);
            case PickleOpcode.NextBuffer:
                risks.Add(InspectionCodes.PickleUnusualOpcode, "It uses data outside the file, which no saved model does.", InspectionVerdict.Suspicious, "outside");
                return Push(PickleValue.Plain);
            case PickleOpcode.ReadonlyBuffer:
                risks.Add(InspectionCodes.PickleUnusualOpcode, "It uses data outside the file, which no saved model does.", InspectionVerdict.Suspicious, "outside");
                return _stack.TryPeek(out _) ? null : PickleProblems.BadStack;
            default:
                return PickleProblems.UnknownOpcode;
        }
    }

    private InspectionIssue? PushGlobal(string module, string name) => Push(new PickleValue(GlobalOf(module, name)));

    private InspectionIssue? PushStackGlobal()
    {
        if (!_stack.TryPop(2, out var path))
        {
            return PickleProblems.BadStack;
        }

        if (path[0].Content is string module && path[1].Content is string name)
        {
            return PushGlobal(module, name);
        }

        risks.Add(
            InspectionCodes.PickleComputedName, "It would load something whose name is computed during loading.", InspectionVerdict.Dangerous);
        return Push(PickleValue.Computed);
    }

    private PickleGlobal GlobalOf(string module, string name)
    {
        if (!_globals.TryGetValue((module, name), out var global))
        {
            global = new PickleGlobal(module, name);
            _spent += 160 + (6 * global.FullName.Length);
            _globals.Add((module, name), global);
        }

        risks.Import(global);
        return global;
    }

    private InspectionIssue? Call(PickleValue callee, PickleValue arguments)
    {
        if (callee.Content is not PickleGlobal global)
        {
            risks.Add(InspectionCodes.PickleComputedCall, "It would call something that is computed during loading.", InspectionVerdict.Dangerous);
            return Push(PickleValue.Computed);
        }

        risks.Call(global);
        _spent += 128;
        return Push(TorchCalls.Evaluate(global, arguments, risks));
    }

    private InspectionIssue? Build(PickleValue target, PickleValue state)
    {
        NotePatch(target);
        switch (target.Content)
        {
            case PickleTensor or PickleGlobal:
                break;
            case PickleMap { Type: not null } made:
                made.State = state;
                break;
            default:
                risks.Add(InspectionCodes.PickleUnusualOpcode, "It sets the state of something that has none, which no saved model does.", InspectionVerdict.Suspicious, "state");
                break;
        }

        return null;
    }

    private InspectionIssue? PushStored(PickleValue id)
    {
        _spent += 64;
        return Push(id.Content is PickleTuple tuple && TorchTypes.StorageOf(tuple.Items) is { } storage ? NoteStorage(storage) : PickleValue.Plain);
    }

    private PickleValue NoteStorage(PickleStorage storage)
    {
        _spent += 96;
        Storages[storage.Key] = Storages.GetValueOrDefault(storage.Key, storage.Length) == storage.Length ? storage.Length : -1;
        return new PickleValue(storage);
    }
}
