// begin: testing-component
using Bunit;
using Lora;
using Lora.Testing;
using Microsoft.AspNetCore.Components;

// end

namespace Studio.Testing;

#pragma warning disable CA1307 // Tests of readers need no StringComparison.

// begin: testing-component
public sealed class LorasTests : BunitContext
{
    private readonly ScriptedLoraClient _client = new();

    public LorasTests()
    {
        Services.AddSingleton<ILoraClient>(_client);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void Style_is_chosen()
    {
        var neon = _client.Add("Neon rain");
        var page = Render<Loras>();

        page.FindAll("button").Single(button => button.TextContent.Trim() == "Select").Click();
        page.WaitForElement("[role=option]").Click();

        Assert.Contains($"Path for the engine: {neon.Path}", page.Markup);
    }

    [Fact]
    public void Page_can_be_used_again_after_an_error()
    {
        _client.Add("Neon rain");
        _client.FailNext(nameof(ILoraClient.ListAsync), new LoraException(LoraErrorCodes.DatabaseUnavailable, "The database is not available.", isTransient: true));
        var page = Render<Loras>();

        page.FindAll("button").Single(button => button.TextContent.Trim() == "My LoRAs").Click();
        page.WaitForAssertion(() => Assert.Contains("The database is not available.", page.Markup));
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Retry").Click();

        page.WaitForAssertion(() => Assert.Contains("Neon rain", page.Markup));
    }
}
// end
