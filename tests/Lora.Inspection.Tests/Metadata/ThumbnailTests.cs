using System.Text.Json;
using FsCheck.Xunit;
using Lora.Inspection.Metadata;

namespace Lora.Inspection.Tests.Metadata;

public sealed class ThumbnailTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFF];

    // One pixel, two colors: an application extension, then two frames.
    private static readonly byte[] Frame = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
    private static readonly byte[] Start = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x21, 0xFF, 3, 1, 2, 3, 0];
    private static readonly byte[] Animation = [.. Start, .. Frame, .. Frame, 0x3B];

    [Theory]
    [InlineData("modelspec.thumbnail")]
    [InlineData("modelspec.preview_image")]
    [InlineData("preview_image")]
    public void Picture_of_every_key_is_read(string key) => Assert.Equal(Png, Read(key, "data:image/png;base64," + Convert.ToBase64String(Png))!.Content.ToArray());

    [Fact]
    public void Base64_for_URLs_and_without_padding_is_read()
    {
        var text = Convert.ToBase64String([.. Png, 1]).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Assert.Contains('-', text);
        Assert.Equal([.. Png, 1], Read("thumbnail", text)!.Content.ToArray());
    }

    [Theory]
    [InlineData("data:image/png;base64,this is not base64 at all, so no picture", true)]
    [InlineData("data:image/bmp;base64,Qk0AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", true)]
    [InlineData("[\"R0lGODlhAQABAIAAAAAAAP///yH/AwECAwA\"]", true)]
    [InlineData("https://images.example/previews/style.png", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData(" ", false)]
    public async Task Picture_that_is_not_read_has_a_reason(string text, bool isReported)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["__metadata__"] = new Dictionary<string, string> { ["modelspec.thumbnail"] = text },
            ["a.lora_down.weight"] = new { dtype = "F32", shape = new[] { 1, 1 }, data_offsets = new[] { 0, 4 } },
        });
        var inspection = await LoraInspector.Default.InspectAsync(new ReadOnlyMemory<byte>([.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0, 0, 0]), "style.safetensors");

        Assert.Null(inspection.Metadata.Thumbnail);
        Assert.Equal(isReported ? [InspectionCodes.ThumbnailUnread] : [], inspection.Issues.Where(static issue => issue.Severity == InspectionSeverity.Info).Select(static issue => issue.Code));
        Assert.Equal(InspectionVerdict.Ok, inspection.Verdict);
    }

    [Fact]
    public void First_frame_of_a_GIF_is_kept()
    {
        var found = Read("thumbnail", Convert.ToBase64String(Animation))!;
        Assert.Equal("image/gif", found.MediaType);
        Assert.Equal([.. Start, .. Frame, 0x3B], found.Content.ToArray());
    }

    [Fact]
    public void GIF_that_ends_early_is_ignored() =>
        Assert.All(Enumerable.Range(6, Start.Length + Frame.Length - 7), static length => Assert.Null(Read("thumbnail", Convert.ToBase64String(Animation[..length]))));

    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 16)]
    [InlineData(9, 255)]
    [InlineData(26, 0)]
    [InlineData(31, 0)]
    [InlineData(32, 255)]
    [InlineData(33, 0)]
    [InlineData(36, 1)]
    [InlineData(36, 255)]
    [InlineData(37, 0)]
    public void GIF_with_impossible_sides_or_data_is_ignored(int position, byte value)
    {
        var damaged = (byte[])Animation.Clone();
        Assert.NotEqual(value, damaged[position]);
        damaged[position] = value;
        Assert.Null(Read("thumbnail", Convert.ToBase64String(damaged)));
    }

    [Fact]
    public void GIF_is_not_longer_than_the_limit()
    {
        var length = Start.Length + Frame.Length + 1;
        Assert.Null(GifPicture.First(Animation, length - 1));
        Assert.Equal(length, GifPicture.First(Animation, length)?.Length);
    }

    [Fact]
    public void Picture_of_a_later_key_is_read_when_the_first_is_damaged()
    {
        var found = ThumbnailReader.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["modelspec.thumbnail"] = Convert.ToBase64String(Animation[..20]), ["thumbnail"] = Convert.ToBase64String(Png) }, 1000);
        Assert.Equal(Png, found?.Content.ToArray());
    }

    [Fact]
    public void Base64_in_other_forms_is_read()
    {
        byte[] picture = [.. Png, 1];
        var text = Convert.ToBase64String(picture);
        Assert.EndsWith("=", text, StringComparison.Ordinal);
        foreach (var form in (string[])[text.TrimEnd('=').Insert(8, "\r\n"), $"\"{text}\"", Uri.EscapeDataString(text), "data:image/png;base64," + text.Replace("=", "%3d", StringComparison.Ordinal)])
        {
            Assert.Equal(picture, Read("thumbnail", form)?.Content.ToArray());
        }
    }

    [Property(MaxTest = 300)]
    public void GIF_of_any_bytes_never_throws(byte[] bytes) => GifPicture.First((byte[])[.. "GIF89a"u8, 1, 0, 1, 0, .. bytes ?? []], 1000);

    private static LoraThumbnail? Read(string key, string value) => ThumbnailReader.Read(new Dictionary<string, string>(StringComparer.Ordinal) { [key] = value }, 1000);
}
