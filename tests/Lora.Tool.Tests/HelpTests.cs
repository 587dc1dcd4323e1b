using System.Diagnostics;
using System.Reflection;

namespace Lora.Tool.Tests;

public sealed class HelpTests
{
    private static readonly string[] Commands = ["inspect", "expert", "family", "reinspect", "sweep", "sync", "check", "migrate", "move"];

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_lists_every_command_and_the_exit_codes(string argument)
    {
        var (code, output, errors) = await ToolRun.RunAsync(argument);

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("lora [command]", output, StringComparison.Ordinal);
        Assert.All(Commands, command => Assert.Matches($@"\n  {command}\b", output));
        Assert.Contains("Exit codes:", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inspect", "--json", "--no-hash", ".safetensors")]
    [InlineData("expert", "--json")]
    [InlineData("family", "--json")]
    [InlineData("reinspect", "--sqlite", "--postgresql", "--folder", "--bucket", "--service-url", "--region", "--key-prefix")]
    [InlineData("sweep", "--sqlite", "--folder")]
    [InlineData("sync", "--sqlite", "--folder", "--apply", "--import <key=workspace>", "--remove <key>")]
    [InlineData("check", "--sqlite", "--folder")]
    [InlineData("migrate", "--sqlite", "--postgresql")]
    [InlineData("move", "--sqlite", "--from <workspace> (REQUIRED)", "--to <workspace> (REQUIRED)")]
    public async Task Help_of_a_command_has_its_options_and_examples(string command, params string[] expected)
    {
        var (code, output, errors) = await ToolRun.RunAsync(command, "--help");

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(output, (await ToolRun.RunAsync("help", command)).Output);
        Assert.All([$"lora {command}", .. expected], text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.Contains($"  lora {command} ", output[output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("move")]
    public async Task Help_of_a_database_command_has_no_storage_options(string command) =>
        Assert.DoesNotContain("--folder", (await ToolRun.RunAsync(command, "--help")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Tool_prints_help_and_fails_when_it_has_no_arguments()
    {
        var (code, output, _) = await ToolRun.RunAsync();

        Assert.Equal(2, code);
        Assert.Equal((await ToolRun.RunAsync("--help")).Output, output);
    }

    [Theory]
    [InlineData("sweep", "[suggest]", "sw")]
    [InlineData("--import", "[suggest:8]", "sync --i")]
    public async Task Tab_completes_commands_and_options(string expected, params string[] arguments)
    {
        var (code, output, _) = await ToolRun.RunAsync(arguments);

        Assert.Equal((0, expected), (code, output.Trim()));
    }

    // The library reads the version of the process, which is a test host here, so the tool needs its own.
    [Fact]
    public async Task Version_is_that_of_the_package()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Lora.Tool.dll"), "--version"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(typeof(ToolCommands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion, output.Trim());
    }
}
