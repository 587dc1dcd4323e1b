using System.Globalization;
using System.Xml.Linq;
using Lora.Storage.S3.Connections;

namespace Lora.Storage.S3.Buckets;

/// <summary>The rule of the bucket that removes uploads nobody finishes: the net below the sweeper.</summary>
internal sealed class S3UploadRule(S3Connection connection, LoraManagementOptions options)
{
    /// <summary>After how many days an upload counts as abandoned, and longer than any session lives.</summary>
    private const int Days = 7;

    private readonly string _prefix = options.KeyPrefix.Length == 0 ? "" : options.KeyPrefix + "/";

    /// <summary>After how many days the rule that is there removes the uploads of this application; <see langword="null"/> where there is none.</summary>
    public async Task<int?> FindAsync(CancellationToken cancellationToken) => Find(await Setting().ReadAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Adds the rule unless one does the same already.</summary>
    /// <returns>Whether it had to be added.</returns>
    public async Task<bool> EnsureAsync(CancellationToken cancellationToken)
    {
        var setting = Setting();
        var rules = await setting.ReadAsync(cancellationToken).ConfigureAwait(false);
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
        await setting.WriteAsync(rules, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Older servers of Ceph tell a filter's prefix beside what it goes together with, and would forget it if it came back like that: a rule for some objects would be one for
    /// all. AWS takes rules with a filter and rules of the older kind, whose prefix stands alone, only apart from each other.
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

    private S3BucketSetting Setting() => new(connection, "lifecycle", "LifecycleConfiguration");

    private int? Find(XElement rules)
    {
        var days = rules.Elements().Where(Applies).Select(static rule => rule.Child("AbortIncompleteMultipartUpload")?.Value("DaysAfterInitiation"));
        return days.OfType<string>().Select(static text => int.Parse(text, CultureInfo.InvariantCulture)).Order().Cast<int?>().FirstOrDefault();
    }

    /// <summary>A rule for tags or sizes says nothing about uploads; one without a prefix is for all.</summary>
    private bool Applies(XElement rule)
    {
        var filter = rule.Child("Filter");
        return string.Equals(rule.Value("Status"), "Enabled", StringComparison.Ordinal)
            && (filter is null || filter.Elements().All(static part => part.Name.LocalName == "Prefix"))
            && _prefix.StartsWith(filter?.Value("Prefix") ?? rule.Value("Prefix") ?? "", StringComparison.Ordinal);
    }

    /// <summary>Other applications of this toolkit may share the bucket, each with a prefix of its own.</summary>
    private string Id()
    {
        const int Longest = 200;
        var prefix = string.Concat(options.KeyPrefix.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return $"lora-toolkit-incomplete-uploads-{prefix[..Math.Min(prefix.Length, Longest)]}".TrimEnd('-');
    }
}
