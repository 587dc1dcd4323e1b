namespace Lora.Inspection.Tests.Identification;

public sealed class BaseModelPageTests
{
    /// <summary>With <c>LORA_WRITE_PAGES=1</c>, which eng/base-models.sh sets, it writes the page.</summary>
    [Fact]
    public void Page_lists_the_families_of_the_rules()
    {
        if (Environment.GetEnvironmentVariable("LORA_WRITE_PAGES") == "1")
        {
            File.WriteAllText(BaseModelPage.FilePath, BaseModelPage.Write());
        }

        Assert.True(File.ReadAllText(BaseModelPage.FilePath).ReplaceLineEndings("\n") == BaseModelPage.Write(), "docs/base-models.md differs from the rules. Run eng/base-models.sh.");
    }

    [Fact]
    public void Every_family_has_a_source_and_a_name_in_metadata() =>
        Assert.All(LoraRuleSet.Default.Families, static family =>
        {
            Assert.NotNull(FamilySources.Find(family.Id));
            Assert.NotEmpty(family.Names);
        });
}
