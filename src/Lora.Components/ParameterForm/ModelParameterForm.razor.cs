using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;

namespace Lora.Components;

/// <summary>
/// A form for the parameters of any model. It shows the parameters that count, judges what is entered by <see cref="ModelRules"/> and keeps what still fits
/// when the model changes. A model without LoRA has nothing of LoRAs in its form, and nothing is asked of the server.
/// </summary>
public sealed partial class ModelParameterForm : IAsyncDisposable
{
    private readonly string _id = LoraCss.NewId("lora-form");
    private readonly object _identity = new();
    private readonly Dictionary<(string Name, ModelParameterType Type), ModelFormField> _fields = [];
    private readonly Dictionary<string, List<string>> _faults = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private EditContext _context = default!;
    private ValidationMessageStore _messages = default!;
    private ModelConfig? _model;
    private ModelValues _values = ModelValues.Empty;
    private ModelValues? _given;
    private IReadOnlyList<LoraIssue>? _givenIssues;
    private List<LoraIssue> _told = [];
    private IReadOnlyList<ModelFormCell> _cells = [];
    private ModelParameterEditors _editors = ModelParameterEditors.Default;
    private LoraLocalizer? _texts;
    private ModelFormSentences? _sentences;
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
    /// The values, by parameter name. Where one is missing, the form fills in the default and tells so. A number that cannot be read stays as the text that was
    /// typed, so that whoever validates refuses it.
    /// </summary>
    [Parameter]
    public ModelValues Values { get; set; } = ModelValues.Empty;

    /// <summary>Tells other values.</summary>
    [Parameter]
    public EventCallback<ModelValues> ValuesChanged { get; set; }

    /// <summary>Called whenever the form is submitted, whether or not the values are valid.</summary>
    [Parameter]
    public EventCallback<ModelValues> OnSubmit { get; set; }

    /// <summary>Called when the form is submitted and every value is valid.</summary>
    [Parameter]
    public EventCallback<ModelValues> OnValidSubmit { get; set; }

    /// <summary>Faults the host found, such as those of a generation request; each is shown at the parameter it names until its value changes.</summary>
    [Parameter]
    public IReadOnlyList<LoraIssue>? Issues { get; set; }

    /// <summary>What the submit button says; <see langword="null"/>: "Generate".</summary>
    [Parameter]
    public string? SubmitText { get; set; }

    /// <summary>Stands in place of the submit button, with the present values.</summary>
    [Parameter]
    public RenderFragment<ModelValues>? ChildContent { get; set; }

    /// <summary>Which components edit the parameters; <see langword="null"/>: those registered as a service, else the toolkit's own.</summary>
    [Parameter]
    public ModelParameterEditors? Editors { get; set; }

    /// <summary>Whether everything is fixed.</summary>
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

    private ModelFormSentences Sentences => _sentences ??= new ModelFormSentences(Texts);

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
            Judge();
        };
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Model is null)
        {
            throw new InvalidOperationException($"{nameof(ModelParameterForm)} needs a {nameof(Model)}.");
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
            _told = [];
            _context.MarkAsUnmodified();
            WarnOfUnknown();
        }

        _values = ModelFormValues.Complete(Model, _values);
        if (!ReferenceEquals(Issues, _givenIssues))
        {
            _givenIssues = Issues;
            _told = [.. Issues ?? []];
            _attempted |= _told.Count > 0;
            _focusInvalid |= _told.Count > 0;
        }

        Judge();
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
        _told.RemoveAll(issue => issue.Member == parameter.Name);
        _context.NotifyFieldChanged(FieldOf(parameter).Identifier);
        Judge();
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

    private void WarnOfUnknown()
    {
        foreach (var parameter in Model.Parameters.Where(parameter => _editors[parameter.Type] is null))
        {
            LogUnknown(Loggers.CreateLogger<ModelParameterForm>(), Model.Id, parameter.Name, parameter.Type);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model '{Model}', parameter '{Parameter}': nothing edits the type {Type}, so its value is only shown.")]
    private static partial void LogUnknown(ILogger logger, string model, string parameter, ModelParameterType type);
}
