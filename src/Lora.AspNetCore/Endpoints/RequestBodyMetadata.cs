using Microsoft.AspNetCore.Builder;

namespace Lora.AspNetCore.Endpoints;

/// <summary>
/// Describes the body that an endpoint reads. With the framework's own metadata, routing would answer a wrong content type with an empty 415 before the request filter runs.
/// </summary>
internal sealed record RequestBodyMetadata(Type Type, string ContentType);

internal static class RequestBodyMetadataExtensions
{
    public static RouteHandlerBuilder Accepts<T>(this RouteHandlerBuilder builder, string contentType = "application/json") =>
        builder.WithMetadata(new RequestBodyMetadata(typeof(T), contentType));
}
