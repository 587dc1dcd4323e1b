using Bunit;
using Microsoft.JSInterop;

namespace Lora.Components.Tests.Support;

/// <summary>A JavaScript module that fails to load.</summary>
internal sealed class MissingModule(string path) : JSRuntimeInvocationHandlerBase<IJSObjectReference>(
    invocation => invocation.Identifier == "import" && invocation.Arguments[0] is string address && address.EndsWith(path, StringComparison.Ordinal), isCatchAllHandler: false)
{
    protected override Task<IJSObjectReference> HandleAsync(JSRuntimeInvocation invocation) =>
        Task.FromException<IJSObjectReference>(new JSException("Failed to fetch dynamically imported module."));
}
