using Microsoft.AspNetCore.Builder;

namespace Lora.AspNetCore.Filters;

/// <summary>Names the operation that a user must be allowed to call an endpoint.</summary>
/// <param name="Operation">The operation; <see langword="null"/>: none, the endpoint only returns what the user may do.</param>
/// <param name="Change">What a call changes, for the audit event if it is denied; <see langword="null"/> for an endpoint that changes nothing.</param>
internal sealed record OperationMetadata(LoraOperation? Operation, LoraAuditAction? Change);

internal static class OperationMetadataExtensions
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder builder, LoraOperation? operation, LoraAuditAction? change = null) =>
        builder.WithMetadata(new OperationMetadata(operation, change));
}
