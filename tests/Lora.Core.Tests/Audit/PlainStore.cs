using System.Reflection;
using Lora.Storage;

namespace Lora.Core.Tests.Audit;

/// <summary>A store without audit support.</summary>
public interface IPlainStores : ILoraStore;

/// <summary>Never called.</summary>
public class PlainStore : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
}
