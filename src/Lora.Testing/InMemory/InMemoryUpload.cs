using Lora.Storage;

namespace Lora.Testing.InMemory;

/// <summary>A multipart upload in memory.</summary>
/// <param name="Key">The key of the upload.</param>
/// <param name="Id">The id that the store assigned.</param>
/// <param name="StartedAt">When the upload was started (UTC).</param>
internal sealed record InMemoryUpload(string Key, string Id, DateTimeOffset StartedAt)
{
    public SortedDictionary<int, (LoraFilePart Part, InMemoryContent Content)> Parts { get; } = [];

    /// <summary>Returns the bytes of all parts.</summary>
    /// <exception cref="LoraStorageException">A part is missing, has another size than the plan, or was replaced after the caller listed it.</exception>
    public InMemoryContent Assemble(LoraPartPlan plan, IReadOnlyList<LoraFilePart> stored)
    {
        var listed = stored.Select(static part => (part.Number, part.Tag)).ToHashSet();
        var numbers = Enumerable.Range(1, plan.Count);
        return numbers.All(number => Parts.TryGetValue(number, out var each) && each.Part.Size == plan.SizeOf(number) && listed.Contains((number, each.Part.Tag)))
            ? InMemoryContent.Join(numbers.Select(number => Parts[number].Content))
            : throw new LoraStorageException(LoraErrorCodes.UploadIncomplete, "Some parts of the file are missing. Send them, then complete again.", isTransient: false);
    }
}
