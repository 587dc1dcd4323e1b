namespace Lora.Core.Tests.Validation;

public sealed class FileRulesTests
{
    private static readonly LoraFileRules Rules = new();

    [Theory]
    [InlineData("neon.safetensors")]
    [InlineData("neon.SAFETENSORS")]
    [InlineData("한국 수채화 (v2).ckpt")]
    [InlineData("émilie 😀.safetensors")]
    public void Names_in_any_language_are_accepted(string name) => Assert.Empty(Rules.Check(name, 1));

    [Theory]
    [InlineData(null, LoraErrorCodes.FileNameMissing)]
    [InlineData("  ", LoraErrorCodes.FileNameMissing)]
    [InlineData(".safetensors", LoraErrorCodes.FileNameMissing)]
    [InlineData("a\nb.ckpt", LoraErrorCodes.FileNameInvalid)]
    [InlineData("cod\u202etpkc.safetensors", LoraErrorCodes.FileNameInvalid)]
    [InlineData("../a.ckpt", LoraErrorCodes.FileNamePath)]
    [InlineData("a\\b.ckpt", LoraErrorCodes.FileNamePath)]
    [InlineData("model.pt", LoraErrorCodes.FileExtension)]
    public void File_name_problem_has_its_own_code(string? name, string code) =>
        Assert.Equal(code, Assert.Single(Rules.Check(name, 1)).Code);

    [Fact]
    public void Unpaired_surrogate_is_refused() =>
        Assert.Equal(LoraErrorCodes.FileNameInvalid, Assert.Single(Rules.Check("\ud800.ckpt", 1)).Code);

    [Fact]
    public void File_name_has_at_most_255_characters()
    {
        Assert.Empty(Rules.Check(new string('a', 255 - 5) + ".ckpt", 1));
        Assert.Equal(LoraErrorCodes.FileNameTooLong, Assert.Single(Rules.Check(new string('a', 256 - 5) + ".ckpt", 1)).Code);
    }

    [Fact]
    public void File_size_limit_is_an_option_and_in_the_message()
    {
        var issue = Assert.Single(new LoraFileRules(1024 * 1024).Check("a.ckpt", (1024 * 1024) + 1));
        Assert.Equal(LoraErrorCodes.FileTooLarge, issue.Code);
        Assert.Contains("1 MiB", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", LoraErrorCodes.NameMissing)]
    [InlineData(" ", LoraErrorCodes.NameMissing)]
    [InlineData("a\tb", LoraErrorCodes.NameInvalid)]
    public void New_display_name_is_validated(string name, string code) => Assert.Equal(code, Assert.Single(LoraNameRules.Check(name)).Code);

    [Fact]
    public void Display_name_has_at_most_200_characters()
    {
        Assert.Empty(LoraNameRules.Check(new string('n', 200)));
        Assert.Equal(LoraErrorCodes.NameTooLong, Assert.Single(LoraNameRules.Check(new string('n', 201))).Code);
    }
}
