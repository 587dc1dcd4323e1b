using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using Lora.Inspection;
using Microsoft.Extensions.Localization;

namespace Lora.Components;

/// <summary>
/// Finds the texts of one resource set in the present culture: first the host's, if it registered a localizer for the set, then the toolkit's own,
/// then English. A set is a class with the .resx files of the same name beside it.
/// </summary>
internal sealed class LoraLocalizer(Type set, IStringLocalizer? host)
{
    private static readonly ConcurrentDictionary<Type, ResourceManager> Sets = new();

    private readonly ResourceManager _resources = Sets.GetOrAdd(set, static type => new ResourceManager(type));

    /// <summary>The text of a key; the key itself when there is none.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>The text of a key; another text when there is none.</summary>
    public string Or(string key, string other) => Find(key) ?? other;

    /// <summary>The text of a key with its places filled.</summary>
    public string this[string key, params object?[] arguments] => Fill(this[key], arguments);

    /// <summary>Makes a localizer for a set, with the host's own texts if there are any.</summary>
    public static LoraLocalizer For<T>(IServiceProvider services) =>
        new(typeof(T), (IStringLocalizer?)services.GetService(typeof(IStringLocalizer<T>)));

    /// <summary>
    /// The text for a number: <c>key.one</c>, <c>key.few</c>, … by the rules of the language, else <c>key.other</c>. The number fills place 0.
    /// </summary>
    public string Plural(string key, long count, params object?[] arguments)
    {
        var text = Find($"{key}.{LoraPlural.Category(count, CultureInfo.CurrentUICulture)}") ?? Find($"{key}.other") ?? key;
        return Fill(text, [count.ToString("N0", CultureInfo.CurrentCulture), .. arguments]);
    }

    /// <summary>The sentence for an issue: a text with the key <c>Issue.</c> and that of its sentence or its code if there is one, else the issue's own.</summary>
    public string Issue(LoraIssue issue, params object?[] arguments) => Say("Issue.", issue.Sentence) ?? Issue(issue.Code, issue.Message, arguments);

    /// <inheritdoc cref="Issue(LoraIssue, object[])" />
    public string Issue(InspectionIssue issue) => Say("Issue.", issue.Sentence) ?? Issue(issue.Code, issue.Message);

    /// <inheritdoc cref="Issue(LoraIssue, object[])" />
    public string Issue(string code, string message, params object?[] arguments) => TryFill($"Issue.{code}", arguments) ?? message;

    /// <summary>The sentences for several issues, one after the other.</summary>
    public string Issues(IEnumerable<LoraIssue> issues) => string.Join(' ', issues.Select(issue => Issue(issue)));

    /// <summary>The sentence for evidence: a text with the key <c>Evidence.</c> and that of its sentence if there is one, else its own.</summary>
    public string Evidence(InspectionEvidence evidence) => Say("Evidence.", evidence.Sentence) ?? evidence.Text;

    private static string Fill(string text, object?[] arguments) => string.Format(CultureInfo.CurrentCulture, text, arguments);

    private string? Say(string prefix, LoraSentence? sentence) => sentence is null ? null : TryFill(prefix + sentence.Key, [.. sentence.Arguments.Select(Number)]);

    // What an earlier version kept may have fewer arguments than the text has places by now.
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

    // Numbers come as digits, and are shown as the language shows them where the text asks for that.
    private static object Number(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && argument is "0" or not ['0', ..] ? number : argument;

    private string? Find(string key)
    {
        var own = host?[key];
        return own is { ResourceNotFound: false } ? own.Value : _resources.GetString(key, CultureInfo.CurrentUICulture);
    }
}
