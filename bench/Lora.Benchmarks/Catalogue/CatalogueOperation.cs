namespace Lora.Benchmarks.Catalogue;

/// <summary>One operation, as the toolkit does it and by hand. Both return the number of results.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Toolkit">Runs it with the toolkit.</param>
/// <param name="Hand">Runs the SQL that was written by hand; <see langword="null"/> if there is none to compare with.</param>
internal sealed record CatalogueOperation(string Name, Func<Task<int>> Toolkit, Func<Task<int>>? Hand);
