namespace Lora.AspNetCore.Filters;

/// <summary>Marks an endpoint that a ticket authorizes instead of a user.</summary>
internal sealed class TicketMetadata
{
    public static TicketMetadata Instance { get; } = new();
}
