using Lora.AspNetCore.Network;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora;

/// <summary>How the web server takes uploads in.</summary>
public static class LoraNetworkBuilderExtensions
{
    /// <summary>
    /// Has Kestrel read its connections in blocks of 64 KiB instead of 4 KiB, by which parts that pass through the application cost it less processor time. It counts
    /// for the whole server, not only for uploads: each connection and each HTTP/2 stream on which bytes come in or go out holds blocks of that size, so keep
    /// <c>Http2.MaxStreamsPerConnection</c> low where strangers connect. Up to 8 MiB are kept for later. Replaces an <see cref="IMemoryPoolFactory{T}"/> of the host's own.
    /// </summary>
    public static LoraBuilder UseLargeReads(this LoraBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IMemoryPoolFactory<byte>, ReadBlocks>());
        return builder;
    }
}
