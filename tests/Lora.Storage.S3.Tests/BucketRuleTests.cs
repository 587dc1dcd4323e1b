using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Lora.Storage.S3.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Storage.S3.Tests;

/// <summary>The lifecycle rule that aborts abandoned uploads.</summary>
public sealed class BucketRuleTests : OwnBucketTests
{
    [Fact]
    public async Task Rule_is_added_once_for_the_key_prefix()
    {
        Assert.True(await Harness.Administration.EnsureBucketRulesAsync());
        Assert.False(await Harness.Administration.EnsureBucketRulesAsync());

        var rule = Assert.Single(await RulesAsync());
        Assert.Equal((LifecycleRuleStatus.Enabled, "loras/", 7), (rule.Status, PrefixOf(rule), rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation));
        Assert.Null(rule.Expiration);
    }

    [Fact]
    public async Task Existing_rules_are_kept()
    {
        using var client = Harness.NewClient();
        await PutAsync(client, [
            new() { Id = "logs", Status = LifecycleRuleStatus.Enabled, Filter = new() { Prefix = "logs/" }, Expiration = new() { Days = 30 } },
            new() { Id = "old", Status = LifecycleRuleStatus.Disabled, Filter = new() { Prefix = "" }, NoncurrentVersionExpiration = new() { NoncurrentDays = 5 } },
            new() { Id = "tagged", Status = LifecycleRuleStatus.Enabled, Filter = new() { And = new() { Prefix = "x/", Tags = [new() { Key = "a", Value = "b" }, new() { Key = "c", Value = "d" }] } }, Expiration = new() { Days = 3 } },
        ]);
        var before = await RawAsync();

        Assert.True(await Harness.Administration.EnsureBucketRulesAsync());

        var after = await RawAsync();
        Assert.Equal(before.Count + 1, after.Count);
        Assert.Subset(after.ToHashSet(StringComparer.Ordinal), before.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", 7, LifecycleStatus.On, false)]
    [InlineData("lo", 3, LifecycleStatus.On, false)]
    [InlineData("loras/", 30, LifecycleStatus.On, false)]
    [InlineData("loras/a", 7, LifecycleStatus.On, true)]
    [InlineData("other/", 7, LifecycleStatus.On, true)]
    [InlineData("", 7, LifecycleStatus.Off, true)]
    public async Task Rule_of_the_host_is_sufficient_when_it_covers_the_key_prefix(string prefix, int days, LifecycleStatus status, bool added)
    {
        using var client = Harness.NewClient();
        await PutAsync(client, [
            new()
            {
                Id = "own",
                Status = status == LifecycleStatus.On ? LifecycleRuleStatus.Enabled : LifecycleRuleStatus.Disabled,
                Filter = new() { Prefix = prefix },
                AbortIncompleteMultipartUpload = new() { DaysAfterInitiation = days },
            },
        ]);

        Assert.Equal(added, await Harness.Administration.EnsureBucketRulesAsync());
        Assert.Equal(added ? 2 : 1, (await RulesAsync()).Count);
    }

    [Fact]
    public async Task Rules_with_a_plain_prefix_are_rewritten_with_a_filter()
    {
        const string Old = "<LifecycleConfiguration><Rule><ID>old</ID><Prefix>logs/</Prefix><Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule></LifecycleConfiguration>";
        await using var server = new ScriptedServer(static request => new ScriptedResponse(200, request.Method == "GET" ? Old : "")) { KeepsBodies = true };
        await using var services = S3Services.Build(options =>
        {
            options.Bucket = "loras";
            options.ServiceUrl = server.Address;
            options.AccessKey = "key";
            options.SecretKey = "secret";
        });

        Assert.True(await services.GetRequiredService<LoraS3Bucket>().EnsureBucketRulesAsync());

        var rules = XElement.Parse(server.Bodies.Single(body => body.Length > 0)).Elements().ToList();
        Assert.Equal(["logs/", "loras/"], rules.Select(rule => rule.Elements().Single(part => part.Name.LocalName == "Filter").Value));
        Assert.All(rules, rule => Assert.DoesNotContain(rule.Elements(), part => part.Name.LocalName == "Prefix"));
    }

    [Fact]
    public async Task Applications_that_share_a_bucket_have_one_rule_each()
    {
        await using var services = Harness.Build(manage: options => options.KeyPrefix = "studio/loras");
        Assert.True(await services.GetRequiredService<LoraS3Bucket>().EnsureBucketRulesAsync());
        Assert.True(await Harness.Administration.EnsureBucketRulesAsync());

        Assert.Equal(["loras/", "studio/loras/"], (await RulesAsync()).Select(PrefixOf).Order());
    }

    [Fact]
    public async Task Rule_is_longer_than_an_upload_lifetime_above_a_week()
    {
        await using var services = Harness.Build(manage: options => options.UploadLifetime = TimeSpan.FromDays(20));
        await services.GetRequiredService<LoraS3Bucket>().EnsureBucketRulesAsync();

        Assert.Equal(21, Assert.Single(await RulesAsync()).AbortIncompleteMultipartUpload.DaysAfterInitiation);
    }

    private async Task PutAsync(AmazonS3Client client, List<LifecycleRule> rules) =>
        await client.PutLifecycleConfigurationAsync(new() { BucketName = Harness.Bucket, Configuration = new() { Rules = rules } });

    private async Task<List<LifecycleRule>> RulesAsync()
    {
        using var client = Harness.NewClient();
        return (await client.GetLifecycleConfigurationAsync(Harness.Bucket)).Configuration.Rules;
    }

    /// <summary>Returns each rule as the server's XML, which may contain elements that the SDK doesn't read.</summary>
    private async Task<List<string>> RawAsync()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var scope = new S3SigningScope(new ImmutableCredentials(Harness.Server.AccessKey, Harness.Server.SecretKey, null), "us-east-1", DateTimeOffset.UtcNow);
        var address = new Uri($"{Harness.Server.Endpoint}/{Harness.Bucket}?lifecycle");
        var text = await http.GetStringAsync(S3Signature.Presign(scope, HttpMethod.Get, address, new Dictionary<string, string>(), S3Signature.Unsigned, TimeSpan.FromMinutes(1)));
        return [.. XElement.Parse(text).Elements().Select(rule => rule.ToString())];
    }

    private static string? PrefixOf(LifecycleRule rule) => (rule.Filter?.LifecycleFilterPredicate as LifecyclePrefixPredicate)?.Prefix ?? rule.Filter?.Prefix;
}

public enum LifecycleStatus
{
    On,
    Off,
}
