namespace Lora;

/// <summary>Something that must be done before the application serves its first request.</summary>
internal interface ILoraInitializer
{
    /// <summary>Does it. May be called on several machines at once.</summary>
    Task InitializeAsync(CancellationToken cancellationToken = default);
}
