using System.Net;
using Amazon.S3.Model;
using Lora.Testing.Suites;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Which pages may upload parts, by the server's responses to preflight requests.</summary>
public sealed class BucketCorsTests : OwnBucketTests
{
    private const string Studio = "https://studio.example";
    private const string Other = "https://other.example:8443";
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    [Fact]
    public async Task Page_can_upload_after_CORS_is_set_up_for_its_origin()
    {
        Assert.False(await MayUploadAsync(Studio));

        Assert.True(await Harness.Administration.EnsureCorsAsync(Studio));

        Assert.True(await MayUploadAsync(Studio));
        Assert.True(await MayUploadAsync(Studio, "PUT", "content-type,x-amz-checksum-sha256,x-amz-content-sha256"));
        Assert.False(await MayUploadAsync(Other));
        Assert.False(await MayUploadAsync(Studio, "DELETE"));
        Assert.False(await MayUploadAsync(Studio, "PUT", "x-amz-acl"));
    }

    [Fact]
    public async Task Page_can_upload_a_part_and_read_the_response()
    {
        await Harness.Administration.EnsureCorsAsync(Studio);
        var upload = await TestUpload.BeginAsync(Harness.Multipart, new LoraPartPlan(1000, 1000), seed: 1);
        var part = await Harness.Multipart.SignPartAsync(upload.Key, upload.Name, upload.Plan, 1, await upload.HashAsync(1), TimeSpan.FromMinutes(5));
        Assert.True(await MayUploadAsync(Studio, "PUT", string.Join(',', part.Headers.Keys), part.Url));

        using var request = new HttpRequestMessage(HttpMethod.Put, part.Url) { Content = new StreamContent(upload.ContentOf(1)) };
        request.Content.Headers.ContentLength = 1000;
        request.Headers.TryAddWithoutValidation("Origin", Studio);
        foreach (var (name, value) in part.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Studio, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        await upload.CompleteAsync();
        await upload.AssertCompleteAsync();
    }

    [Fact]
    public async Task EnsureCors_is_idempotent_and_adds_further_origins()
    {
        Assert.True(await Harness.Administration.EnsureCorsAsync([Studio, Studio + "/"]));
        Assert.False(await Harness.Administration.EnsureCorsAsync([Studio]));
        Assert.True(await Harness.Administration.EnsureCorsAsync([Studio, Other]));
        Assert.False(await Harness.Administration.EnsureCorsAsync([Other, Studio]));

        Assert.True(await MayUploadAsync(Studio));
        Assert.True(await MayUploadAsync(Other));
        Assert.Equal(new[] { Studio, Other }.Order(), Assert.Single(await RulesAsync()).AllowedOrigins.Order());
    }

    [Fact]
    public async Task Existing_rules_are_kept()
    {
        using var client = Harness.NewClient();
        await client.PutCORSConfigurationAsync(Harness.Bucket, new CORSConfiguration
        {
            Rules = [new() { Id = "downloads", AllowedOrigins = ["*"], AllowedMethods = ["GET"], ExposeHeaders = ["ETag"], MaxAgeSeconds = 60 }],
        });

        Assert.True(await Harness.Administration.EnsureCorsAsync(Studio));

        var rules = await RulesAsync();
        Assert.Equal(2, rules.Count);
        var kept = Assert.Single(rules, rule => rule.Id == "downloads");
        Assert.Equal(("*", "GET", "ETag", 60), (Assert.Single(kept.AllowedOrigins), Assert.Single(kept.AllowedMethods), Assert.Single(kept.ExposeHeaders), kept.MaxAgeSeconds));
        Assert.True(await MayUploadAsync(Studio));
        Assert.True(await MayUploadAsync(Studio, "GET"));
        Assert.True(await MayUploadAsync(Other, "GET"));
        Assert.False(await MayUploadAsync(Other));
    }

    [Fact]
    public async Task EnsureCors_adds_nothing_when_a_rule_of_the_host_allows_the_origin()
    {
        using var client = Harness.NewClient();
        await client.PutCORSConfigurationAsync(Harness.Bucket, new CORSConfiguration
        {
            Rules = [new() { AllowedOrigins = ["https://*.example"], AllowedMethods = ["PUT"], AllowedHeaders = ["*"] }],
        });

        Assert.False(await Harness.Administration.EnsureCorsAsync(Studio));
        Assert.Single(await RulesAsync());
    }

    [Fact]
    public async Task EnsureCors_adds_a_rule_when_the_server_ignores_the_existing_one()
    {
        // Ceph applies the first rule for an origin, regardless of its methods.
        using var client = Harness.NewClient();
        await client.PutCORSConfigurationAsync(Harness.Bucket, new CORSConfiguration
        {
            Rules =
            [
                new() { AllowedOrigins = ["*"], AllowedMethods = ["GET"] },
                new() { AllowedOrigins = [Studio], AllowedMethods = ["PUT"], AllowedHeaders = ["*"] },
            ],
        });
        Assert.False(await MayUploadAsync(Studio));

        Assert.True(await Harness.Administration.EnsureCorsAsync(Studio));

        Assert.True(await MayUploadAsync(Studio));
        Assert.True(await MayUploadAsync(Studio, "GET"));
        Assert.Equal(3, (await RulesAsync()).Count);
    }

    [Fact]
    public async Task EnsureCors_keeps_what_each_origin_is_allowed()
    {
        const string Wide = "https://*.wide.example";
        const string Narrow = "https://eu.wide.example";
        const string Sister = "https://us.wide.example";
        using var client = Harness.NewClient();
        await client.PutCORSConfigurationAsync(Harness.Bucket, new CORSConfiguration
        {
            Rules =
            [
                new() { AllowedOrigins = [Studio], AllowedMethods = ["DELETE"] },
                new() { AllowedOrigins = [Narrow], AllowedMethods = ["GET"] },
            ],
        });

        Assert.True(await Harness.Administration.EnsureCorsAsync([Wide, Other, Studio]));

        foreach (var origin in new[] { Studio, Other, Narrow, Sister })
        {
            Assert.True(await MayUploadAsync(origin));
            Assert.Equal(origin == Studio, await MayUploadAsync(origin, "DELETE"));
            Assert.Equal(origin == Narrow, await MayUploadAsync(origin, "GET"));
        }

        Assert.False(await Harness.Administration.EnsureCorsAsync([Wide, Other, Studio]));
    }

    [Fact]
    public async Task Wildcard_matches_every_subdomain_of_a_site()
    {
        Assert.True(await Harness.Administration.EnsureCorsAsync("https://*.studio.example"));
        Assert.True(await MayUploadAsync("https://eu.studio.example"));
        Assert.False(await MayUploadAsync("https://studio.example.evil.example"));
        Assert.False(await Harness.Administration.EnsureCorsAsync("https://*.studio.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("studio.example")]
    [InlineData("ftp://studio.example")]
    [InlineData("https://studio.example/uploads")]
    [InlineData("https://*.*.example")]
    public async Task Invalid_origin_is_rejected(string origin) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Harness.Administration.EnsureCorsAsync(origin));

    [Fact]
    public async Task EnsureCors_fails_when_the_credentials_may_not_change_the_bucket()
    {
        await using var services = Harness.Build(options =>
        {
            options.AccessKey = Harness.Server.OtherAccessKey;
            options.SecretKey = Harness.Server.OtherSecretKey;
        });
        var administration = services.GetRequiredService<LoraS3Bucket>();
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => administration.EnsureCorsAsync(Studio));
        await StoreAssert.FailsAsync(LoraErrorCodes.StorageRefused, () => administration.EnsureBucketRulesAsync());
    }

    private async Task<bool> MayUploadAsync(string origin, string method = "PUT", string? headers = null, Uri? address = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address ?? new Uri($"{Harness.Server.Endpoint}/{Harness.Bucket}/loras/a.ckpt?partNumber=1&uploadId=any"));
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", method);
        if (headers is not null)
        {
            request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", headers);
        }

        using var response = await Http.SendAsync(request);
        return response.IsSuccessStatusCode && response.Headers.Contains("Access-Control-Allow-Origin");
    }

    private async Task<List<CORSRule>> RulesAsync()
    {
        using var client = Harness.NewClient();
        return (await client.GetCORSConfigurationAsync(Harness.Bucket)).Configuration.Rules;
    }
}
