namespace Lora.EndToEnd.Tests.BackEnds;

/// <summary>A row of the records or the uploads table.</summary>
/// <param name="Key">The storage key.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="State">The number of its state; 0 is Ready for a record and Open for an upload.</param>
internal sealed record StoredRow(string Key, long Size, int State);
