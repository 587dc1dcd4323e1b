using Microsoft.AspNetCore.Builder;

namespace Lora.AspNetCore.Filters;

/// <summary>Names the operation that an endpoint requires.</summary>
/// <param name="Operation">The operation, or <see langword="null"/> for an endpoint that only returns what the user may do.</param>
/// <param name="Change">What a call changes, for the audit event if it is denied, or <see langword="null"/> for an endpoint that changes nothing.</param>
internal sealed record OperationMetadata(LoraOperation? Operation, LoraAuditAction? Change);

internal static class OperationMetadataExtensions
{
    public static RouteHandlerBuilder Requires(this RouteHandlerBuilder builder, LoraOperation? operation, LoraAuditAction? change = null) =>
        builder.WithMetadata(new OperationMetadata(operation, change));
}
