namespace Lora.Components;

/// <summary>Under which heading the open selector offers a LoRA. Each LoRA is offered once.</summary>
internal enum LoraOptionGroup
{
    Recent = 0,
    All = 1,

    /// <summary>Those that do not fit.</summary>
    Wrong = 2,
}
