namespace Lora.EndToEnd.Tests.Faults;

/// <summary>A way that bytes go.</summary>
public enum NetworkPath
{
    /// <summary>From the page to the application.</summary>
    PageToApplication,

    /// <summary>From the application to storage.</summary>
    ApplicationToStorage,

    /// <summary>From the page to storage.</summary>
    PageToStorage,
}
