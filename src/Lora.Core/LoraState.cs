namespace Lora;

/// <summary>Specifies the state of a LoRA record. Only <see cref="Ready"/> LoRAs are resolved or served.</summary>
public enum LoraState
{
    /// <summary>The object is stored and verified.</summary>
    Ready = 0,

    /// <summary>A user deleted the LoRA. It is hidden; the sweeper finishes the delete if it was interrupted.</summary>
    Deleting = 1,

    /// <summary>The object is missing from storage or has another size. The facts are kept, and when the object is back, the LoRA is <see cref="Ready"/> again.</summary>
    Missing = 2,
}
