namespace Lora.Load;

/// <summary>Asks without pause whether hostile files may be uploaded.</summary>
internal static class HostilePreflight
{
    private static readonly TimeSpan AfterRejection = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(Uri address, string user, int number, Tally tally, CancellationToken cancellationToken)
    {
        using var client = Users.ClientOf(address, user);
        try
        {
            for (var round = number; ; round++)
            {
                var (name, bytes) = HostileFiles.All[round % HostileFiles.All.Count];
                using var request = new HttpRequestMessage(HttpMethod.Post, $"api/lora/inspect?fileName={name}&size={bytes.Length}&ranges=0-{bytes.Length - 1}")
                {
                    Content = new ByteArrayContent(bytes),
                };
                using var response = await tally.SendAsync(client, request, cancellationToken);
                if (response?.IsSuccessStatusCode != true)
                {
                    await Task.Delay(AfterRejection, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }
}
