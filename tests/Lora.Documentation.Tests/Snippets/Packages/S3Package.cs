// begin: package-s3
using Lora;

// end

namespace Studio.Packages;

internal static class S3Package
{
    public static void Add(WebApplicationBuilder builder)
    {
        // begin: package-s3
        builder.Services.AddLoraManagement()
            .UseSqlite("Data Source=lora.db")
            .UseS3(options =>
            {
                options.Bucket = "loras";
                options.Region = "eu-central-1";
                // Only for servers other than AWS:
                options.ServiceUrl = "https://storage.example";
                options.AccessKey = "…";
                options.SecretKey = "…";
            });
        // end
    }

    public static async Task SetUpBucketAsync(WebApplication app)
    {
        // begin: package-s3-bucket
        var bucket = app.Services.GetRequiredService<LoraS3Bucket>();
        await bucket.EnsureCorsAsync(["https://studio.example"]);
        await bucket.EnsureBucketRulesAsync();
        // end
    }
}
