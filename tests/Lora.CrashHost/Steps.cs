using System.Diagnostics;

namespace Lora.CrashHost;

/// <summary>Counts the steps of the stores, one before each call and one after it, and kills the process at the step that a test chooses.</summary>
internal sealed class Steps
{
    private int _count;
    private int _crashAt = int.MaxValue;

    public int Count => Volatile.Read(ref _count);

    public void CrashAt(int step)
    {
        Volatile.Write(ref _count, 0);
        Volatile.Write(ref _crashAt, step);
    }

    public void Next()
    {
        if (Interlocked.Increment(ref _count) == Volatile.Read(ref _crashAt))
        {
            Process.GetCurrentProcess().Kill();
            Environment.FailFast("The process must not survive the kill.");
        }
    }
}
