using System.Security.Claims;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Core.Tests.Access;

/// <summary>The default rule for workspaces: one namespace for each source.</summary>
public class WorkspaceRuleProperties
{
    private static readonly string[] Issuers = [ClaimsIdentity.DefaultIssuer, "https://login.example", "https://login.example:8443", "google", "a:b", "a%3Ab", ""];
    private static readonly string[] Fragments =
        ["42", "ada", "everyone", "shared", "user:", "idp:", "claim:", "anonymous:", "hash:", ":", "%", "%3A", "google", "https://login.example", "\u0001", "\ud800", "\udfff", "é", "e\u0301", new('x', 130)];

    // Shared by all cases, because building the services takes most of the time.
    private static readonly Api Http = new();
    private static readonly ServiceProvider Current = Build(legacy: false);
    private static readonly ServiceProvider Legacy = Build(legacy: true);

    [Property(MaxTest = 2000)]
    public Property Different_sources_never_resolve_to_the_same_workspace() => Prop.ForAll(
        Gen.Zip(Sources, Sources).ToArbitrary(),
        static pair => (pair.Item1 == pair.Item2 || Resolve(pair.Item1) is not { } one || Resolve(pair.Item2) is not { } other || one != other)
            .Label($"{pair.Item1} and {pair.Item2} are both {Resolve(pair.Item1)}"));

    [Property(MaxTest = 500)]
    public Property Same_source_always_resolves_to_the_same_workspace() => Prop.ForAll(
        Sources.ToArbitrary(), static source => Resolve(source) == Resolve(source));

    [Fact]
    public void Plain_claim_is_the_workspace_id() => Assert.Equal("ada", Resolve(new Source(Kind.Claim, "ada"))?.Value);

    [Fact]
    public void Sources_have_the_documented_names()
    {
        Assert.Equal("user:42", Resolve(new Source(Kind.Id, "42", ClaimsIdentity.DefaultIssuer))?.Value);
        Assert.Equal("idp:https%3A//login.example:42", Resolve(new Source(Kind.Id, "42", "https://login.example"))?.Value);
        Assert.Equal("anonymous:shared", Resolve(new Source(Kind.Anonymous, "shared"))?.Value);
        Assert.Equal("claim:user:42", Resolve(new Source(Kind.Claim, "user:42"))?.Value);
        Assert.StartsWith("hash:", Resolve(new Source(Kind.Claim, new string('x', 129)))?.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Legacy_ids_are_those_of_version_0_1()
    {
        Assert.Equal("42", Resolve(new Source(Kind.Id, "42", "https://login.example"), legacy: true)?.Value);
        Assert.Equal("shared", Resolve(new Source(Kind.Anonymous, "shared"), legacy: true)?.Value);
        Assert.Equal("user:42", Resolve(new Source(Kind.Claim, "user:42"), legacy: true)?.Value);
    }

    [Fact]
    public void Claims_of_an_identity_that_is_not_authenticated_are_ignored()
    {
        var user = new ClaimsPrincipal([new ClaimsIdentity([new Claim(LoraWorkspaceId.ClaimType, "other")]), new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "42")], "test")]);
        Assert.Equal("user:42", WorkspaceRule.OfUser(user)?.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Blank_claim_gives_no_workspace(string value) => Assert.Null(Resolve(new Source(Kind.Claim, value)));

    private static Gen<string> Texts => Gen.Elements(Fragments).ListOf().Where(static list => list.Count is > 0 and < 4).Select(static list => string.Concat(list));

    private static Gen<Source> Sources => Gen.OneOf(
        Texts.Select(static text => new Source(Kind.Claim, text)),
        from text in Texts from issuer in Gen.Elements(Issuers) select new Source(Kind.Id, text, issuer),
        Texts.Where(LoraWorkspaceId.IsValid).Select(static text => new Source(Kind.Anonymous, text)));

    private static LoraWorkspaceId? Resolve(Source source, bool legacy = false)
    {
        Http.AnonymousWorkspace = source.Kind == Kind.Anonymous ? new LoraWorkspaceId(source.Value) : null;
        using var scope = (legacy ? Legacy : Current).CreateScope();
        return scope.ServiceProvider.GetRequiredService<ILoraWorkspaceResolver>().ResolveAsync(source.User()).AsTask().GetAwaiter().GetResult();
    }

    private static ServiceProvider Build(bool legacy)
    {
        var services = new ServiceCollection();
        services.AddLoraCore(options => options.UseLegacyWorkspaceIds = legacy);
        services.AddSingleton<IHttpApi>(Http);
        return services.BuildServiceProvider();
    }

    private sealed class Api : IHttpApi
    {
        public LoraWorkspaceId? AnonymousWorkspace { get; set; }

        public string Path => IHttpApi.DefaultPath;
    }

    private enum Kind
    {
        Claim = 0,
        Id = 1,
        Anonymous = 2,
    }

    private sealed record Source(Kind Kind, string Value, string? Issuer = null)
    {
        public ClaimsPrincipal User() => new(Kind switch
        {
            Kind.Claim => new ClaimsIdentity([new Claim(LoraWorkspaceId.ClaimType, Value)], "test"),
            Kind.Id => new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Value, ClaimValueTypes.String, Issuer)], "test"),
            _ => new ClaimsIdentity(),
        });
    }
}
