using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Lora.Core.Tests.Validation;

public sealed class FileRulesProperties
{
    private static readonly LoraFileRules Rules = new();

    [Property(DisplayName = "Feature: lora-management, Property 1: only .safetensors and .ckpt are accepted", MaxTest = 500)]
    public Property Only_the_two_extensions_are_accepted()
    {
        var endings = Gen.OneOf(
            Gen.Elements(".safetensors", ".ckpt", ".SafeTensors", ".CKPT", ".safetensors ", ".ckpt.txt", ".safetensor", "safetensors", ".pt", ".bin", ".gguf", ""),
            ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => "." + text.Get));
        return Prop.ForAll(Gen.Zip(Stems, endings).ToArbitrary(), pair =>
        {
            var name = pair.Item1 + pair.Item2;
            var expected = name.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".ckpt", StringComparison.OrdinalIgnoreCase);
            var codes = Rules.Check(name, 1).Select(issue => issue.Code).ToList();

            // A name of spaces only, or with nothing else before its extension, is reported as missing.
            var isRefused = codes.Contains(LoraErrorCodes.FileExtension) || string.IsNullOrWhiteSpace(name);
            var isNameless = string.IsNullOrWhiteSpace(expected ? name[..name.LastIndexOf('.')] : name);
            return (isRefused != expected && codes.Contains(LoraErrorCodes.FileNameMissing) == isNameless).Label(name);
        });
    }

    [Property(DisplayName = "Feature: lora-management, Property 2: more than 5 GiB is refused", MaxTest = 500)]
    public Property More_than_five_gibibytes_is_refused()
    {
        const long Limit = 5L * 1024 * 1024 * 1024;
        var sizes = Gen.OneOf(
            Gen.Elements(1, Limit - 1, Limit, Limit + 1, long.MaxValue),
            Gen.Choose(1, int.MaxValue).Select(value => value * 3L));
        return Prop.ForAll(sizes.ToArbitrary(), size =>
            (Rules.Check("a.safetensors", size).Any(issue => issue.Code == LoraErrorCodes.FileTooLarge) == (size > Limit)).Label($"{size}"));
    }

    [Property(DisplayName = "All problems are reported together, each with a code and a message", MaxTest = 200)]
    public Property All_problems_are_reported_together()
    {
        var faults = ArbMap.Default.GeneratorFor<(bool Extension, bool Control, bool Folder, bool Size)>();
        return Prop.ForAll(faults.ToArbitrary(), fault =>
        {
            var name = $"{(fault.Folder ? "folder/" : "")}mod{(fault.Control ? "\u0007" : "")}el{(fault.Extension ? ".zip" : ".ckpt")}";
            var issues = Rules.Check(name, fault.Size ? 0 : 10);
            var expected = new List<string>();
            Add(fault.Control, LoraErrorCodes.FileNameInvalid);
            Add(fault.Folder, LoraErrorCodes.FileNamePath);
            Add(fault.Extension, LoraErrorCodes.FileExtension);
            Add(fault.Size, LoraErrorCodes.FileEmpty);
            return issues.Select(issue => issue.Code).SequenceEqual(expected) && issues.All(issue => issue.Message.EndsWith('.') && issue.Member is not null);

            void Add(bool has, string code)
            {
                if (has)
                {
                    expected.Add(code);
                }
            }
        });
    }

    private static Gen<string> Stems => Gen.OneOf(
        Gen.Elements("model", "한국 수채화", "Übung", "name.with.dots", "a"),
        ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get));
}
