namespace Lora.Storage.EntityFrameworkCore.Database;

/// <summary>What keeps a row from being inserted.</summary>
internal enum Obstacle
{
    /// <summary>Nothing that can be seen.</summary>
    None = 0,

    /// <summary>The very row is there: only the answer got lost.</summary>
    Itself = 1,

    /// <summary>Another row has the key.</summary>
    Key = 2,

    /// <summary>Another row has the id, which nobody should have given twice.</summary>
    Id = 3,
}
