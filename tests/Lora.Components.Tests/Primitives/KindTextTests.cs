using System.Globalization;
using System.Resources;

namespace Lora.Components.Tests.Primitives;

public sealed class KindTextTests
{
    [Theory]
    [InlineData("adamss")]
    [InlineData("beft")]
    [InlineData("deft")]
    [InlineData("frod")]
    [InlineData("lily")]
    [InlineData("peanut")]
    [InlineData("poly")]
    [InlineData("psoft")]
    [InlineData("supertuning")]
    [InlineData("tinylora")]
    [InlineData("unilora")]
    [InlineData("trainable-tokens")]
    public void Kind_of_adapter_has_a_name_in_every_language(string kind)
    {
        var names = new ResourceManager(typeof(LoraStrings));
        foreach (var language in (CultureInfo[])[CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("ko")])
        {
            Assert.False(string.IsNullOrWhiteSpace(names.GetResourceSet(language, createIfNotExists: true, tryParents: false)!.GetString($"Kind.{kind}")));
        }
    }
}
