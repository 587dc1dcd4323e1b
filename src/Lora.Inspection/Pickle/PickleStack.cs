namespace Lora.Inspection.Pickle;

/// <summary>The symbolic stack with its marks. As in Python, values below the last mark can't be popped.</summary>
internal sealed class PickleStack
{
    private readonly List<PickleValue> _values = [];
    private readonly List<int> _marks = [];

    public int Count => _values.Count;

    public int Marks => _marks.Count;

    private int Fence => _marks.Count == 0 ? 0 : _marks[^1];

    public void Push(PickleValue value) => _values.Add(value);

    public void Mark() => _marks.Add(_values.Count);

    public bool TryPop(out PickleValue value)
    {
        if (!TryPeek(out value))
        {
            return false;
        }

        _values.RemoveAt(_values.Count - 1);
        return true;
    }

    public bool TryPeek(out PickleValue value)
    {
        value = default;
        if (_values.Count <= Fence)
        {
            return false;
        }

        value = _values[^1];
        return true;
    }

    /// <summary>Pops the last value, or the last mark if it is on top.</summary>
    public bool TryPopValueOrMark() => _marks.Count > 0 && Fence == _values.Count ? TryPopMark() : TryPop(out _);

    public bool TryPopMark()
    {
        if (_marks.Count == 0)
        {
            return false;
        }

        _values.RemoveRange(Fence, _values.Count - Fence);
        _marks.RemoveAt(_marks.Count - 1);
        return true;
    }

    /// <summary>Pops all values down to the last mark, and the mark.</summary>
    public bool TryPopToMark(out PickleValue[] values)
    {
        values = _marks.Count == 0 ? [] : _values.GetRange(Fence, _values.Count - Fence).ToArray();
        return TryPopMark();
    }

    /// <summary>Pops values, the first pushed first.</summary>
    public bool TryPop(int count, out PickleValue[] values)
    {
        values = [];
        if (_values.Count - Fence < count)
        {
            return false;
        }

        values = _values.GetRange(_values.Count - count, count).ToArray();
        _values.RemoveRange(_values.Count - count, count);
        return true;
    }
}
