using System.ComponentModel.DataAnnotations;

namespace Lora.Samples.ExistingForm.Data;

/// <summary>The host's own model, with its own validation. The LoRA is a string like any other.</summary>
internal sealed class PosterOrder
{
    public int Id { get; set; }

    [Required(ErrorMessage = "Describe what the poster should show.")]
    [StringLength(500)]
    public string Motif { get; set; } = "";

    [Range(1, 50, ErrorMessage = "Enter a number from 1 to 50.")]
    public int Copies { get; set; } = 1;

    [Required(ErrorMessage = "Select a style.")]
    public string? Style { get; set; }
}
