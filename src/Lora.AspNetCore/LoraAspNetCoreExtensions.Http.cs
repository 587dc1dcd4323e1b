using Lora.AspNetCore.Network;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <content>Configuration of the HTTP API, and of how the web server reads uploads.</content>
public static partial class LoraAspNetCoreExtensions
{
    /// <summary>Configures the HTTP API, as in <c>ConfigureHttp(http => http.PublicUrl = new Uri("https://studio.example"))</c>. Can be called more than once.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options.</param>
    public static LoraBuilder ConfigureHttp(this LoraBuilder builder, Action<LoraHttpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>
    /// Makes Kestrel read its connections in buffers of 64 KiB instead of 4 KiB, so that parts which pass through the application use less processor time. It applies to the
    /// whole server, not only to uploads: each connection and each active HTTP/2 stream holds buffers of that size, so keep <c>Http2.MaxStreamsPerConnection</c> low where
    /// unknown clients connect. Up to 8 MiB are pooled. Replaces the host's <see cref="IMemoryPoolFactory{T}"/>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    public static LoraBuilder UseLargeReads(this LoraBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IMemoryPoolFactory<byte>, ReadBufferPool>());
        return builder;
    }
}
