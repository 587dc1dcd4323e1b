using System.Runtime.CompilerServices;

namespace Lora.Components;

/// <summary>
/// Keeps the first page of the selector that was opened last, to show it at once when it is opened again. A circuit keeps a single page, however many selectors it has.
/// </summary>
internal sealed class LoraKeptOptions
{
    // The services of a circuit belong to one user, while a host can share a client between users.
    private static readonly ConditionalWeakTable<IServiceProvider, LoraKeptOptions> Circuits = [];

    private LoraOptionSource? _owner;
    private LoraOptionResult? _result;

    public static LoraKeptOptions Of(IServiceProvider services) => Circuits.GetOrAdd(services, static _ => new LoraKeptOptions());

    public LoraOptionResult? Find(LoraOptionSource owner) => ReferenceEquals(_owner, owner) ? _result : null;

    public void Keep(LoraOptionSource owner, LoraOptionResult result) => (_owner, _result) = (owner, result);

    public void Forget(LoraOptionSource owner)
    {
        if (ReferenceEquals(_owner, owner))
        {
            (_owner, _result) = (null, null);
        }
    }
}
