namespace Lora.EndToEnd.Tests.Faults;

/// <summary>A way that bytes go.</summary>
public enum Road
{
    /// <summary>From the page to the application.</summary>
    Front,

    /// <summary>From the application to storage.</summary>
    Behind,

    /// <summary>From the page to storage.</summary>
    Beside,
}
