using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Components.Tests.Uploader;

public sealed class LoraUploadReaderProperties
{
    private static readonly string[] Members = ["key", "name", "size", "state", "sent", "speed", "secondsLeft", "note", "retryReason", "needsFile", "duplicate", "lora", "error", "files", "skipped", "replaces", "other"];

    private static readonly Gen<string> Scalars = Gen.Elements(
        "null", "true", "0", "-1", "1.5", "1e999", "-1e999", "99999999999999999999", "9223372036854775807", "\"\"", "\"a\"", "\"uploading\"", "\"NaN\"", "\"\\ud800\"", "[]", "{}",
        "{\"code\":null,\"detail\":null,\"issues\":[null,{}]}", "{\"code\":\"x\",\"message\":\"y\",\"issues\":[{\"code\":\"c\",\"message\":\"m\",\"sentence\":{\"key\":\"k\",\"arguments\":[null]}}]}",
        "{\"id\":\"0199f3a2b4c57d8e9f00112233445566\",\"name\":null}", $"\"{new string('x', 5_000)}\"");

    private static readonly Gen<string> Reports = Gen.ListOf(Gen.Zip(Gen.Elements(Members), Scalars)).Select(members => $"{{{string.Join(',', members.Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}");

    [Property(MaxTest = 500)]
    public Property No_message_of_a_browser_makes_the_reader_throw_or_exceed_its_limits() => Prop.ForAll(Gen.ListOf(Reports).ToArbitrary(), reports =>
    {
        var reader = new LoraUploadReader();
        var message = JsonDocument.Parse($"[{string.Join(',', reports)}]").RootElement;
        var chosen = message.EnumerateArray().Append(message).Select(LoraUploadReader.Files).ToList();
        return reader.Reports(message).TrueForAll(IsBounded)
            && chosen.TrueForAll(choice => choice.Files.All(file => file.Key.Length is > 0 and <= LoraUploadLimits.KeyLength) && choice.Skipped is null or >= 0);
    });

    [Property(MaxTest = 100)]
    public bool Recent_keys_are_remembered_and_the_oldest_forgotten(PositiveInt count)
    {
        var keys = new LoraRecentKeys(capacity: 20);
        var added = Enumerable.Range(0, count.Get).Select(number => $"key {number}").ToList();
        return added.TrueForAll(keys.Add)
            && keys.Count <= 20
            && added.TakeLast(10).All(keys.Contains)
            && !added.TakeLast(10).Any(keys.Add)
            && keys.Remove(added[^1])
            && !keys.Contains(added[^1]);
    }

    private static bool IsBounded(LoraUploadReport report) =>
        report.Key.Length is > 0 and <= LoraUploadLimits.KeyLength
        && report.Name.Length <= LoraUploadLimits.NameLength
        && report.Size is >= 0 and <= LoraUploadLimits.Size
        && report.Sent is >= 0 and <= LoraUploadLimits.Size
        && report.Speed is null or (>= 0 and < double.PositiveInfinity)
        && report.SecondsLeft is null or (>= 0 and < double.PositiveInfinity)
        && Enum.IsDefined(report.State)
        && (report.Error is not { } error || (error.Issues.Sum(issue => issue.Message.Length) <= LoraUploadLimits.TextsLength && (error.Detail?.Length ?? 0) <= LoraUploadLimits.TextLength));
}
