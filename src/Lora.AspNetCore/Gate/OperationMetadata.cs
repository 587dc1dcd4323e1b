using Microsoft.AspNetCore.Builder;

namespace Lora.Gate;

/// <summary>Names the operation that a user must be allowed to call an endpoint.</summary>
/// <param name="Operation">The operation; <see langword="null"/>: none, the endpoint only tells what the user may do.</param>
internal sealed record OperationMetadata(LoraOperation? Operation);

internal static class OperationMetadataExtensions
{
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder builder, LoraOperation? operation) => builder.WithMetadata(new OperationMetadata(operation));
}
