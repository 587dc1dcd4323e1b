namespace Lora.Catalog;

/// <summary>Where a LoRA record stands in its life. Only <see cref="Ready"/> is ever listed, resolved or served.</summary>
public enum LoraState
{
    /// <summary>Its object is stored and verified.</summary>
    Ready = 0,

    /// <summary>Hidden: somebody deleted it. Its object may or may not be gone yet; the sweeper finishes what was begun.</summary>
    Deleting = 1,
}
