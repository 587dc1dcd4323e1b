using Lora;
using Lora.Testing;

namespace Studio.Testing;

internal static class DelayedCalls
{
    public static async Task ScriptAsync(ScriptedLoraClient client, LoraItem neon)
    {
        // begin: testing-script
        using (var delay = client.DelayNext(nameof(ILoraClient.ListAsync)))
        {
            // … render, and verify that the page shows that it loads
            delay.Release();
        }

        client.FailNext(nameof(ILoraClient.RenameAsync), new LoraIssue(LoraErrorCodes.LoraConflict, "Someone else changed it."));
        client.Allowed = [LoraOperation.View];                  // the user may not upload, edit or delete
        client.Remove(neon.Id);                                 // another user deleted it …
        client.Notify(LoraChangeKind.Removed, neon.Id);         // … and the page is notified
        Assert.Contains(client.Calls, call => call.Member == nameof(ILoraClient.ListAsync));
        // end
        await Task.CompletedTask;
    }
}
