using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.Storage.S3.Tests;

public sealed class S3OptionsTests
{
    [Fact]
    public void Startup_reports_all_invalid_options_together()
    {
        var faults = ProblemsOf(options =>
        {
            options.ServiceUrl = "127.0.0.1:9000";
            options.PublicServiceUrl = "ftp://files";
            options.Region = "eu central";
            options.AccessKey = "key";
            options.ResponseTimeout = TimeSpan.Zero;
        });
        Assert.Equal(6, faults.Count);
        foreach (var name in new[] { "Bucket", "ServiceUrl", "PublicServiceUrl", "Region", "SecretKey", "ResponseTimeout" })
        {
            Assert.Contains(faults, fault => fault.Contains(name, StringComparison.Ordinal));
        }

        Assert.All(faults, fault => Assert.StartsWith("LoraS3Options: ", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("ab")]
    [InlineData("bucket/folder")]
    [InlineData("s3://bucket")]
    [InlineData("-bucket")]
    public void Invalid_bucket_name_is_rejected(string bucket) => Assert.Contains("Bucket", Assert.Single(ProblemsOf(options => options.Bucket = bucket)), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://user:secret@host")]
    [InlineData("http://host/?a=b")]
    [InlineData("host")]
    [InlineData("")]
    public void Invalid_address_is_rejected(string address) => Assert.Contains(
        "ServiceUrl",
        Assert.Single(ProblemsOf(options =>
        {
            options.Bucket = "bucket";
            options.ServiceUrl = address;
        })),
        StringComparison.Ordinal);

    [Fact]
    public void Options_without_effect_are_rejected_with_a_host_client()
    {
        var faults = ProblemsOf(options =>
        {
            options.Bucket = "bucket";
            options.ServiceUrl = "http://127.0.0.1:1";
            options.PublicServiceUrl = "http://127.0.0.1:2";
            options.Region = "eu-central-1";
            options.AccessKey = "key";
            options.SecretKey = "secret";
            options.ClientFactory = _ => throw new InvalidOperationException();
        });
        Assert.Equal(4, faults.Count);
        Assert.All(faults, fault => Assert.Contains("ClientFactory", fault, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("lora")]
    [InlineData("my-bucket.example")]
    public void Bucket_name_is_sufficient_on_AWS(string bucket) => Assert.Empty(ProblemsOf(options => options.Bucket = bucket));

    [Theory]
    [InlineData(null, "https://my-bucket.s3.eu-central-1.amazonaws.com/a.ckpt?")]
    [InlineData(true, "https://s3.eu-central-1.amazonaws.com/my-bucket/a.ckpt?")]
    public async Task AWS_URLs_have_the_bucket_in_the_host_name_by_default(bool? pathStyle, string start)
    {
        var url = await PresignAsync(options =>
        {
            options.Region = "eu-central-1";
            options.ForcePathStyle = pathStyle;
        });
        Assert.StartsWith(start, url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://files.example:9000", null, "http://files.example:9000/my-bucket/a.ckpt?")]
    [InlineData("https://files.example", null, "https://files.example/my-bucket/a.ckpt?")]
    [InlineData("https://files.example", false, "https://my-bucket.files.example/a.ckpt?")]
    public async Task URLs_of_other_servers_are_path_style_by_default(string address, bool? pathStyle, string start)
    {
        var url = await PresignAsync(options =>
        {
            options.ServiceUrl = address;
            options.ForcePathStyle = pathStyle;
        });
        Assert.StartsWith(start, url.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("us-east-1", url.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_uses_the_configured_region()
    {
        var url = await PresignAsync(options =>
        {
            options.ServiceUrl = "https://files.example";
            options.Region = "auto";
        });
        Assert.Contains("%2Fauto%2Fs3%2F", url.Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_to_create_the_client_is_explained()
    {
        using var services = S3Services.Build(options =>
        {
            options.Bucket = "bucket";
            options.ClientFactory = _ => throw new Amazon.Runtime.AmazonClientException("No RegionEndpoint or ServiceURL configured");
        });
        var exception = Assert.Throws<LoraStorageException>(() => services.GetRequiredService<ILoraFileStore>());
        Assert.Equal(LoraErrorCodes.StorageRefused, exception.Code);
        Assert.Contains("region", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Last_call_wins()
    {
        var collection = new ServiceCollection();
        collection.AddLoraCore().UseS3("first", options => options.ServiceUrl = "http://first.example").UseS3("last", options => options.ServiceUrl = "http://last.example");
        await using var services = collection.BuildServiceProvider();
        Assert.Equal("s3://last/a.ckpt", services.GetRequiredService<ILoraFileStore>().GetPath("a.ckpt"));
        Assert.IsAssignableFrom<IPartSigningFileStore>(services.GetRequiredService<ILoraFileStore>());
        foreach (var initializer in services.GetServices<ILoraInitializer>())
        {
            await initializer.InitializeAsync();
        }
    }

    private static async Task<Uri> PresignAsync(Action<LoraS3Options> configure)
    {
        await using var services = S3Services.Build(options =>
        {
            options.Bucket = "my-bucket";
            options.AccessKey = "key";
            options.SecretKey = "secret";
            configure(options);
        });
        return (await ((IPresigningFileStore)services.GetRequiredService<ILoraFileStore>()).PresignReadAsync("a.ckpt", TimeSpan.FromHours(1))).Url;
    }

    private static List<string> ProblemsOf(Action<LoraS3Options> configure)
    {
        using var services = S3Services.Build(configure);
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
