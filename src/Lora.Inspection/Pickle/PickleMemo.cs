namespace Lora.Inspection.Pickle;

/// <summary>The memo of a pickle. Consecutive numbers are in a list; others, which only unusual pickles have, in a dictionary.</summary>
internal sealed class PickleMemo
{
    private readonly List<PickleValue> _consecutive = [];
    private readonly Dictionary<long, PickleValue> _others = [];

    public int Count => _consecutive.Count + _others.Count;

    public void Put(long number, PickleValue value)
    {
        if (number < _consecutive.Count)
        {
            _consecutive[(int)number] = value;
        }
        else if (number == _consecutive.Count && !_others.ContainsKey(number))
        {
            _consecutive.Add(value);
        }
        else
        {
            _others[number] = value;
        }
    }

    public bool TryGet(long number, out PickleValue value)
    {
        if (number < 0 || number >= _consecutive.Count)
        {
            return _others.TryGetValue(number, out value);
        }

        value = _consecutive[(int)number];
        return true;
    }
}
