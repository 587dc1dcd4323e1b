using System.Net;
using Amazon.S3.Model;
using Lora.Conformance.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>Which pages may send parts, as the server answers a browser that asks.</summary>
public sealed class BucketCorsTests : OwnBucketTests
{
    private const string Studio = "https://studio.example";
    private const string Other = "https://other.example:8443";
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    [Fact]
    public async Task A_page_may_send_parts_once_the_bucket_is_set_up_for_its_origin()
    {
        Assert.False(await MaySendAsync(Studio));

        Assert.True(await Harness.Administration.EnsureCorsAsync(Studio));

        Assert.True(await MaySendAsync(Studio));
        Assert.True(await MaySendAsync(Studio, "PUT", "content-type,x-amz-checksum-sha256,x-amz-content-sha256"));
        Assert.False(await MaySendAsync(Other));
        Assert.False(await MaySendAsync(Studio, "DELETE"));
        Assert.False(await MaySendAsync(Studio, "PUT", "x-amz-acl"));
    }

    [Fact]
    public async Task A_part_is_taken_from_such_a_page_and_its_answer_may_be_read()
    {
        await Harness.Administration.EnsureCorsAsync(Studio);
        var upload = await TestUpload.BeginAsync(Harness.Multipart, new LoraPartPlan(1000, 1000), seed: 1);
        var part = await Harness.Multipart.SignPartAsync(upload.Key, upload.Name, upload.Plan, 1, await upload.HashAsync(1), TimeSpan.FromMinutes(5));
        Assert.True(await MaySendAsync(Studio, "PUT", string.Join(',', part.Headers.Keys), part.Url));

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
        await upload.AssertWholeAsync();
    }

    [Fact]
    public async Task Setting_up_again_changes_nothing_and_more_origins_may_come()
    {
        Assert.True(await Harness.Administration.EnsureCorsAsync([Studio, Studio + "/"]));
        Assert.False(await Harness.Administration.EnsureCorsAsync([Studio]));
        Assert.True(await Harness.Administration.EnsureCorsAsync([Studio, Other]));
        Assert.False(await Harness.Administration.EnsureCorsAsync([Other, Studio]));

        Assert.True(await MaySendAsync(Studio));
        Assert.True(await MaySendAsync(Other));
        Assert.Equal(new[] { Studio, Other }.Order(), Assert.Single(await RulesAsync()).AllowedOrigins.Order());
    }

    [Fact]
    public async Task Rules_that_are_there_stay()
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
        Assert.True(await MaySendAsync(Studio));
        Assert.True(await MaySendAsync(Studio, "GET"));
        Assert.True(await MaySendAsync(Other, "GET"));
        Assert.False(await MaySendAsync(Other));
    }

    [Fact]
    public async Task A_rule_of_the_hosts_own_that_allows_it_is_enough()
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
    public async Task A_rule_that_the_server_never_comes_to_is_not_enough()
    {
        // Ceph takes the first rule for an origin, whatever its methods.
        using var client = Harness.NewClient();
        await client.PutCORSConfigurationAsync(Harness.Bucket, new CORSConfiguration
        {
            Rules =
            [
                new() { AllowedOrigins = ["*"], AllowedMethods = ["GET"] },
                new() { AllowedOrigins = [Studio], AllowedMethods = ["PUT"], AllowedHeaders = ["*"] },
            ],
        });
        Assert.False(await MaySendAsync(Studio));

        Assert.True(await Harness.Administration.EnsureCorsAsync(Studio));

        Assert.True(await MaySendAsync(Studio));
        Assert.True(await MaySendAsync(Studio, "GET"));
        Assert.Equal(3, (await RulesAsync()).Count);
    }

    [Fact]
    public async Task What_is_allowed_to_one_origin_is_neither_given_to_another_nor_taken_from_it()
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
            Assert.True(await MaySendAsync(origin));
            Assert.Equal(origin == Studio, await MaySendAsync(origin, "DELETE"));
            Assert.Equal(origin == Narrow, await MaySendAsync(origin, "GET"));
        }

        Assert.False(await Harness.Administration.EnsureCorsAsync([Wide, Other, Studio]));
    }

    [Fact]
    public async Task One_star_stands_for_every_page_of_a_site()
    {
        Assert.True(await Harness.Administration.EnsureCorsAsync("https://*.studio.example"));
        Assert.True(await MaySendAsync("https://eu.studio.example"));
        Assert.False(await MaySendAsync("https://studio.example.evil.example"));
        Assert.False(await Harness.Administration.EnsureCorsAsync("https://*.studio.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("studio.example")]
    [InlineData("ftp://studio.example")]
    [InlineData("https://studio.example/uploads")]
    [InlineData("https://*.*.example")]
    public async Task What_is_no_origin_is_refused(string origin) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Harness.Administration.EnsureCorsAsync(origin));

    [Fact]
    public async Task Whoever_may_not_change_the_bucket_is_told_so()
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

    private async Task<bool> MaySendAsync(string origin, string method = "PUT", string? headers = null, Uri? address = null)
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
