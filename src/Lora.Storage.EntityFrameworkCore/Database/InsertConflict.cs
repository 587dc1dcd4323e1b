namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>Specifies what a row that is inserted conflicts with.</summary>
internal enum InsertConflict
{
    /// <summary>No conflict was found.</summary>
    None = 0,

    /// <summary>The same row was inserted before, and only the response was lost.</summary>
    Itself = 1,

    /// <summary>Another row has the key.</summary>
    Key = 2,

    /// <summary>Another row has the id, which is an error of the caller.</summary>
    Id = 3,
}
