using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Diagnosis;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>The problems that are reported for a bucket. The check leaves nothing behind.</summary>
public sealed class BucketDiagnosisTests : OwnBucketTests
{
    private const string Studio = "https://studio.example";

    [Fact]
    public async Task Configured_bucket_has_no_problems_and_is_not_changed()
    {
        await SetUpAsync();

        Assert.Empty(await DiagnoseAsync(origin: Studio));
        Assert.Empty(await Harness.Administration.DiagnoseAsync());
        Assert.Empty(await Harness.Store.DiagnoseAsync());

        var listing = (IListingFileStore)Harness.Store;
        Assert.Empty(await listing.ListAsync("").ToListAsync());
        Assert.Empty(await listing.ListUploadsUnderAsync("").ToListAsync());
    }

    [Fact]
    public async Task New_bucket_lacks_rules_and_the_message_says_how_to_add_them()
    {
        var problems = await DiagnoseAsync();

        Assert.Equal([S3ProblemCodes.Cors, S3ProblemCodes.Rules], problems.Select(problem => problem.Code));
        Assert.All(problems, problem => Assert.False(problem.IsSevere));
        Assert.Contains("EnsureCorsAsync", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains(BucketHarness.KeepsDigests ? "x-amz-checksum-sha256" : "x-amz-content-sha256", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("EnsureBucketRulesAsync", problems[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LoraUploadTransport.Auto, false)]
    [InlineData(LoraUploadTransport.Direct, true)]
    public async Task Missing_CORS_is_severe_when_uploads_have_no_other_transport(LoraUploadTransport transport, bool isSevere)
    {
        await SetUpAsync();
        var problem = Assert.Single(await DiagnoseAsync(manage: options => options.Transport = transport, origin: "https://elsewhere.example"));

        Assert.Equal((S3ProblemCodes.Cors, isSevere), (problem.Code, problem.IsSevere));
        Assert.Contains("https://elsewhere.example ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CORS_is_not_checked_when_uploads_go_through_the_application()
    {
        await Harness.Administration.EnsureBucketRulesAsync();
        Assert.Empty(await DiagnoseAsync(manage: static options => options.Transport = LoraUploadTransport.Proxied));
    }

    [Fact]
    public async Task Lifecycle_rule_that_aborts_active_sessions_is_severe()
    {
        await SetUpAsync();
        var problem = Assert.Single(await DiagnoseAsync(manage: static options => options.UploadLifetime = TimeSpan.FromDays(10)));
        Assert.Equal((S3ProblemCodes.Rules, true), (problem.Code, problem.IsSevere));
        Assert.Contains("7 days", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_the_only_problem_reported()
    {
        AssertOnly(S3ProblemCodes.Credentials, "secret key", await DiagnoseAsync(options => options.SecretKey = "wrong" + options.SecretKey));
        AssertOnly(S3ProblemCodes.Credentials, "access key", await DiagnoseAsync(static options => options.AccessKey = "NOBODY"));
    }

    [Fact]
    public async Task Missing_bucket_is_the_only_problem_reported() =>
        AssertOnly(S3ProblemCodes.Missing, "create it", await DiagnoseAsync(options => options.Bucket = "no-such-" + options.Bucket));

    [Fact]
    public async Task Unreachable_server_is_the_only_problem_reported()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        listener.Stop();
        AssertOnly(S3ProblemCodes.Unreachable, "can't be reached", await DiagnoseAsync(options => options.ServiceUrl = address));
    }

    [Fact]
    public async Task Server_without_S3_is_the_only_problem_reported()
    {
        await using var server = new ScriptedServer(static _ => new ScriptedResponse(404, "<html>Not here</html>"));
        AssertOnly(S3ProblemCodes.Unreachable, "S3 server", await DiagnoseAsync(options => options.ServiceUrl = server.Address));
    }

    [Fact]
    public async Task Bucket_of_another_user_can_be_neither_listed_nor_written()
    {
        var problems = await DiagnoseAsync(AsOther);
        Assert.Subset(problems.Select(problem => problem.Code).ToHashSet(), new HashSet<string> { S3ProblemCodes.List, S3ProblemCodes.Write, S3ProblemCodes.Delete });
        Assert.All(problems.Where(problem => problem.Code == S3ProblemCodes.Write), problem => Assert.True(problem.IsSevere));
    }

    [Theory]
    [InlineData("\"s3:ListBucket\",\"s3:GetObject\"", S3ProblemCodes.Write, S3ProblemCodes.Delete)]
    [InlineData("\"s3:ListBucket\",\"s3:GetObject\",\"s3:DeleteObject\"", S3ProblemCodes.Write)]
    public async Task Each_missing_permission_is_reported(string actions, params string[] codes)
    {
        await SetUpAsync();
        using var client = Harness.NewClient();
        await client.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = Harness.Bucket,
            Policy = $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/other"]},"Action":[{{actions}}],
                "Resource":["arn:aws:s3:::{{Harness.Bucket}}","arn:aws:s3:::{{Harness.Bucket}}/*"]}]}
                """,
        });

        var problems = await DiagnoseAsync(AsOther, origin: Studio);

        Assert.Equal(codes, problems.Where(problem => problem.IsSevere).Select(problem => problem.Code));
    }

    [Fact]
    public async Task Versioned_bucket_is_reported_and_no_version_is_left()
    {
        await SetUpAsync();
        using var client = Harness.NewClient();
        await client.PutBucketVersioningAsync(new() { BucketName = Harness.Bucket, VersioningConfig = new() { Status = VersionStatus.Enabled } });

        var problem = Assert.Single(await DiagnoseAsync());

        Assert.Equal((S3ProblemCodes.Versioning, false), (problem.Code, problem.IsSevere));
        Assert.Empty((await client.ListVersionsAsync(Harness.Bucket)).Versions ?? []);
    }

    [Fact]
    public async Task Server_that_does_not_verify_checksums_is_reported()
    {
        await SetUpAsync();
        var problems = await DiagnoseAsync(static options => options.ChecksumMode = RequestChecksumCalculation.WHEN_SUPPORTED, origin: Studio);
        if (BucketHarness.KeepsDigests)
        {
            Assert.Empty(problems);
        }
        else
        {
            AssertOnly(S3ProblemCodes.Checksums, "WHEN_REQUIRED", problems);
        }
    }

    [Theory]
    [InlineData(5, "ahead", false)]
    [InlineData(-5, "behind", false)]
    [InlineData(20, "ahead", true)]
    public async Task Clock_difference_is_reported(int minutes, string word, bool isSevere)
    {
        await SetUpAsync();
        await using var proxy = new S3Proxy(Harness.Server.Endpoint, change: head => WithDate(head, DateTimeOffset.UtcNow.AddMinutes(minutes)));

        var problem = Assert.Single(await DiagnoseAsync(options => options.ServiceUrl = proxy.Address));

        Assert.Equal((S3ProblemCodes.Clock, isSevere), (problem.Code, problem.IsSevere));
        Assert.Contains(word, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_client_without_known_credentials_is_reported()
    {
        await SetUpAsync();
        using var client = Harness.NewClient();
        await using var services = S3Services.Build(options =>
        {
            options.Bucket = Harness.Bucket;
            options.ClientFactory = _ => client;
        });
        var problems = await services.GetRequiredService<LoraS3Bucket>().DiagnoseAsync();
        Assert.All(problems, problem => Assert.False(problem.IsSevere));
        Assert.Contains("Credentials", Assert.Single(problems, problem => problem.Code == S3ProblemCodes.Signing).Message, StringComparison.Ordinal);
    }

    private static string WithDate(string head, DateTimeOffset date) => string.Join("\r\n", head.Split("\r\n").Select(line =>
        line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase) ? "Date: " + date.ToString("R", CultureInfo.InvariantCulture) : line));

    private static void AssertOnly(string code, string words, IReadOnlyList<LoraStorageProblem> problems)
    {
        var problem = Assert.Single(problems);
        Assert.Equal((code, true), (problem.Code, problem.IsSevere));
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    private async Task SetUpAsync()
    {
        await Harness.Administration.EnsureCorsAsync(Studio);
        await Harness.Administration.EnsureBucketRulesAsync();
    }

    private void AsOther(LoraS3Options options)
    {
        options.AccessKey = Harness.Server.OtherAccessKey;
        options.SecretKey = Harness.Server.OtherSecretKey;
    }

    private async Task<IReadOnlyList<LoraStorageProblem>> DiagnoseAsync(
        Action<LoraS3Options>? configure = null, Action<LoraManagementOptions>? manage = null, string? origin = null)
    {
        await using var services = Harness.Build(configure, manage);
        return await services.GetRequiredService<LoraS3Bucket>().DiagnoseAsync(origin);
    }
}
