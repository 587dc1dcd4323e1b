using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Lora.Victim;

/// <summary>A store whose every call is two steps.</summary>
public class Deadly<T> : DispatchProxy
    where T : class
{
    private static readonly MethodInfo Generic = typeof(Deadly<T>).GetMethod(nameof(FinishAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;
    private object _inner = null!;
    private Steps _steps = null!;

    internal static T Around(object inner, Steps steps)
    {
        var proxy = Create<T, Deadly<T>>();
        ((Deadly<T>)(object)proxy)._inner = inner;
        ((Deadly<T>)(object)proxy)._steps = steps;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.ReturnType;
        var isCall = typeof(Task).IsAssignableFrom(type);
        if (isCall)
        {
            _steps.Take();
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
            : EndAsync((Task)result!);
    }

    private async Task<TResult> FinishAsync<TResult>(Task<TResult> call)
    {
        var result = await call.ConfigureAwait(false);
        _steps.Take();
        return result;
    }

    private async Task EndAsync(Task call)
    {
        await call.ConfigureAwait(false);
        _steps.Take();
    }
}
