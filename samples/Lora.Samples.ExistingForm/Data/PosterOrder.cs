using System.ComponentModel.DataAnnotations;

namespace Lora.Samples.ExistingForm.Data;

/// <summary>The host's own model, with its own rules. The LoRA is a text like any other.</summary>
internal sealed class PosterOrder
{
    public int Id { get; set; }

    [Required(ErrorMessage = "Say what the poster should show.")]
    [StringLength(500)]
    public string Motif { get; set; } = "";

    [Range(1, 50, ErrorMessage = "Order 1 to 50 copies.")]
    public int Copies { get; set; } = 1;

    [Required(ErrorMessage = "Choose the style of the poster.")]
    public string? Style { get; set; }
}
