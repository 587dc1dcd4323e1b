using Lora.EndToEnd.Tests.Programs;

namespace Lora.EndToEnd.Tests.Packages;

/// <summary>A test project outside the repository that uses the packages only: it tests a host with in-memory stores, and its own file store with a suite.</summary>
internal static class GuestTestProject
{
    private const string Name = "GuestTests";

    /// <summary>Creates the project and runs its tests.</summary>
    /// <returns>What <c>dotnet test</c> printed.</returns>
    public static async Task<string> RunAsync(TemporaryFolder folder, PackageFeed feed)
    {
        var home = folder[Name];
        var environment = await GuestFiles.WriteAsync(folder, feed, home, Files(feed));
        return await CommandLine.RunAsync(
            "dotnet", ["test", "-nologo", "-v:quiet", "--logger", "console;verbosity=minimal", "-nodeReuse:false", "-p:UseSharedCompilation=false"], home, environment);
    }

    private static Dictionary<string, string> Files(PackageFeed feed) => new()
    {
        [$"{Name}.csproj"] = $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{Repository.Framework}</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>NU1900</WarningsNotAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="Lora.AspNetCore" Version="{feed.Version}" />
                <PackageReference Include="Lora.Testing" Version="{feed.Version}" />
                {Reference("Microsoft.AspNetCore.TestHost")}
                {Reference("Microsoft.NET.Test.Sdk")}
                {Reference("xunit")}
                {Reference("xunit.runner.visualstudio")}
                <Using Include="Xunit" />
              </ItemGroup>
            </Project>
            """,
        ["HostTests.cs"] = """
            using Lora;
            using Lora.Testing;
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.DependencyInjection;

            public sealed class HostTests
            {
                [Fact]
                public async Task Uploaded_file_is_listed()
                {
                    var builder = WebApplication.CreateBuilder();
                    builder.WebHost.UseTestServer();
                    builder.Services.AddLoraManagement().UseInMemory();
                    await using var app = builder.Build();
                    app.MapLoraManagement().AllowAnonymous();
                    await app.StartAsync();
                    using var client = app.GetTestClient();

                    using var form = new MultipartFormDataContent { { new ByteArrayContent(LoraTestFile.Create()), "file", "neon.safetensors" } };
                    using var response = await client.PostAsync("/api/lora/upload", form);
                    response.EnsureSuccessStatusCode();

                    Assert.Contains("\"neon\"", await client.GetStringAsync("/api/lora?search=NEON"));
                }
            }
            """,
        ["GuestFileStore.cs"] = """
            using System.Collections.Concurrent;
            using Lora;
            using Lora.Storage;

            public sealed class GuestFileStore : ILoraFileStore
            {
                private readonly ConcurrentDictionary<string, byte[]> _files = new();

                public string GetPath(string key) => "guest:" + key;

                public string? GetKey(string path) =>
                    path.StartsWith("guest:") && path[6..] is { Length: > 0 } key && key.Split('/').All(name => name is not ("" or "." or "..")) ? key : null;

                public Task<Stream> OpenReadAsync(string key, long offset = 0, CancellationToken cancellationToken = default)
                {
                    ArgumentOutOfRangeException.ThrowIfNegative(offset);
                    return _files.TryGetValue(key, out var bytes)
                        ? Task.FromResult<Stream>(new MemoryStream(bytes[(int)Math.Min(offset, bytes.Length)..]))
                        : throw new LoraStorageException(LoraErrorCodes.FileMissing, "The file no longer exists.", isTransient: false);
                }

                public async Task WriteAsync(string key, Stream content, long size, CancellationToken cancellationToken = default)
                {
                    ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
                    using var bytes = new MemoryStream();
                    await content.CopyToAsync(bytes, cancellationToken);
                    _files[key] = bytes.Length == size ? bytes.ToArray() : throw new LoraStorageException(LoraErrorCodes.PartSize, "The file has another size.", isTransient: false);
                }

                public Task DeleteAsync(string key, CancellationToken cancellationToken = default)
                {
                    _files.TryRemove(key, out _);
                    return Task.CompletedTask;
                }

                public Task<LoraStoredFile?> FindAsync(string key, CancellationToken cancellationToken = default) =>
                    Task.FromResult(_files.TryGetValue(key, out var bytes) ? new LoraStoredFile(key, bytes.Length, DateTimeOffset.UnixEpoch) : null);
            }
            """,
        ["GuestFileStoreTests.cs"] = """
            using Lora.Storage;
            using Lora.Testing;

            public sealed class GuestFixture : LoraFileStoreFixture
            {
                public override ILoraFileStore Store { get; } = new GuestFileStore();
            }

            public sealed class GuestFileStoreTests(GuestFixture fixture) : LoraFileStoreConformance(fixture), IClassFixture<GuestFixture>;
            """,
    };

    private static string Reference(string package) => $"""<PackageReference Include="{package}" Version="{GuestFiles.VersionOf(package)}" />""";
}
