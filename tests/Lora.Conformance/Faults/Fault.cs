namespace Lora.Conformance.Faults;

/// <summary>
/// Decides what happens at every step of a decorated store. A step is the name of the method with <c>before</c> or <c>after</c>, as in <c>DeleteAsync:after</c>;
/// a list has a step <c>next</c> after each item.
/// </summary>
public sealed class Fault
{
    private readonly Lock _lock = new();
    private readonly List<(string Step, Func<Exception> Make)> _once = [];
    private readonly List<(string Step, Func<Task> Action)> _meanwhile = [];
    private readonly Dictionary<string, Func<Task>> _always = new(StringComparer.Ordinal);
    private int? _crashAt;
    private string? _crashAtStep;
    private bool _hasCrashed;

    /// <summary>The number of steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the simulated process has crashed.</summary>
    public bool HasCrashed => _hasCrashed;

    /// <summary>Simulates a crash at the given step, counted from 1: this and all later steps fail.</summary>
    public void CrashAt(int step) => _crashAt = step;

    /// <summary>Simulates a crash at the next occurrence of the step: this and all later steps fail.</summary>
    public void CrashAt(string step) => _crashAtStep = step;

    /// <summary>Throws the exception at the next occurrence of the step only.</summary>
    public void Once(string step, Func<Exception> make)
    {
        lock (_lock)
        {
            _once.Add((step, make));
        }
    }

    /// <summary>Runs an action at the next occurrence of the step, such as an operation of another machine at the same moment.</summary>
    public void Meanwhile(string step, Func<Task> action)
    {
        lock (_lock)
        {
            _meanwhile.Add((step, action));
        }
    }

    /// <summary>Runs an action at every occurrence of the step, until it is replaced by another action or <see langword="null"/>.</summary>
    public void Always(string step, Func<Task>? action)
    {
        lock (_lock)
        {
            _always.Remove(step);
            if (action is not null)
            {
                _always.Add(step, action);
            }
        }
    }

    internal void At(string step)
    {
        lock (_lock)
        {
            Steps++;
            _hasCrashed = _hasCrashed || Steps == _crashAt || string.Equals(step, _crashAtStep, StringComparison.Ordinal);
            if (_hasCrashed)
            {
                throw new ProcessCrashedException();
            }

            var index = _once.FindIndex(fault => fault.Step == step);
            if (index >= 0)
            {
                var make = _once[index].Make;
                _once.RemoveAt(index);
                throw make();
            }
        }
    }

    internal async Task<T> RunAsync<T>(string method, Func<Task<T>> call)
    {
        await AtAsync(method + ":before");
        var result = await call();
        await AtAsync(method + ":after");
        return result;
    }

    internal async IAsyncEnumerable<T> EachAsync<T>(string method, IAsyncEnumerable<T> items)
    {
        At(method + ":before");
        await foreach (var item in items)
        {
            yield return item;
            At(method + ":next");
        }

        At(method + ":after");
    }

    internal async Task RunAsync(string method, Func<Task> call)
    {
        await AtAsync(method + ":before");
        await call();
        await AtAsync(method + ":after");
    }

    private async Task AtAsync(string step)
    {
        At(step);
        Func<Task>? action;
        lock (_lock)
        {
            var index = _meanwhile.FindIndex(other => other.Step == step);
            action = _always.GetValueOrDefault(step);
            if (index >= 0)
            {
                action = _meanwhile[index].Action;
                _meanwhile.RemoveAt(index);
            }
        }

        if (action is not null)
        {
            await action();
        }
    }
}
