namespace Lora.Load;

/// <summary>The users of the sample, who are told apart by a cookie.</summary>
internal static class Users
{
    public const string Cookie = "demo-user";

    public static HttpClient ClientOf(Uri address, string user)
    {
#pragma warning disable CA5400 // No certificate is used on loopback.
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(1) };
#pragma warning restore CA5400
        client.DefaultRequestHeaders.Add("Cookie", $"{Cookie}={user}");
        return client;
    }
}
