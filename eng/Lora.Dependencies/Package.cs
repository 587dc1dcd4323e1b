namespace Lora.Dependencies;

/// <summary>A NuGet dependency of a project of the toolkit.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The resolved version.</param>
/// <param name="Licence">The licence in its nuspec.</param>
/// <param name="IsDirect">Whether the project references it directly.</param>
internal sealed record Package(string Id, string Version, string Licence, bool IsDirect);
