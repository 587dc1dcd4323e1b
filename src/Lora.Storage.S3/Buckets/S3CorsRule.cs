using System.Globalization;
using System.Xml.Linq;
using Lora.Storage.S3.Connections;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Buckets;

/// <summary>The CORS rule of the bucket that allows pages of the host's sites to upload parts to it.</summary>
internal sealed class S3CorsRule(S3Connection connection)
{
    private const string Id = "lora-toolkit-uploads";
    private const int MaxAgeSeconds = 3600;
    private static readonly string[] AllowedHeaders = ["content-type", "x-amz-checksum-*", S3Signature.PayloadHeader];

    private readonly S3Preflight _preflight = new(connection);

    /// <summary>Returns whether any site may upload parts.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken) =>
        (await Configuration().ReadAsync(cancellationToken).ConfigureAwait(false)).Elements().Any(Allows);

    /// <summary>Adds the rule for the origins that may not upload parts yet.</summary>
    /// <returns>Whether a rule was added.</returns>
    public async Task<bool> EnsureAsync(IEnumerable<string> origins, CancellationToken cancellationToken)
    {
        var wanted = new List<string>();
        foreach (var origin in origins.Select(S3Origin.Checked).Distinct(StringComparer.Ordinal))
        {
            if (await _preflight.IsAllowedAsync(S3Origin.ExampleOf(origin), cancellationToken).ConfigureAwait(false) != true)
            {
                wanted.Add(origin);
            }
        }

        if (wanted.Count == 0)
        {
            return false;
        }

        if (!connection.Profile.HasCorsRules)
        {
            throw new LoraStorageException(
                LoraErrorCodes.StorageRefused, $"The server is {connection.Profile.Name}, whose buckets have no CORS rules. Uploads go through this application.", isTransient: false);
        }

        return await AddAsync(wanted, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> AddAsync(List<string> wanted, CancellationToken cancellationToken)
    {
        var configuration = Configuration();
        var rules = await configuration.ReadAsync(cancellationToken).ConfigureAwait(false);
        // A new rule may take some time to apply. Ceph ignores a rule that comes after another one for the same origin.
        if (wanted.TrueForAll(origin => rules.Elements().FirstOrDefault(rule => IsFor(rule, origin)) is { } first && Allows(first)))
        {
            return false;
        }

        var own = rules.Elements().Where(IsOwn).ToList();
        own.ForEach(static rule => rule.Remove());
        rules.AddFirst(RulesFor([.. own.SelectMany(static rule => rule.Values("AllowedOrigin")), .. wanted], [.. rules.Elements()], rules.Name.Namespace));
        await configuration.WriteAsync(rules, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>
    /// Ceph applies only the first rule for an origin. So these rules come first and also allow what the other rules allow to the same origins, but no more than that.
    /// Rules for narrower origins, to which more of the others apply, come before rules for wider ones.
    /// </summary>
    private static IEnumerable<XElement> RulesFor(List<string> origins, List<XElement> others, XNamespace name)
    {
        var narrower = others.SelectMany(static rule => rule.Values("AllowedOrigin")).Where(pattern => origins.Exists(origin => S3Origin.Matches(origin, pattern)));
        return origins.Concat(narrower).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(origin => (Origin: origin, Others: others.FindAll(rule => IsFor(rule, origin))))
            .GroupBy(place => string.Join(' ', place.Others.Select(rule => others.IndexOf(rule))), StringComparer.Ordinal)
            .OrderByDescending(static group => group.First().Others.Count)
            .Select((group, place) => Rule(name, place == 0 ? Id : string.Create(CultureInfo.InvariantCulture, $"{Id}-{place + 1}"), [.. group.Select(static place => place.Origin)], group.First().Others));
    }

    private static XElement Rule(XNamespace name, string id, List<string> origins, List<XElement> others)
    {
        return new XElement(
            name + "CORSRule",
            new XElement(name + "ID", id),
            All("AllowedHeader", AllowedHeaders),
            All("AllowedMethod", ["PUT"]),
            origins.Select(origin => new XElement(name + "AllowedOrigin", origin)),
            All("ExposeHeader", []),
            new XElement(name + "MaxAgeSeconds", MaxAgeSeconds));

        IEnumerable<XElement> All(string part, IEnumerable<string> own) =>
            own.Union(others.SelectMany(rule => rule.Values(part)), StringComparer.OrdinalIgnoreCase).Select(value => new XElement(name + part, value));
    }

    private static bool IsOwn(XElement rule) => rule.Value("ID") is { } id
        && (id == Id || (id.StartsWith(Id + "-", StringComparison.Ordinal) && int.TryParse(id.AsSpan(Id.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)));

    private static bool IsFor(XElement rule, string origin) => rule.Values("AllowedOrigin").Any(pattern => S3Origin.Matches(pattern, origin));

    private S3BucketConfiguration Configuration() => new(connection, "cors", "CORSConfiguration");

    private bool Allows(XElement rule) =>
        rule.Values("AllowedMethod").Contains("PUT", StringComparer.Ordinal)
        && _preflight.Headers.All(header => rule.Values("AllowedHeader").Any(pattern => S3Origin.Matches(pattern, header)));
}
