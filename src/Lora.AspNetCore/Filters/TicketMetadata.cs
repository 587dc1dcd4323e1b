namespace Lora.AspNetCore.Filters;

/// <summary>Marks an endpoint whose ticket stands for the user.</summary>
internal sealed class TicketMetadata
{
    public static TicketMetadata Instance { get; } = new();
}
