namespace Lora.Storage;

/// <summary>Reports how far a store is in writing the rows of an earlier version again. Several servers can upgrade together; each reports its own rows.</summary>
/// <param name="done">The number of rows that were written.</param>
/// <param name="total">The number of rows at the beginning.</param>
internal delegate void UpgradeReport(long done, long total);
