using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// A form for the parameters of any model. It displays the active parameters, validates the values and keeps compatible values
/// when the model changes. For models without LoRA parameters, it sends no requests to the server.
/// </summary>
public sealed partial class ModelParameterForm : IAsyncDisposable
{
    private readonly string _id = LoraCss.NewId("lora-form");
    private readonly object _identity = new();
    private readonly Dictionary<(string Name, ModelParameterType Type), ModelFormField> _fields = [];
    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private EditContext _context = default!;
    private ValidationMessageStore _messages = default!;
    private ModelConfig? _model;
    private ModelValues _values = ModelValues.Empty;
    private ModelValues? _given;
    private IReadOnlyList<LoraIssue>? _givenIssues;
    private List<LoraIssue> _hostIssues = [];
    private IReadOnlyList<ModelFormCell> _cells = [];
    private ModelParameterEditors _editors = ModelParameterEditors.Default;
    private LoraLocalizer? _texts;
    private ModelFormMessages? _formMessages;
    private LoraModule? _module;
    private ElementReference _root;
    private bool _attempted;
    private bool _submitting;
    private bool _focusInvalid;

    /// <summary>The model.</summary>
    [Parameter]
    [EditorRequired]
    public ModelConfig Model { get; set; } = default!;

    /// <summary>
    /// The values by parameter name. For missing values, the form sets the default and raises <see cref="ValuesChanged"/>. An invalid number is kept as the text
    /// that was typed, so that validation rejects it.
    /// </summary>
    [Parameter]
    public ModelValues Values { get; set; } = ModelValues.Empty;

    /// <summary>Called when the values change.</summary>
    [Parameter]
    public EventCallback<ModelValues> ValuesChanged { get; set; }

    /// <summary>Called when the form is submitted, regardless of whether the values are valid.</summary>
    [Parameter]
    public EventCallback<ModelValues> OnSubmit { get; set; }

    /// <summary>Called when the form is submitted and all values are valid.</summary>
    [Parameter]
    public EventCallback<ModelValues> OnValidSubmit { get; set; }

    /// <summary>Issues from the host, for example from a rejected generation request. Each is displayed at its parameter until the value changes.</summary>
    [Parameter]
    public IReadOnlyList<LoraIssue>? Issues { get; set; }

    /// <summary>The text of the submit button. Default: "Generate" in the current UI culture.</summary>
    [Parameter]
    public string? SubmitText { get; set; }

    /// <summary>Content that replaces the submit button. Its context is the current values.</summary>
    [Parameter]
    public RenderFragment<ModelValues>? ChildContent { get; set; }

    /// <summary>The components that edit the parameters. Default: <see langword="null"/>, which uses the registered service or else <see cref="ModelParameterEditors.Default"/>.</summary>
    [Parameter]
    public ModelParameterEditors? Editors { get; set; }

    /// <summary>Whether all controls are disabled.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Classes to add to the outermost element.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Further attributes of the outermost element.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? AdditionalAttributes { get; set; }

    [Inject]
    private IJSRuntime JS { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    [Inject]
    private IServiceProvider Services { get; set; } = default!;

    private LoraLocalizer Texts => _texts ??= LoraLocalizer.For<LoraFormStrings>(Services);

    private ModelFormMessages Messages => _formMessages ??= new ModelFormMessages(Texts);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_module is not null)
        {
            await _module.DisposeAsync();
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _context = new EditContext(_identity);
        _messages = new ValidationMessageStore(_context);
        _context.OnValidationRequested += (_, _) =>
        {
            _attempted = true;
            Validate();
        };
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Model is null)
        {
            throw new InvalidOperationException($"{nameof(ModelParameterForm)} requires a value for the {nameof(Model)} parameter.");
        }

        _editors = Editors ?? (ModelParameterEditors?)Services.GetService(typeof(ModelParameterEditors)) ?? ModelParameterEditors.Default;
        var before = _values;
        var given = Values ?? ModelValues.Empty;
        var isGiven = !ReferenceEquals(given, _given) && !ReferenceEquals(given, _values);
        _values = isGiven ? given : _values;
        _given = given;
        if (!ReferenceEquals(Model, _model))
        {
            _values = _model is null || isGiven ? _values : ModelFormValues.Carry(_model, Model, _values);
            _model = Model;
            _attempted = false;
            _hostIssues = [];
            _context.MarkAsUnmodified();
            WarnAboutMissingEditors();
        }

        _values = ModelFormValues.Complete(Model, _values);
        if (!ReferenceEquals(Issues, _givenIssues))
        {
            _givenIssues = Issues;
            _hostIssues = [.. Issues ?? []];
            _attempted |= _hostIssues.Count > 0;
            _focusInvalid |= _hostIssues.Count > 0;
        }

        Validate();
        if (!ReferenceEquals(_values, isGiven ? given : before))
        {
            await ValuesChanged.InvokeAsync(_values);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = new LoraModule(JS, Loggers.CreateLogger<ModelParameterForm>(), "ParameterForm/ModelParameterForm.razor.js");
            await _module.InitializeAsync(_root);
        }

        if (_focusInvalid && _module is not null)
        {
            _focusInvalid = false;
            await _module.InvokeAsync("focusInvalid");
        }
    }

    private async Task SetAsync(ModelParameter parameter, object? value)
    {
        _values = _values.With(parameter.Name, value);
        _hostIssues.RemoveAll(issue => issue.Member == parameter.Name);
        _context.NotifyFieldChanged(FieldOf(parameter).Identifier);
        Validate();
        StateHasChanged();
        await ValuesChanged.InvokeAsync(_values);
    }

    private async Task SubmitAsync()
    {
        if (_submitting || Disabled)
        {
            return;
        }

        var isValid = _context.Validate();
        _focusInvalid = !isValid;
        _submitting = true;
        try
        {
            await OnSubmit.InvokeAsync(_values);
            if (isValid)
            {
                await OnValidSubmit.InvokeAsync(_values);
            }
        }
        finally
        {
            _submitting = false;
        }
    }

    private Task JumpAsync(ModelParameter parameter) => _module?.InvokeAsync("focus", ControlId(parameter)) ?? Task.CompletedTask;

    private void WarnAboutMissingEditors()
    {
        foreach (var parameter in Model.Parameters.Where(parameter => _editors[parameter.Type] is null))
        {
            LogMissingEditor(Loggers.CreateLogger<ModelParameterForm>(), Model.Id, parameter.Name, parameter.Type);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model '{Model}', parameter '{Parameter}': no editor is registered for the type {Type}, so the value is read-only.")]
    private static partial void LogMissingEditor(ILogger logger, string model, string parameter, ModelParameterType type);
}
