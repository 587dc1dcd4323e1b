using Microsoft.Extensions.Options;

namespace Lora.Files.FileSystem;

internal sealed class LoraFileSystemOptionsValidator : IValidateOptions<LoraFileSystemOptions>
{
    public ValidateOptionsResult Validate(string? name, LoraFileSystemOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            return Fail("must name a folder, such as 'lora-files'.");
        }

        if (options.Path.Contains('\0', StringComparison.Ordinal))
        {
            return Fail("has a character that no folder can have.");
        }

        return File.Exists(options.Path) ? Fail($"'{options.Path}' is a file. Name a folder.") : ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult Fail(string fault) =>
        ValidateOptionsResult.Fail($"{nameof(LoraFileSystemOptions)}: {nameof(LoraFileSystemOptions.Path)} {fault}");
}
