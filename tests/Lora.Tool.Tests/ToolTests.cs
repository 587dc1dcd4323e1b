using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Lora.Tool.Tests;

public sealed class ToolTests : IDisposable
{
    private const string Header = """{"__metadata__":{"modelspec.title":"A \u001b[31mtitle"},"lora_unet_mid_block_attentions_0_proj_in.alpha":{"dtype":"F16","shape":[],"data_offsets":[0,2]},"lora_unet_mid_block_attentions_0_proj_in.lora_down.weight":{"dtype":"F16","shape":[4,8],"data_offsets":[2,66]},"lora_unet_mid_block_attentions_0_proj_in.lora_up.weight":{"dtype":"F16","shape":[8,4],"data_offsets":[66,130]}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lora-tool-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Inspect_writes_one_object_per_line_with_every_member()
    {
        var path = Write("a.safetensors", 130);

        var (code, output, _) = await ToolRun.RunAsync("inspect", "--json", path);

        Assert.Equal(0, code);
        var answer = Assert.Single(Lines(output));
        Assert.Equal(path, answer.GetProperty("file").GetString());
        Assert.Equal("ok", answer.GetProperty("verdict").GetString());
        Assert.Equal("safetensors", answer.GetProperty("format").GetString());
        Assert.True(answer.GetProperty("isLora").GetBoolean());
        Assert.Equal("lora", Assert.Single(answer.GetProperty("kinds").EnumerateArray()).GetString());
        Assert.Equal(4, answer.GetProperty("rank").GetProperty("max").GetDouble());
        Assert.Equal(0, answer.GetProperty("alpha").GetProperty("min").GetDouble());
        Assert.Equal((3, 65), (answer.GetProperty("tensors").GetInt32(), answer.GetProperty("parameters").GetInt64()));
        Assert.Equal(64, answer.GetProperty("hashes").GetProperty("addnet").GetString()!.Length);
        Assert.All(["issues", "family", "evidence", "expert", "triggerWords", "metadata"], member => Assert.True(answer.TryGetProperty(member, out _), member));
        Assert.All(["id", "variant", "confidence", "candidates", "unknownModel"], member => Assert.True(answer.GetProperty("family").TryGetProperty(member, out _), member));
        Assert.All(["sha256", "autov2", "autov3", "addnet", "crc32"], member => Assert.True(answer.GetProperty("hashes").TryGetProperty(member, out _), member));
        Assert.All(answer.GetProperty("evidence").EnumerateArray(), sentence => Assert.EndsWith(".", sentence.GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inspect_searches_folders_recursively_and_fails_when_one_file_is_invalid()
    {
        Write("b/good.safetensors", 130);
        Write("a/cut.safetensors", 100);
        Write("notes.txt", 130);

        var (code, output, _) = await ToolRun.RunAsync("inspect", _folder.FullName, "--json", "--no-hash");

        Assert.Equal(1, code);
        Assert.Equal(["invalid", "ok"], Lines(output).Select(line => line.GetProperty("verdict").GetString()));
        Assert.All(Lines(output), line => Assert.Equal(JsonValueKind.Null, line.GetProperty("hashes").ValueKind));
    }

    [Fact]
    public async Task Long_trigger_phrase_is_not_cut_in_the_middle_of_a_character()
    {
        var start = new string('a', 299);
        var header = Header.Replace("\"modelspec.title\"", $"\"modelspec.trigger_phrase\":\"{start}😀 rain\",\"modelspec.title\"", StringComparison.Ordinal);

        var (_, output, _) = await ToolRun.RunAsync("inspect", Write("a.safetensors", 130, header));

        Assert.Contains($"{start}…", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_has_no_terminal_escape_sequences_from_the_file()
    {
        var (_, output, _) = await ToolRun.RunAsync("inspect", Write("a.safetensors", 130));

        Assert.Contains("verdict", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Theory]
    [InlineData("There is no file or folder no-such-folder.", "inspect", "no-such-folder")]
    [InlineData("Required argument 'path' missing", "inspect")]
    [InlineData("Required argument 'name' missing", "expert", "--json", "--")]
    [InlineData("Unknown option: --fast.", "inspect", "--fast")]
    [InlineData("Unknown option: --no-hash.", "expert", "--no-hash", "--", "-style")]
    [InlineData("There is no file no-such-file.json.", "family", "no-such-file.json")]
    [InlineData("Unrecognized command or argument 'inspct'.", "inspct")]
    [InlineData("Did you mean", "inspct")]
    public async Task Invalid_command_line_is_explained_on_the_error_stream(string expected, params string[] arguments)
    {
        var (code, output, errors) = await ToolRun.RunAsync(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Contains("--help", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-style")]
    [InlineData("--json")]
    [InlineData("@style")]
    public async Task Name_after_two_dashes_may_begin_with_any_character(string name)
    {
        var (code, output, _) = await ToolRun.RunAsync("expert", "--json", "--", name);

        Assert.Equal(0, code);
        Assert.Equal(name, Assert.Single(Lines(output)).GetProperty("stem").GetString());
    }

    [Fact]
    public async Task Flag_does_not_consume_the_path_after_it()
    {
        var (code, output, _) = await ToolRun.RunAsync("expert", "--json", "true", "style");

        Assert.Equal(0, code);
        Assert.Equal(["true", "style"], Lines(output).Select(line => line.GetProperty("stem").GetString()));
    }

    [Fact]
    public async Task Expert_and_family_work_without_a_LoRA_file()
    {
        var metadata = Path.Combine(_folder.FullName, "metadata.json");
        await File.WriteAllTextAsync(metadata, """{"ss_base_model_version":"zimage","ss_steps":1000}""");

        var (_, experts, _) = await ToolRun.RunAsync("expert", "--json", "style_high_noise", "style_low_noise", "style");
        var (code, family, _) = await ToolRun.RunAsync("family", "--json", metadata);

        Assert.Equal(["high", "low", "unknown"], Lines(experts).Select(line => line.GetProperty("role").GetString()));
        Assert.Equal(0, code);
        Assert.Equal("z-image", Assert.Single(Lines(family)).GetProperty("family").GetProperty("id").GetString());
    }

    private static List<JsonElement> Lines(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    private string Write(string name, int dataLength, string headerText = Header)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var header = Encoding.UTF8.GetBytes(headerText);
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        File.WriteAllBytes(path, [.. length, .. header, .. new byte[dataLength]]);
        return path;
    }
}
