using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Lora.Errors;

namespace Lora.Components.Tests.Primitives;

/// <summary>The error catalog, the resources and the upload engine of the browser agree on the error codes.</summary>
public sealed partial class ErrorTextTests
{
    [Fact]
    public void Every_error_code_has_a_text_in_every_language()
    {
        var korean = new ResourceManager(typeof(LoraStrings)).GetResourceSet(CultureInfo.GetCultureInfo("ko"), createIfNotExists: true, tryParents: false)!;

        Assert.DoesNotContain(ErrorCatalog.All, static error => string.IsNullOrWhiteSpace(error.Text));
        Assert.DoesNotContain(ErrorCatalog.All, error => string.IsNullOrWhiteSpace(korean.GetString($"Issue.{error.Code}")));
    }

    [Fact]
    public void Browser_engine_retries_an_error_code_when_the_catalog_says_so()
    {
        var errors = Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Path, "src", "Lora.Components", "wwwroot"), "*.js", SearchOption.AllDirectories)
            .SelectMany(static file => Error().Matches(File.ReadAllText(file)))
            .Select(static match => (Code: match.Groups["code"].Value, IsRetried: match.Groups["rest"].Value.Contains("retryable: true", StringComparison.Ordinal)))
            .Where(static error => ErrorCatalog.Find(error.Code) is not null)
            .ToList();

        Assert.Contains(errors, static error => error.IsRetried);
        Assert.All(errors, static error => Assert.Equal((error.Code, ErrorCatalog.IsTransient(error.Code)), error));
    }

    [GeneratedRegex("""\{ code: "(?<code>[a-z_.]+)"(?<rest>[^}]*)\}""", RegexOptions.None, 1000)]
    private static partial Regex Error();
}
