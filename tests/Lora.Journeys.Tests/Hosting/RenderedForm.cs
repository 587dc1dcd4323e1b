using Bunit;
using Lora.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Journeys.Tests.Hosting;

/// <summary>A rendered model form that uses the real client.</summary>
internal sealed class RenderedForm : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BunitContext _page = new();
    private readonly IRenderedComponent<ModelParameterForm> _form;

    public RenderedForm(ILoraClient client, ModelConfig model)
    {
        _page.Services.AddSingleton(client);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _form = _page.Render<ModelParameterForm>(parameters => parameters
            .Add(form => form.Model, model)
            .Bind(form => form.Values, Values, values => Values = values));
    }

    public ModelValues Values { get; private set; } = ModelValues.Empty;

    public IReadOnlyList<string> Offered => [.. _form.FindAll("[role=option]").Select(option => option.Id!.Split('-')[^1])];

    /// <summary>Opens the list and waits until it has the expected number of options.</summary>
    public async Task OpenListAsync(int expected)
    {
        await _form.WaitForElementAsync("button[aria-haspopup]", Patience);
        await _form.InvokeAsync(() => _form.Find("button[aria-haspopup]").Click());
        await _form.WaitForStateAsync(() => _form.FindAll("[role=combobox]").Count == 1 && Offered.Count == expected, Patience);
    }

    public Task WaitForAsync(LoraId id) => _form.WaitForStateAsync(() => Offered.Contains(id.ToString(), StringComparer.Ordinal), Patience);

    public Task PickAsync(LoraId id) => _form.InvokeAsync(() =>
        _form.FindAll("[role=option]").Single(option => option.Id!.EndsWith(id.ToString(), StringComparison.Ordinal)).Click());

    public void Dispose()
    {
        _form.Dispose();
        _page.Dispose();
    }
}
