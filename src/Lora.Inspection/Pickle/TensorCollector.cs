using System.Globalization;
using System.Text;
using Lora.Inspection.Tensors;

namespace Lora.Inspection.Pickle;

/// <summary>
/// Lists the tensors in the result of a pickle, with the names that loaders use: the keys of the path joined with dots, without an outer <c>state_dict</c>. Containers may
/// contain each other; each is visited once, without recursion.
/// </summary>
internal sealed class TensorCollector(int maxNesting)
{
    private const int LongestName = 2048;
    private const long NameBudget = 4 * 1024 * 1024;

    private readonly Stack<(string Name, PickleValue Value, int Depth)> _open = new();
    private readonly HashSet<object> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly TensorTableBuilder _table = new();
    private long _nameLength;

    public TensorContents Collect(PickleValue root)
    {
        _open.Push((string.Empty, root, 0));
        while (_open.TryPop(out var item))
        {
            Visit(item.Name, item.Value, item.Depth);
        }

        return new TensorContents(_table.Build(), new Dictionary<string, string>(StringComparer.Ordinal), -1);
    }

    private void Visit(string name, PickleValue value, int depth)
    {
        if (value.Content is PickleTensor tensor)
        {
            _table.Add(Encoding.UTF8.GetBytes(name), tensor.Type, tensor.Shape);
        }
        else if (value.MayHoldTensors && depth < maxNesting && _visited.Add(value.Content))
        {
            switch (value.Content)
            {
                case PickleMap map:
                    Open(name, map, depth);
                    break;
                case PickleList list:
                    Open(name, list.Items, depth);
                    break;
                case PickleTuple tuple:
                    Open(name, tuple.Items, depth);
                    break;
            }
        }
    }

    /// <summary>The last is pushed first, so that the tensors are listed in the order of the file.</summary>
    private void Open(string name, PickleMap map, int depth)
    {
        Push(name, map.State, depth);
        for (var index = map.Items.Count - 1; index >= 0; index--)
        {
            var (key, value) = map.Items[index];
            var part = key.Content as string ?? key.Number.ToString(CultureInfo.InvariantCulture);
            Push(IsWrapper(part, name, map) ? name : Join(name, part), value, depth);
        }
    }

    private void Open(string name, IReadOnlyList<PickleValue> items, int depth)
    {
        for (var index = items.Count - 1; index >= 0; index--)
        {
            if (items[index].MayHoldTensors)
            {
                Push(Join(name, index.ToString(CultureInfo.InvariantCulture)), items[index], depth);
            }
        }
    }

    private void Push(string name, PickleValue value, int depth)
    {
        if (value.MayHoldTensors && name.Length <= LongestName && _nameLength <= NameBudget)
        {
            _nameLength += name.Length;
            _open.Push((name, value, depth + 1));
        }
    }

    private static bool IsWrapper(string part, string name, PickleMap map) =>
        (name.Length == 0 && part == "state_dict") || (map.Type is null ? part == "_parameters" : part is "_parameters" or "_modules" or "_buffers");

    private static string Join(string name, string part) => name.Length == 0 ? part : string.Concat(name, ".", part);
}
