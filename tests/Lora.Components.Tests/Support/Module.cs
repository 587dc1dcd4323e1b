using System.Reflection;
using System.Text.Json;
using Bunit;
using Microsoft.JSInterop;

namespace Lora.Components.Tests.Support;

/// <summary>
/// A mocked JavaScript module. Calls from .NET are set up in advance, and calls to .NET are serialized as JSON, like real ones.
/// </summary>
internal sealed class Module
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly BunitJSModuleInterop _module;

    public Module(BunitJSInterop interop, string path, params string[] functions)
    {
        _module = interop.SetupModule($"./_content/Lora.Components/{path}");
        Instance = _module.SetupModule("init", _ => true);
        foreach (var function in functions.Append("dispose"))
        {
            Instance.SetupVoid(function, _ => true).SetVoidResult();
        }
    }

    public BunitJSModuleInterop Instance { get; }

    public int Initialisations => _module.Invocations["init"].Count;

    /// <summary>Gets the arguments of <c>init</c>.</summary>
    public IReadOnlyList<object?> Arguments => _module.Invocations["init"].Single().Arguments;

    public IReadOnlyList<JSRuntimeInvocation> Calls(string function) => Instance.Invocations[function];

    /// <summary>Calls a method of the component like JavaScript.</summary>
    public async Task<object?> InvokeAsync(string method, object? argument = null)
    {
        var reference = Arguments.Single(candidate => candidate?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(DotNetObjectReference<>))!;
        var target = reference.GetType().GetProperty("Value")!.GetValue(reference)!;
        var invokable = target.GetType().GetMethods().Single(candidate => candidate.Name == method && candidate.GetCustomAttribute<JSInvokableAttribute>() is not null);
        var arguments = invokable.GetParameters()
            .Select(parameter => JsonSerializer.SerializeToElement(argument, Json).Deserialize(parameter.ParameterType, Json))
            .ToArray();
        var call = (Task)invokable.Invoke(target, arguments)!;
        await call;
        return call.GetType().GetProperty("Result")?.GetValue(call);
    }
}
