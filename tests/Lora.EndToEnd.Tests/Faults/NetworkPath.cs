namespace Lora.EndToEnd.Tests.Faults;

/// <summary>Specifies the two ends of a network connection.</summary>
public enum NetworkPath
{
    /// <summary>Between the page and the application.</summary>
    PageToApplication,

    /// <summary>Between the application and the storage.</summary>
    ApplicationToStorage,

    /// <summary>Between the page and the storage.</summary>
    PageToStorage,
}
