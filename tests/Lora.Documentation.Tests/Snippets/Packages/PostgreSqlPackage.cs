// begin: package-postgresql
using Lora;

// end

namespace Studio.Packages;

internal static class PostgreSqlPackage
{
    public static void Add(WebApplicationBuilder builder)
    {
        // begin: package-postgresql
        builder.Services.AddLoraManagement().UsePostgreSql("Host=db;Database=studio;Username=studio;Password=…").UseS3("loras");
        // end
    }
}
