namespace Lora.Journeys.Tests.BackEnds;

/// <summary>A database and a file store, both of them real.</summary>
public interface IBackEnd : IAsyncDisposable
{
    /// <summary>What the keys of this run begin with.</summary>
    string KeyPrefix { get; }

    Task StartAsync();

    void Use(LoraBuilder lora);
}
