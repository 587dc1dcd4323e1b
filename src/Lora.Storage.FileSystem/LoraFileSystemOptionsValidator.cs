using Microsoft.Extensions.Options;

namespace Lora.Storage.FileSystem;

internal sealed class LoraFileSystemOptionsValidator : IValidateOptions<LoraFileSystemOptions>
{
    public ValidateOptionsResult Validate(string? name, LoraFileSystemOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            return Fail(nameof(options.Path), "must be a folder, such as 'lora-files'.");
        }

        if (options.Path.Contains('\0', StringComparison.Ordinal))
        {
            return Fail(nameof(options.Path), "has a character that is not allowed in a path.");
        }

        if (options.LowSpace < 0)
        {
            return Fail(nameof(options.LowSpace), "must not be negative. Use 0 to turn the warning off.");
        }

        return File.Exists(options.Path) ? Fail(nameof(options.Path), $"'{options.Path}' is a file. Use a folder.") : ValidateOptionsResult.Success;
    }

    private static ValidateOptionsResult Fail(string option, string error) =>
        ValidateOptionsResult.Fail($"{nameof(LoraFileSystemOptions)}: {option} {error}");
}
