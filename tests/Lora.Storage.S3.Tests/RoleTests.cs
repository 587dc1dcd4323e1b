using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Amazon.Runtime;
using Lora.Conformance.Servers;
using Lora.Storage.S3.Signing;
using Lora.Testing;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Temporary credentials of a role, which require a session token.</summary>
public sealed class RoleTests(BucketHarness harness) : IClassFixture<BucketHarness>
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    [Fact]
    public async Task Store_works_with_credentials_of_a_role()
    {
        await using var services = Build(await AssumeAsync());
        var store = (IPartSigningFileStore)services.GetRequiredService<ILoraFileStore>();
        var upload = await TestUpload.BeginAsync(store, new LoraPartPlan(harness.SmallestPart + 1000L, harness.SmallestPart), seed: 71);
        await upload.PutWithDigestAsync(1);
        var signed = await store.SignPartAsync(upload.Key, upload.Name, upload.Plan, 2, await upload.HashAsync(2), TimeSpan.FromMinutes(5));

        using var request = new HttpRequestMessage(HttpMethod.Put, signed.Url) { Content = new StreamContent(upload.ContentOf(2)) };
        request.Content.Headers.ContentLength = 1000;
        foreach (var (name, value) in signed.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();

        using var read = await Http.GetAsync((await ((IPresigningFileStore)store).PresignReadAsync(upload.Key, TimeSpan.FromMinutes(5))).Url);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
    }

    [Fact]
    public async Task Role_without_its_session_token_is_rejected()
    {
        var (key, secret, _) = await AssumeAsync();
        await using var services = Build((key, secret, null));
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => services.GetRequiredService<ILoraFileStore>().WriteAsync(LoraFileStoreFixture.NewKey(), new GeneratedContent(1, 10), 10));
    }

    private ServiceProvider Build((string Key, string Secret, string? Token) role) => harness.Build(options =>
    {
        options.AccessKey = null;
        options.SecretKey = null;
        options.Credentials = role.Token is null ? new BasicAWSCredentials(role.Key, role.Secret) : new SessionAWSCredentials(role.Key, role.Secret, role.Token);
    });

    private async Task<(string Key, string Secret, string? Token)> AssumeAsync()
    {
        var role = ServerSettings.Read("ceph.env").Find("LORA_TEST_S3_ROLE") ?? throw new InvalidOperationException("The S3 server has no role. Run 'eng/ceph.sh start' again.");
        var body = Encoding.ASCII.GetBytes($"Action=AssumeRole&Version=2011-06-15&RoleSessionName=lora&RoleArn={Uri.EscapeDataString(role)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(harness.Server.Endpoint)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        var caller = new ImmutableCredentials(harness.Server.AccessKey, harness.Server.SecretKey, null);
        S3Signature.Sign(new S3SigningScope(caller, "us-east-1", DateTimeOffset.UtcNow), request, Convert.ToHexStringLower(SHA256.HashData(body)));
        using var response = await Http.SendAsync(request);
        var answer = XElement.Parse(await response.Content.ReadAsStringAsync());
        return (Value("AccessKeyId"), Value("SecretAccessKey"), Value("SessionToken"));

        string Value(string name) => answer.Descendants().Single(element => element.Name.LocalName == name).Value;
    }
}
