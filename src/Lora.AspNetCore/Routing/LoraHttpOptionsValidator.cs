using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Routing;

/// <summary>Reports every invalid option at once when the application starts.</summary>
internal sealed class LoraHttpOptionsValidator : IValidateOptions<LoraHttpOptions>
{
    public ValidateOptionsResult Validate(string? name, LoraHttpOptions options)
    {
        var errors = new List<string>();
        if (options.PublicUrl is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https" }))
        {
            errors.Add($"{nameof(LoraHttpOptions)}: PublicUrl must be an absolute http or https address.");
        }

        if (options.ApiPath is { } path && string.IsNullOrWhiteSpace(path.Trim('/')))
        {
            errors.Add($"{nameof(LoraHttpOptions)}: ApiPath must be a path such as 'api/lora', or null for the API that is mapped first.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
