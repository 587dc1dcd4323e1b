using System.CommandLine;

namespace Lora.Tool;

/// <summary>Creates the argument for the paths or names that a command reads.</summary>
internal static class ValueArgument
{
    /// <summary>Creates an argument of one or more values.</summary>
    /// <param name="name">The name to show in the help.</param>
    /// <param name="description">The description to show in the help.</param>
    /// <param name="literals">The number of values after <c>--</c>, which may begin with a dash.</param>
    /// <param name="validate">Returns what is wrong with a value, or <see langword="null"/>.</param>
    public static Argument<string[]> Create(string name, string description, int literals, Func<string, string?>? validate = null)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = ArgumentArity.OneOrMore };
        argument.Validators.Add(result =>
        {
            for (var index = 0; index < result.Tokens.Count; index++)
            {
                var value = result.Tokens[index].Value;

                // The parser accepts an option that it doesn't know as a value.
                var isOption = index < result.Tokens.Count - literals && value is ['-', _, ..];
                if ((isOption ? $"Unknown option: {value}. To pass it as a value, put -- before it." : validate?.Invoke(value)) is { } error)
                {
                    result.AddError(error);
                }
            }
        });
        return argument;
    }
}
