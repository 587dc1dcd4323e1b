namespace Lora;

/// <summary>An object that no row names.</summary>
/// <param name="StorageKey">Its key.</param>
/// <param name="FileName">The file name in its key.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="ModifiedAt">When it was written (UTC).</param>
/// <param name="Workspace">The workspace it belongs to by its key; <see langword="null"/> where that cannot be told.</param>
public sealed record LoraSyncObject(string StorageKey, string FileName, long Size, DateTimeOffset ModifiedAt, string? Workspace);
