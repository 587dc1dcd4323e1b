namespace Lora.Limits;

/// <summary>One place of a budget, given back when this is disposed of.</summary>
internal sealed class BudgetHold(SharedBudget budget, LoraWorkspaceId workspace) : IDisposable
{
    private int _isReleased;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            budget.Release(workspace, 1);
        }
    }
}
