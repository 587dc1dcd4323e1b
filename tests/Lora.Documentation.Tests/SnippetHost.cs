using System.Security.Claims;
using Microsoft.Data.Sqlite;

namespace Lora.Documentation.Tests;

/// <summary>A temporary current folder for hosts of snippets, which name databases and folders by relative paths. Test classes that use it share a collection.</summary>
public sealed class SnippetHost : IDisposable
{
    public const string UserHeader = "X-User";

    private readonly string _previous = Directory.GetCurrentDirectory();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lora-documentation-");

    public SnippetHost() => Directory.SetCurrentDirectory(_folder.FullName);

    /// <summary>Gets the command line of a host: a free port on loopback.</summary>
    public string[] Arguments => ["--urls", "http://127.0.0.1:0", "--contentRoot", _folder.FullName];

    public static async Task<HttpClient> StartAsync(WebApplication app)
    {
        await app.StartAsync();
        return new() { BaseAddress = new(app.Urls.Single()) };
    }

    /// <summary>Signs in the user that the header names, instead of the host's real authentication.</summary>
    public static void SignInByHeader(WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.Headers[UserHeader].ToString() is { Length: > 0 } user)
        {
            context.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user)], "test"));
        }

        return next(context);
    });

    /// <summary>Returns a host with the stores of the README.</summary>
    public WebApplicationBuilder Create()
    {
        var builder = WebApplication.CreateBuilder(Arguments);
        builder.Services.AddLoraManagement().UseSqlite("Data Source=lora.db").UseFileSystem("lora-files");
        return builder;
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_previous);
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
