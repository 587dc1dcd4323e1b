using AngleSharp.Dom;
using Bunit;
using Lora.Components.Tests.Support;
using Lora.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using BindingFlags = System.Reflection.BindingFlags;

namespace Lora.Components.Tests.Selector;

/// <summary>A page with one selector, and methods that operate it.</summary>
internal sealed class SelectorPage : IDisposable
{
    private IRenderedComponent<LoraSelector>? _selector;

    public SelectorPage(string culture = "en-GB", bool interactive = true)
    {
        Page = new ComponentTest(culture, interactive);
        Module = Plan(Page);
    }

    public ComponentTest Page { get; }

    public Module Module { get; }

    public ScriptedLoraClient Client => Page.Client;

    public string? Value { get; private set; }

    public IRenderedComponent<LoraSelector> Selector => _selector!;

    public IElement Box => Selector.Find("input[role=combobox]");

    public IReadOnlyList<string> Options => [.. Selector.FindAll("[role=option] .lora-name").Select(name => name.TextContent)];

    public string Announcement => Selector.Find("[role=status]").TextContent;

    public string? Active => Box.GetAttribute("aria-activedescendant") is { } id ? Selector.Find($"#{id} .lora-name").TextContent : null;

    public static Module Plan(ComponentTest page) => new(page.JSInterop, "Selector/LoraSelector.razor.js", "place", "reveal", "focus");

    public SelectorPage Render(string? value = null, Action<ComponentParameterCollectionBuilder<LoraSelector>>? more = null)
    {
        Value = value;
        _selector = Page.Render<LoraSelector>(parameters =>
        {
            parameters.Bind(selector => selector.Value, value!, changed => Value = changed);
            more?.Invoke(parameters);
        });
        return this;
    }

    public IElement Button(string text) => Selector.FindAll("button").Single(button => button.TextContent.Trim() == text);

    public SelectorPage Open()
    {
        Selector.Find("button[aria-haspopup]").Click();
        OnItsTurn(static () => { });
        return this;
    }

    public SelectorPage Press(string key, bool alt = false)
    {
        Box.KeyDown(new KeyboardEventArgs { Key = key, AltKey = alt });
        OnItsTurn(static () => { });
        return this;
    }

    /// <summary>Types a search text and waits until the search completes.</summary>
    public SelectorPage Search(string text)
    {
        Box.Input(text);
        OnItsTurn(() => Page.Time.Advance(LoraPicker.Pause));
        Selector.WaitForState(() => Selector.Find(".lora-selector-box").Children[^1].TextContent.Length > 0 || Client.Items.Count == 0);
        return this;
    }

    public void Pick(LoraItem item) => OnItsTurn(() =>
        Selector.FindAll("[role=option]").Single(option => option.Id!.EndsWith(item.Id.ToString(), StringComparison.Ordinal)).Click());

    public bool FocusIsInBox => HasFocus(Page, Selector.Instance, "_box");

    public bool FocusIsOnFirstButton => HasFocus(Page, Selector.Instance, "_trigger");

    // The markup of later renders lacks element references, so the fields of the component are compared.
    public static bool HasFocus(ComponentTest page, LoraSelector selector, string field) =>
        page.JSInterop.Invocations.LastOrDefault(IsFocus) is var last
        && last.Arguments[0] is ElementReference focused
        && typeof(LoraSelector).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(selector) is ElementReference kept
        && focused.Id == kept.Id;

    private static bool IsFocus(JSRuntimeInvocation call) => call.Identifier is "focus" or "Blazor._internal.domWrapper.focus";

    public void Dispose()
    {
        _selector?.Dispose();
        Page.Dispose();
    }

    // Runs on the renderer thread, so that no render occurs between finding an element and using it.
    private void OnItsTurn(Action act) => Selector.InvokeAsync(act).GetAwaiter().GetResult();
}
