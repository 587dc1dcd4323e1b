using Amazon.Runtime;
using Lora.Storage.S3.Signing;

namespace Lora.Storage.S3.Tests;

/// <summary>The examples in the AWS documentation of Signature Version 4: same keys, same time, same results.</summary>
public sealed class SignatureTests
{
    private const string Nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly S3SigningScope Scope = ScopeOf(token: null);

    [Fact]
    public void GET_with_a_range_has_the_documented_signature()
    {
        using var request = Request(HttpMethod.Get, "test.txt");
        request.Headers.TryAddWithoutValidation("Range", "bytes=0-9");
        AssertSigned(request, Nothing, "host;range;x-amz-content-sha256;x-amz-date", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    [Fact]
    public void PUT_with_a_payload_has_the_documented_signature()
    {
        using var request = Request(HttpMethod.Put, "test%24file.text");
        request.Headers.TryAddWithoutValidation("Date", "Fri, 24 May 2013 00:00:00 GMT");
        request.Headers.TryAddWithoutValidation("x-amz-storage-class", "REDUCED_REDUNDANCY");
        AssertSigned(
            request,
            "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    [Fact]
    public void Parameter_without_a_value_is_signed()
    {
        using var request = Request(HttpMethod.Get, "?lifecycle");
        AssertSigned(request, Nothing, "host;x-amz-content-sha256;x-amz-date", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    [Theory]
    [InlineData("?max-keys=2&prefix=J")]
    [InlineData("?prefix=J&max-keys=2")]
    public void Parameters_are_signed_in_order(string query)
    {
        using var request = Request(HttpMethod.Get, query);
        AssertSigned(request, Nothing, "host;x-amz-content-sha256;x-amz-date", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    }

    [Fact]
    public void Presigned_URL_has_the_documented_signature()
    {
        var signed = S3Signature.Presign(Scope, HttpMethod.Get, Address("test.txt"), Headers(), S3Signature.Unsigned, TimeSpan.FromDays(1));

        Assert.Equal(
            "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            signed.AbsoluteUri);
    }

    [Fact]
    public void Session_token_is_signed()
    {
        var scope = ScopeOf("IQoJ/+==");
        var address = S3Signature.Presign(scope, HttpMethod.Get, Address("test.txt"), Headers(), S3Signature.Unsigned, TimeSpan.FromDays(1)).AbsoluteUri;
        Assert.Contains("&X-Amz-Security-Token=IQoJ%2F%2B%3D%3D&", address, StringComparison.Ordinal);
        Assert.DoesNotContain("aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404", address, StringComparison.Ordinal);

        using var request = Request(HttpMethod.Get, "test.txt");
        S3Signature.Sign(scope, request, Nothing);
        Assert.Equal("IQoJ/+==", Assert.Single(request.Headers.GetValues("x-amz-security-token")));
        Assert.Contains("x-amz-security-token", Assert.Single(request.Headers.NonValidated["Authorization"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9000/b/k", "127.0.0.1:9000")]
    [InlineData("http://files.example:80/b/k", "files.example")]
    [InlineData("https://[::1]:8443/b/k", "[::1]:8443")]
    public void Host_is_signed_as_it_is_sent(string address, string host)
    {
        // An explicit header replaces the computed one, so equal signatures mean equal hosts.
        Assert.Equal(
            S3Signature.Presign(Scope, HttpMethod.Get, new Uri(address), Headers(("Host", host)), S3Signature.Unsigned, TimeSpan.FromDays(1)),
            S3Signature.Presign(Scope, HttpMethod.Get, new Uri(address), Headers(), S3Signature.Unsigned, TimeSpan.FromDays(1)));
    }

    private static void AssertSigned(HttpRequestMessage request, string payload, string headers, string signature)
    {
        S3Signature.Sign(Scope, request, payload);
        Assert.Equal(
            $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={headers},Signature={signature}",
            Assert.Single(request.Headers.NonValidated["Authorization"]));
        Assert.Equal(payload, Assert.Single(request.Headers.GetValues("x-amz-content-sha256")));
    }

    private static HttpRequestMessage Request(HttpMethod method, string path) => new(method, Address(path));

    private static Uri Address(string path) => new("https://examplebucket.s3.amazonaws.com/" + path);

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) => headers.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    private static S3SigningScope ScopeOf(string? token) => new(
        new ImmutableCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", token),
        "us-east-1",
        new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero));
}
