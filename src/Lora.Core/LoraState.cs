namespace Lora;

/// <summary>Where a LoRA record stands in its life. Only <see cref="Ready"/> is ever resolved or served.</summary>
public enum LoraState
{
    /// <summary>Its object is stored and verified.</summary>
    Ready = 0,

    /// <summary>Hidden: somebody deleted it. Its object may or may not be gone yet; the sweeper finishes what was begun.</summary>
    Deleting = 1,

    /// <summary>Storage has lost its object, or has one of another size in its place. What is known of it stays, and when the object is back, it is <see cref="Ready"/> again.</summary>
    Missing = 2,
}
