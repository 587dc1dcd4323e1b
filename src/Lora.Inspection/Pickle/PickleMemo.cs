namespace Lora.Inspection.Pickle;

/// <summary>The values that a pickle keeps under numbers. Numbers in a row lie in a list; the others, which only odd pickles have, in a dictionary.</summary>
internal sealed class PickleMemo
{
    private readonly List<PickleValue> _inARow = [];
    private readonly Dictionary<long, PickleValue> _others = [];

    public int Count => _inARow.Count + _others.Count;

    public void Put(long number, PickleValue value)
    {
        if (number < _inARow.Count)
        {
            _inARow[(int)number] = value;
        }
        else if (number == _inARow.Count && !_others.ContainsKey(number))
        {
            _inARow.Add(value);
        }
        else
        {
            _others[number] = value;
        }
    }

    public bool TryGet(long number, out PickleValue value)
    {
        if (number < 0 || number >= _inARow.Count)
        {
            return _others.TryGetValue(number, out value);
        }

        value = _inARow[(int)number];
        return true;
    }
}
