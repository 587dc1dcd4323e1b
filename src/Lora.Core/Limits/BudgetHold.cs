namespace Lora.Limits;

/// <summary>One reserved unit of a budget. Dispose releases it.</summary>
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
