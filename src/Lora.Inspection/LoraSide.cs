namespace Lora.Inspection;

/// <summary>A side of a layer.</summary>
public enum LoraSide
{
    /// <summary>The numbers that go into it.</summary>
    Input = 0,

    /// <summary>The numbers that come out of it.</summary>
    Output = 1,
}
