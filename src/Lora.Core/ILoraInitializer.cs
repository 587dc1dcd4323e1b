namespace Lora;

/// <summary>Runs before the application serves its first request.</summary>
internal interface ILoraInitializer
{
    /// <summary>Initializes. Several machines can call it at the same time.</summary>
    Task InitializeAsync(CancellationToken cancellationToken = default);
}
