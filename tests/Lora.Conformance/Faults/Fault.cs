namespace Lora.Conformance.Faults;

/// <summary>
/// Decides at every step of a decorated store what happens. A step has the name of the method, with <c>before</c> or <c>after</c>, as in <c>DeleteAsync:after</c>;
/// a list has a step <c>next</c> behind each item.
/// </summary>
public sealed class Fault
{
    private readonly Lock _lock = new();
    private readonly List<(string Step, Func<Exception> Make)> _once = [];
    private readonly List<(string Step, Func<Task> Action)> _meanwhile = [];
    private readonly Dictionary<string, Func<Task>> _always = new(StringComparer.Ordinal);
    private int? _dieAt;
    private string? _dieAtStep;
    private bool _dead;

    /// <summary>How many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the process is dead.</summary>
    public bool IsDead => _dead;

    /// <summary>From the given step on, counted from 1, nothing works any more: the process is dead.</summary>
    public void DieAt(int step) => _dieAt = step;

    /// <summary>From the given step on, the next time it comes, nothing works any more.</summary>
    public void DieAt(string step) => _dieAtStep = step;

    /// <summary>The next time the step comes, the exception is thrown; after that all is well again.</summary>
    public void Once(string step, Func<Exception> make)
    {
        lock (_lock)
        {
            _once.Add((step, make));
        }
    }

    /// <summary>The next time the step comes, something else happens before it goes on: what another machine does in this very moment.</summary>
    public void Meanwhile(string step, Func<Task> action)
    {
        lock (_lock)
        {
            _meanwhile.Add((step, action));
        }
    }

    /// <summary>Every time the step comes, something else happens before it goes on, until another action or <see langword="null"/> takes its place.</summary>
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
            _dead = _dead || Steps == _dieAt || string.Equals(step, _dieAtStep, StringComparison.Ordinal);
            if (_dead)
            {
                throw new ProcessDiedException();
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
