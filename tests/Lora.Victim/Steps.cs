using System.Diagnostics;

namespace Lora.Victim;

/// <summary>Counts the steps of the stores: one before each call, and one after it. At the step a test names, the process is killed.</summary>
internal sealed class Steps
{
    private int _taken;
    private int _last = int.MaxValue;

    public int Taken => Volatile.Read(ref _taken);

    public void DieAt(int step)
    {
        Volatile.Write(ref _taken, 0);
        Volatile.Write(ref _last, step);
    }

    public void Take()
    {
        if (Interlocked.Increment(ref _taken) == Volatile.Read(ref _last))
        {
            Process.GetCurrentProcess().Kill();
            Environment.FailFast("It was to die here.");
        }
    }
}
