using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Lora.CrashHost;

/// <summary>Decorates a store so that each call has two steps: one before it and one after it.</summary>
public class CrashingProxy<T> : DispatchProxy
    where T : class
{
    private static readonly MethodInfo Generic = typeof(CrashingProxy<T>).GetMethod(nameof(FinishWithResultAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private object _inner = null!;
    private Steps _steps = null!;

    internal static T Wrap(object inner, Steps steps)
    {
        var proxy = Create<T, CrashingProxy<T>>();
        ((CrashingProxy<T>)(object)proxy)._inner = inner;
        ((CrashingProxy<T>)(object)proxy)._steps = steps;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.ReturnType;
        var isCall = typeof(Task).IsAssignableFrom(type);
        if (isCall)
        {
            _steps.Next();
        }

        object? result;
        try
        {
            result = targetMethod.Invoke(_inner, args);
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }

        return !isCall ? result
            : type.IsGenericType ? Generic.MakeGenericMethod(type.GenericTypeArguments[0]).Invoke(this, [result])
            : FinishAsync((Task)result!);
    }

    private async Task<TResult> FinishWithResultAsync<TResult>(Task<TResult> call)
    {
        var result = await call.ConfigureAwait(false);
        _steps.Next();
        return result;
    }

    private async Task FinishAsync(Task call)
    {
        await call.ConfigureAwait(false);
        _steps.Next();
    }
}
