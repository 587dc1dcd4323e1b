namespace Lora.Tool;

/// <summary>What stands on the command line behind the name of a command.</summary>
/// <param name="Values">Paths and names, in their order.</param>
/// <param name="Json">Whether the answer is to be JSON.</param>
/// <param name="Hash">Whether files are to be hashed.</param>
internal sealed record CommandArguments(IReadOnlyList<string> Values, bool Json, bool Hash)
{
    /// <summary>Reads arguments. After <c>--</c> everything is a value.</summary>
    public static CommandArguments? Parse(IEnumerable<string> arguments, bool takesHash, out string? fault)
    {
        var values = new List<string>();
        var (json, hash, onlyValues) = (false, true, false);
        fault = null;
        foreach (var argument in arguments)
        {
            if (onlyValues || !argument.StartsWith('-') || argument == "-")
            {
                values.Add(argument);
            }
            else if (argument == "--")
            {
                onlyValues = true;
            }
            else if (argument == "--json")
            {
                json = true;
            }
            else if (argument == "--no-hash" && takesHash)
            {
                hash = false;
            }
            else
            {
                fault = $"Unknown option: {argument}";
                return null;
            }
        }

        return new CommandArguments(values, json, hash);
    }
}
