using System.Reflection;
using Lora.Storage;

namespace Lora.Core.Tests.Audit;

/// <summary>A store that keeps records and nothing else.</summary>
public interface IPlainStores : ILoraStore;

/// <summary>Nobody gets so far as to call it.</summary>
public class PlainStore : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
}
