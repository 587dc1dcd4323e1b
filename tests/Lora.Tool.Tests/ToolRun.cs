namespace Lora.Tool.Tests;

/// <summary>The result of running the tool in this process.</summary>
internal sealed record ToolRun(int Code, string Output, string Errors)
{
    public static async Task<ToolRun> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await ToolCommands.RunAsync(arguments, output, errors);
        return new ToolRun(code, output.ToString(), errors.ToString());
    }
}
