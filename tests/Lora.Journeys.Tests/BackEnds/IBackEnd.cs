namespace Lora.Journeys.Tests.BackEnds;

/// <summary>A real database and a real file store.</summary>
public interface IBackEnd : IAsyncDisposable
{
    /// <summary>The prefix of the storage keys of this run.</summary>
    string KeyPrefix { get; }

    Task StartAsync();

    void Use(LoraBuilder lora);
}
