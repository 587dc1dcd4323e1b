using Microsoft.Extensions.Options;

namespace Lora.Storage.FileSystem;

internal sealed class LoraFileSystemOptionsValidator : IValidateOptions<LoraFileSystemOptions>
{
    public ValidateOptionsResult Validate(string? name, LoraFileSystemOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            return Fail(nameof(options.Path), "must name a folder, such as 'lora-files'.");
        }

        if (options.Path.Contains('\0', StringComparison.Ordinal))
        {
            return Fail(nameof(options.Path), "has a character that no folder can have.");
        }

        if (options.LowSpace < 0)
        {
            return Fail(nameof(options.LowSpace), "must be 0 bytes (off) or more.");
        }

        return File.Exists(options.Path) ? Fail(nameof(options.Path), $"'{options.Path}' is a file. Name a folder.") : ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult Fail(string option, string fault) =>
        ValidateOptionsResult.Fail($"{nameof(LoraFileSystemOptions)}: {option} {fault}");
}
