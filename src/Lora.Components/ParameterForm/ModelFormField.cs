using System.Linq.Expressions;
using Microsoft.AspNetCore.Components.Forms;

namespace Lora.Components;

/// <summary>Represents one parameter in the edit context, which identifies fields by object and member. It stores no value.</summary>
internal sealed class ModelFormField
{
    public ModelFormField(ModelParameter parameter)
    {
        TextExpression = () => Text;
        NumberExpression = () => Number;
        Identifier = new FieldIdentifier(this, parameter.Type == ModelParameterType.Number ? nameof(Number) : nameof(Text));
    }

    public string Text { get; } = string.Empty;

    public decimal Number { get; }

    public Expression<Func<string>> TextExpression { get; }

    public Expression<Func<decimal>> NumberExpression { get; }

    public FieldIdentifier Identifier { get; }
}
