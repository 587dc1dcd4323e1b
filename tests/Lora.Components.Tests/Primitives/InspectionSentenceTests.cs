using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Lora.Components.Tests.Support;
using Lora.Inspection;

namespace Lora.Components.Tests.Primitives;

public sealed partial class InspectionSentenceTests
{
    private static readonly InspectionIssue CutOff = new(InspectionCodes.FileCutOff, "The file is cut off: 1,310,720 of 3,227,336 bytes.", InspectionSeverity.Error)
    {
        Sentence = new LoraSentence(InspectionCodes.FileCutOff, ["1310720", "3227336"]),
    };

    [Fact]
    public void Inspection_sentences_have_Korean_texts_with_the_same_arguments()
    {
        var korean = new ResourceManager(typeof(LoraStrings)).GetResourceSet(CultureInfo.GetCultureInfo("ko"), createIfNotExists: true, tryParents: false)!;
        var sentences = InspectionSentence.FindAll();
        Assert.True(sentences.Count > 100, $"Only {sentences.Count} sentences were found.");
        Assert.All(sentences, sentence =>
        {
            var text = korean.GetString(sentence.Key);
            Assert.True(text is not null, $"{sentence.Key} is missing.");
            Assert.Equal((sentence.Key, sentence.Places), (sentence.Key, Place().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal).Count()));
        });
    }

    [Theory]
    [InlineData("ko-KR", "3,227,336바이트 중 1,310,720바이트")]
    [InlineData("en-GB", "The file is cut off: 1,310,720 of 3,227,336 bytes.")]
    public void Issue_is_localized_with_its_arguments(string culture, string expected)
    {
        using var page = new ComponentTest(culture);
        var texts = LoraLocalizer.For<LoraStrings>(page.Services);
        Assert.Contains(expected, texts.Issue(CutOff), StringComparison.Ordinal);
        Assert.Contains(expected, texts.Issue(new LoraIssue(CutOff.Code, CutOff.Message, "file") { Sentence = CutOff.Sentence }), StringComparison.Ordinal);
    }

    [Fact]
    public void Issue_without_a_sentence_key_keeps_its_message()
    {
        using var page = new ComponentTest("ko-KR");
        var texts = LoraLocalizer.For<LoraStrings>(page.Services);
        Assert.Equal(CutOff.Message, texts.Issue(CutOff with { Sentence = null }));
        Assert.Equal(CutOff.Message, texts.Issue(CutOff with { Sentence = CutOff.Sentence! with { Arguments = [] } }));
        Assert.Equal("Its name says high.", texts.Evidence(new InspectionEvidence("Its name says high.")));
        Assert.Equal("이름에 high라고 적혀 있습니다.", texts.Evidence(new InspectionEvidence("Its name says high.", new LoraSentence("expert.name_high", []))));
    }

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
