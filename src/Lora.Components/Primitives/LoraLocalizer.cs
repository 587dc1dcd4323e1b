using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using Lora.Inspection;
using Microsoft.Extensions.Localization;

namespace Lora.Components;

/// <summary>
/// Looks up the texts of one resource set in the current UI culture: first in the localizer that the host registered for the set, if any, then in the
/// resources of the toolkit, then in English. A resource set is a class with .resx files of the same name.
/// </summary>
internal sealed class LoraLocalizer(Type set, IStringLocalizer? host)
{
    private static readonly ConcurrentDictionary<Type, ResourceManager> Sets = new();

    private readonly ResourceManager _resources = Sets.GetOrAdd(set, static type => new ResourceManager(type));

    /// <summary>Gets the text for a key, or the key if there is no text.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>Returns the text for a key, or another text if there is none.</summary>
    public string Or(string key, string other) => Find(key) ?? other;

    /// <summary>Gets the formatted text for a key.</summary>
    public string this[string key, params object?[] arguments] => Fill(this[key], arguments);

    /// <summary>Creates a localizer for a resource set, which includes the texts of the host.</summary>
    public static LoraLocalizer For<T>(IServiceProvider services) =>
        new(typeof(T), (IStringLocalizer?)services.GetService(typeof(IStringLocalizer<T>)));

    /// <summary>
    /// Returns the text for a number: <c>key.one</c>, <c>key.few</c>, … by the plural rules of the language, or else <c>key.other</c>. The number is argument 0.
    /// </summary>
    public string Plural(string key, long count, params object?[] arguments)
    {
        var text = Find($"{key}.{LoraPlural.Category(count, CultureInfo.CurrentUICulture)}") ?? Find($"{key}.other") ?? key;
        return Fill(text, [count.ToString("N0", CultureInfo.CurrentCulture), .. arguments]);
    }

    /// <summary>Returns the localized message of an issue: the text with the prefix <c>Issue.</c> and its sentence key or code, or else the message of the issue.</summary>
    public string Issue(LoraIssue issue, params object?[] arguments) => Say("Issue.", issue.Sentence) ?? Issue(issue.Code, issue.Message, arguments);

    /// <inheritdoc cref="Issue(LoraIssue, object[])" />
    public string Issue(InspectionIssue issue) => Say("Issue.", issue.Sentence) ?? Issue(issue.Code, issue.Message);

    /// <inheritdoc cref="Issue(LoraIssue, object[])" />
    public string Issue(string code, string message, params object?[] arguments) => TryFill($"Issue.{code}", arguments) ?? message;

    /// <summary>Returns the localized messages of several issues, separated by spaces.</summary>
    public string Issues(IEnumerable<LoraIssue> issues) => string.Join(' ', issues.Select(issue => Issue(issue)));

    /// <summary>Returns the localized text of evidence: the text with the prefix <c>Evidence.</c> and its sentence key, or else the text of the evidence.</summary>
    public string Evidence(InspectionEvidence evidence) => Say("Evidence.", evidence.Sentence) ?? evidence.Text;

    private static string Fill(string text, object?[] arguments) => string.Format(CultureInfo.CurrentCulture, text, arguments);

    private string? Say(string prefix, LoraSentence? sentence) => sentence is null ? null : TryFill(prefix + sentence.Key, [.. sentence.Arguments.Select(Number)]);

    // A sentence that an earlier version stored may have fewer arguments than the current text.
    private string? TryFill(string key, object?[] arguments)
    {
        try
        {
            return Find(key) is { } text ? Fill(text, arguments) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Numbers are stored as digits, so that the text can format them for the culture.
    private static object Number(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && argument is "0" or not ['0', ..] ? number : argument;

    private string? Find(string key)
    {
        var own = host?[key];
        return own is { ResourceNotFound: false } ? own.Value : _resources.GetString(key, CultureInfo.CurrentUICulture);
    }
}
