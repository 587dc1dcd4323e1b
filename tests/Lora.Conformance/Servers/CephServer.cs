namespace Lora.Conformance.Servers;

/// <summary>The S3 server that <c>eng/ceph.sh start</c> runs. A test that needs it fails if it doesn't run, and says how to start it.</summary>
/// <param name="Endpoint">The URL of the server.</param>
/// <param name="Bucket">A bucket of the first user that always exists.</param>
/// <param name="AccessKey">The first user's access key.</param>
/// <param name="SecretKey">The first user's secret key.</param>
/// <param name="OtherAccessKey">The access key of another user, who has no access to the first one's data.</param>
/// <param name="OtherSecretKey">The other user's secret key.</param>
public sealed record CephServer(
    string Endpoint, string Bucket, string AccessKey, string SecretKey, string OtherAccessKey, string OtherSecretKey)
{
    private const string Start = "Run 'eng/ceph.sh start', then run the tests again.";
    private static readonly Lazy<Task<CephServer>> Running = new(ConnectAsync);

    /// <summary>Returns the running server, which is looked up once.</summary>
    public static Task<CephServer> GetAsync() => Running.Value;

    private static async Task<CephServer> ConnectAsync()
    {
        var settings = ServerSettings.Read("ceph.env");
        var server = new CephServer(
            Setting("ENDPOINT"), Setting("BUCKET"), Setting("ACCESS_KEY"), Setting("SECRET_KEY"), Setting("OTHER_ACCESS_KEY"), Setting("OTHER_SECRET_KEY"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(15) };
        try
        {
            using var response = await http.GetAsync(new Uri(server.Endpoint));
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            throw new InvalidOperationException($"The S3 server for tests doesn't respond at {server.Endpoint}. {Start}", exception);
        }

        return server;

        string Setting(string name) => settings.Find("LORA_TEST_S3_" + name)
            ?? throw new InvalidOperationException($"Tests need an S3 server, and LORA_TEST_S3_{name} is not set. {Start}");
    }
}
