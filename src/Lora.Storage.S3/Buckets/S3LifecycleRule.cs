using System.Globalization;
using System.Xml.Linq;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>The lifecycle rule of the bucket that aborts abandoned uploads, as a safety net below the sweeper.</summary>
internal sealed class S3LifecycleRule(S3Connection connection, LoraManagementOptions options)
{
    /// <summary>The number of days after which the server aborts an unfinished upload. Longer than the default lifetime of an upload session.</summary>
    private const int Days = 7;

    private readonly string _prefix = options.KeyPrefix.Length == 0 ? "" : options.KeyPrefix + "/";

    /// <summary>Returns the number of days after which the bucket aborts the uploads of this application, or <see langword="null"/> if it has no such rule.</summary>
    public async Task<int?> FindAsync(CancellationToken cancellationToken) => Find(await Configuration().ReadAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Adds the rule, unless the bucket has one that does the same.</summary>
    /// <returns>Whether a rule was added.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        var configuration = Configuration();
        var rules = await configuration.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (Find(rules) is not null)
        {
            return false;
        }

        var name = rules.Name.Namespace;
        var id = Id();
        rules.Elements().Where(rule => string.Equals(rule.Value("ID"), id, StringComparison.Ordinal)).Remove();
        rules.Add(new XElement(
            name + "Rule",
            new XElement(name + "ID", id),
            new XElement(name + "Filter", new XElement(name + "Prefix", _prefix)),
            new XElement(name + "Status", "Enabled"),
            new XElement(name + "AbortIncompleteMultipartUpload", new XElement(name + "DaysAfterInitiation", Math.Max(Days, (int)Math.Ceiling(options.UploadLifetime.TotalDays) + 1)))));
        Repair(rules);
        await configuration.WriteAsync(rules, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Repairs rules that could not be written back as they were read. Older versions of Ceph return a filter's prefix beside its <c>And</c> element and would ignore it there, so
    /// that a rule for some objects would apply to all. AWS rejects a configuration that mixes rules with a filter and rules of the older kind, which have only a prefix.
    /// </summary>
    private static void Repair(XElement rules)
    {
        foreach (var prefix in rules.Elements().Where(static rule => rule.Child("Filter") is null).Select(static rule => rule.Child("Prefix")).OfType<XElement>().ToList())
        {
            prefix.ReplaceWith(new XElement(rules.Name.Namespace + "Filter", new XElement(prefix.Name, prefix.Value)));
        }

        foreach (var filter in rules.Elements().Select(static rule => rule.Child("Filter")).OfType<XElement>())
        {
            if (filter.Child("And") is { } and && filter.Child("Prefix") is { } prefix)
            {
                prefix.Remove();
                and.AddFirst(prefix);
            }
        }
    }

    private S3BucketConfiguration Configuration() => new(connection, "lifecycle", "LifecycleConfiguration");

    private int? Find(XElement rules)
    {
        var days = rules.Elements().Where(Applies).Select(static rule => rule.Child("AbortIncompleteMultipartUpload")?.Value("DaysAfterInitiation"));
        return days.OfType<string>().Select(static text => int.Parse(text, CultureInfo.InvariantCulture)).Order().Cast<int?>().FirstOrDefault();
    }

    /// <summary>Returns whether a rule applies to uploads. A rule with tags or sizes does not; a rule without a prefix applies to all.</summary>
    private bool Applies(XElement rule)
    {
        var filter = rule.Child("Filter");
        return string.Equals(rule.Value("Status"), "Enabled", StringComparison.Ordinal)
            && (filter is null || filter.Elements().All(static part => part.Name.LocalName == "Prefix"))
            && _prefix.StartsWith(filter?.Value("Prefix") ?? rule.Value("Prefix") ?? "", StringComparison.Ordinal);
    }

    /// <summary>Returns the id of the rule. It includes the prefix, because several applications may share the bucket.</summary>
    private string Id()
    {
        const int Longest = 200;
        var prefix = string.Concat(options.KeyPrefix.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return $"lora-toolkit-incomplete-uploads-{prefix[..Math.Min(prefix.Length, Longest)]}".TrimEnd('-');
    }
}
