using AngleSharp.Dom;
using Bunit;
using Lora.Components.Tests.Selector;
using Lora.Components.Tests.Support;
using Lora.Testing;

namespace Lora.Components.Tests.ParameterForm;

/// <summary>A page with one parameter form, and methods that fill it in.</summary>
internal sealed class FormPage : IDisposable
{
    private IRenderedComponent<ModelParameterForm>? _form;

    public FormPage(string culture = "en-GB", bool interactive = true)
    {
        Page = new ComponentTest(culture, interactive);
        SelectorPage.Plan(Page);
        Module = new Module(Page.JSInterop, "ParameterForm/ModelParameterForm.razor.js", "focusInvalid", "focus");
    }

    public ComponentTest Page { get; }

    public Module Module { get; }

    public ScriptedLoraClient Client => Page.Client;

    public ModelValues Values { get; private set; } = ModelValues.Empty;

    public List<ModelValues> Submits { get; } = [];

    public List<ModelValues> ValidSubmits { get; } = [];

    public IRenderedComponent<ModelParameterForm> Form => _form!;

    public static ModelConfig Model(params ModelParameter[] parameters) => new() { Id = "test", Name = "Test", Parameters = parameters };

    public static ModelParameter Text(string name) => new() { Name = name, Label = name, Type = ModelParameterType.String };

    public static ModelParameter Number(string name) => new() { Name = name, Label = name, Type = ModelParameterType.Number };

    public FormPage Render(ModelConfig model, ModelValues? values = null, Action<ComponentParameterCollectionBuilder<ModelParameterForm>>? more = null)
    {
        Values = values ?? ModelValues.Empty;
        _form = Page.Render<ModelParameterForm>(parameters =>
        {
            parameters.Add(form => form.Model, model)
                .Bind(form => form.Values, Values, Take)
                .Add(form => form.OnSubmit, Submits.Add)
                .Add(form => form.OnValidSubmit, ValidSubmits.Add);
            more?.Invoke(parameters);
        });
        return this;
    }

    public FormPage Switch(ModelConfig model, ModelValues? values = null)
    {
        Form.Render(parameters => parameters.Add(form => form.Model, model).Add(form => form.Values, values ?? Values));
        return this;
    }

    /// <summary>Returns the control that a label refers to.</summary>
    public IElement Control(string label) => Form.Find($"#{Form.FindAll("label").Single(found => Words(found) == label).GetAttribute("for")}");

    public FormPage Enter(string label, object value)
    {
        Control(label).Change(value);
        return this;
    }

    public FormPage Submit()
    {
        Form.Find("form").Submit();
        return this;
    }

    public IReadOnlyList<string> Errors(string label) =>
        [.. Control(label).GetAttribute("aria-describedby")!.Split(' ').SelectMany(id => Form.FindAll($"#{id} .lora-error")).Select(fault => fault.TextContent)];

    public FormPage Choose(string label, LoraItem item)
    {
        Control(label).Click();
        Form.FindAll("[role=option]").Single(option => option.Id!.EndsWith(item.Id.ToString(), StringComparison.Ordinal)).Click();
        return this;
    }

    public void Dispose()
    {
        _form?.Dispose();
        Page.Dispose();
    }

    private static string Words(IElement label) => label.FirstChild!.TextContent.Trim();

    // Like a host, passes the changed values back as the parameter.
    private void Take(ModelValues values)
    {
        Values = values;
        _form?.Render(parameters => parameters.Add(form => form.Values, values));
    }
}
