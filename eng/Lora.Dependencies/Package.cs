namespace Lora.Dependencies;

/// <summary>A NuGet package that a project of the toolkit brings.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version, as it was resolved.</param>
/// <param name="Licence">Its licence, as its nuspec states it.</param>
/// <param name="IsDirect">Whether the project references it itself.</param>
internal sealed record Package(string Id, string Version, string Licence, bool IsDirect);
