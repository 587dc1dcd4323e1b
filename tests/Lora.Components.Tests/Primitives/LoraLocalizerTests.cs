using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Lora.Components.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Lora.Components.Tests.Primitives;

public sealed partial class LoraLocalizerTests
{
    [Fact]
    public void Korean_has_every_text_with_the_same_placeholders()
    {
        var english = Texts("en");
        var korean = Texts("ko");
        var missing = english.Keys.Where(key => !key.EndsWith(".one", StringComparison.Ordinal) && !korean.ContainsKey(key));
        Assert.Empty(missing);
        Assert.All(korean.Where(text => english.ContainsKey(text.Key)), text => Assert.Equal(Places(english[text.Key]), Places(text.Value)));
        Assert.All(korean.Keys.Where(key => !key.StartsWith("Issue.", StringComparison.Ordinal) && !key.StartsWith("Evidence.", StringComparison.Ordinal)), key => Assert.Contains(key, english.Keys));
    }

    [Theory]
    [InlineData("en", "LoRA library")]
    [InlineData("ko-KR", "LoRA 라이브러리")]
    [InlineData("sw-KE", "LoRA library")]
    public void Text_uses_the_culture_and_falls_back_to_English(string culture, string expected)
    {
        using var page = new ComponentTest(culture);
        Assert.Equal(expected, LoraLocalizer.For<LoraStrings>(page.Services)["Dialog.Title"]);
    }

    [Fact]
    public void Host_can_replace_a_single_text()
    {
        using var page = new ComponentTest();
        using var host = new ServiceCollection().AddSingleton<IStringLocalizer<LoraStrings>>(new HostTexts()).BuildServiceProvider();
        var texts = LoraLocalizer.For<LoraStrings>(host);
        Assert.Equal("Style library", texts["Dialog.Title"]);
        Assert.Equal("Close", texts["Dialog.Close"]);
    }

    [Fact]
    public void Issue_is_localized_or_keeps_its_message()
    {
        using var page = new ComponentTest("ko-KR");
        var texts = LoraLocalizer.For<LoraStrings>(page.Services);
        Assert.StartsWith("빈 파일", texts.Issue(new LoraIssue(LoraErrorCodes.FileEmpty, "The file is empty.")), StringComparison.Ordinal);
        Assert.Equal("Odd.", texts.Issue(new LoraIssue("odd.code", "Odd.")));
    }

    [Theory]
    [InlineData("en", 1, "one")]
    [InlineData("en", 0, "other")]
    [InlineData("ko", 1, "other")]
    [InlineData("fr", 0, "one")]
    [InlineData("pl", 3, "few")]
    [InlineData("pl", 13, "many")]
    [InlineData("ru", 21, "one")]
    [InlineData("ru", 11, "many")]
    [InlineData("ar", 2, "two")]
    [InlineData("ar", 103, "few")]
    [InlineData("ar", 100, "other")]
    public void Plural_category_depends_on_the_language(string culture, long count, string expected) =>
        Assert.Equal(expected, LoraPlural.Category(count, CultureInfo.GetCultureInfo(culture)));

    private static Dictionary<string, string> Texts(string culture)
    {
        var set = new ResourceManager(typeof(LoraStrings)).GetResourceSet(
            culture == "en" ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!;
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Place();

    private sealed class HostTexts : IStringLocalizer<LoraStrings>
    {
        public LocalizedString this[string name] => name == "Dialog.Title" ? new LocalizedString(name, "Style library") : new LocalizedString(name, name, resourceNotFound: true);

        public LocalizedString this[string name, params object[] arguments] => this[name];

        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
