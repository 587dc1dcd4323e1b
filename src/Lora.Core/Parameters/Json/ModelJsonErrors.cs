using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lora.Inspection;
using Lora.Parameters.Rules;

namespace Lora.Parameters.Json;

/// <summary>
/// Compares a model's JSON with the serializer's type information and reports every error. The serializer itself stops at the first error and mentions .NET types.
/// </summary>
internal sealed class ModelJsonErrors
{
    private readonly List<LoraIssue> _issues = [];

    private ModelJsonErrors()
    {
    }

    public static IReadOnlyList<LoraIssue> Of(JsonElement model, int index)
    {
        var errors = new ModelJsonErrors();
        var name = TextOf(model, "id") is { } id ? $"Model '{id}'" : $"Model {index + 1}";
        errors.Visit(model, ModelJsonContext.Default.ModelConfig, name, string.Empty);
        return errors._issues;
    }

    private void Visit(JsonElement element, JsonTypeInfo type, string owner, string path)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                VisitObject(element, type, owner, path);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                VisitItems(element, type, owner, path);
                break;
            case JsonTypeInfoKind.Object:
                Add(owner, path, "must be an object");
                break;
            case JsonTypeInfoKind.Enumerable:
                Add(owner, path, "must be an array");
                break;
            default:
                VisitScalar(element, type, owner, path);
                break;
        }
    }

    private void VisitObject(JsonElement element, JsonTypeInfo type, string owner, string path)
    {
        var members = type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null).ToList();
        foreach (var value in element.EnumerateObject())
        {
            if (members.Find(member => member.Name == value.Name) is not { } member)
            {
                var known = string.Join(", ", members.Select(candidate => candidate.Name).Order(StringComparer.Ordinal));
                Add(owner, Join(path, value.Name), $"is not known. Known members: {known}");
            }
            else if (value.Value.ValueKind == JsonValueKind.Null && CanBeNull(member.PropertyType))
            {
                if (IsRequired(member))
                {
                    Add(owner, Join(path, member.Name), "is missing");
                }
            }
            else if (member.PropertyType == typeof(object))
            {
                VisitValue(value.Value, owner, Join(path, member.Name));
            }
            else if (member.PropertyType == typeof(LoraNoiseExpert?))
            {
                VisitExpert(value.Value, owner, Join(path, member.Name));
            }
            else
            {
                Visit(value.Value, type.Options.GetTypeInfo(member.PropertyType), owner, Join(path, member.Name));
            }
        }

        foreach (var member in members.Where(member => IsRequired(member) && !element.TryGetProperty(member.Name, out _)))
        {
            Add(owner, Join(path, member.Name), "is missing");
        }
    }

    private void VisitItems(JsonElement element, JsonTypeInfo type, string owner, string path)
    {
        var item = type.Options.GetTypeInfo(type.ElementType!);
        var index = 0;
        foreach (var value in element.EnumerateArray())
        {
            var isNamed = item.Type == typeof(ModelParameter) && TextOf(value, "name") is not null;
            Visit(value, item, isNamed ? $"{owner}, parameter '{TextOf(value, "name")}'" : owner, isNamed ? string.Empty : $"{path}[{index}]");
            index++;
        }
    }

    private void VisitValue(JsonElement element, string owner, string path)
    {
        if (ModelScalar.Unwrap(element) is not (string or bool or decimal))
        {
            Add(owner, path, "must be text, a number, true or false");
        }
    }

    private void VisitExpert(JsonElement element, string owner, string path)
    {
        if (element.ValueKind != JsonValueKind.String || !SlotExpertConverter.TryParse(element.GetString(), out _))
        {
            Add(owner, path, "must be one of any, high, low");
        }
    }

    private void VisitScalar(JsonElement element, JsonTypeInfo type, string owner, string path)
    {
        try
        {
            element.Deserialize(type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            Add(owner, path, $"must be {Expected(Nullable.GetUnderlyingType(type.Type) ?? type.Type)}");
        }
    }

    private void Add(string owner, string path, string message) =>
        _issues.Add(new LoraIssue(
            LoraErrorCodes.ModelInvalid,
            path.Length == 0 ? $"{owner} {message}." : $"{owner}: '{path}' {message}.",
            path.Length == 0 ? null : path));

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(ModelParameterType) => "one of string, number, boolean, select, lora-selector",
        _ when type == typeof(ModelParameterGroup) => "one of basic, advanced, hidden",
        _ => "a number",
    };

    private static bool IsRequired(JsonPropertyInfo member) =>
        member.IsRequired || member.AssociatedParameter is { IsMemberInitializer: false, HasDefaultValue: false };

    private static bool CanBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static string? TextOf(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && ModelScalar.Unwrap(value) is string text ? text : null;

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";
}
