using Lora;
using Microsoft.EntityFrameworkCore;

namespace Studio;

internal static class Stores
{
    public static void AddPostgreSqlAndS3(WebApplicationBuilder builder)
    {
        // begin: postgresql-s3
        builder.Services.AddLoraManagement()
            .UsePostgreSql("Host=db;Database=studio;Username=studio;Password=…")
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

    public static void AddProfile(WebApplicationBuilder builder)
    {
        // begin: s3-profile
        builder.Services.AddLoraManagement().UseS3("loras", options =>
        {
            options.ServiceUrl = "https://storage.example";
            options.Profile = LoraS3Profile.Modern;      // default: Auto, chosen by the host of the service URL
        });
        // end
    }

    public static async Task SetUpBucketAsync(WebApplication app)
    {
        // begin: s3-bucket
        var bucket = app.Services.GetRequiredService<LoraS3Bucket>();
        await bucket.EnsureCorsAsync("https://studio.example");   // pages of this origin can send parts to the bucket
        await bucket.EnsureBucketRulesAsync();                    // the server removes unfinished uploads
        foreach (var problem in await bucket.DiagnoseAsync())
        {
            app.Logger.LogWarning("{Code}: {Message}", problem.Code, problem.Message);
        }
        // end
    }

    public static void AddOwnContext(WebApplicationBuilder builder)
    {
        // begin: own-context
        builder.Services.AddDbContextFactory<ShopContext>(options => options.UseSqlite("Data Source=shop.db"));
        builder.Services.AddLoraManagement().UseEntityFrameworkCore<ShopContext>().UseFileSystem("lora-files");
        // end
    }

    public static void AddEngineUrls(WebApplicationBuilder builder)
    {
        // begin: engine-urls
        builder.Services
            .AddLoraManagement(options => options.References = LoraReferenceKind.Url)
            .ConfigureHttp(http => http.PublicUrl = new Uri("https://studio.example"));
        // end
    }
}
