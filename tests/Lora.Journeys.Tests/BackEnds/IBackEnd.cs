namespace Lora.Journeys.Tests.BackEnds;

/// <summary>A database and a file store, both of them real.</summary>
public interface IBackEnd : IAsyncDisposable
{
    Task StartAsync();

    void Use(LoraBuilder lora);
}
