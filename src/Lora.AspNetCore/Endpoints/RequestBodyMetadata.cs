using Microsoft.AspNetCore.Builder;

namespace Lora.AspNetCore.Endpoints;

/// <summary>
/// Says what body an endpoint reads. The framework's own metadata for this makes routing answer a wrong content type with an empty 415,
/// before the gate could say anything.
/// </summary>
internal sealed record RequestBodyMetadata(Type Type, string ContentType);

internal static class RequestBodyMetadataExtensions
{
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder, string contentType = "application/json") =>
        builder.WithMetadata(new RequestBodyMetadata(typeof(T), contentType));
}
