using Lora.Inspection;
using Lora.Storage.EntityFrameworkCore.Database;
using Lora.Storage.EntityFrameworkCore.Model;
using Microsoft.EntityFrameworkCore;

namespace Lora.Storage.EntityFrameworkCore.Tests.Plans;

/// <summary>Fills a workspace with more LoRAs than a search reads one after the other.</summary>
internal static class LargeLibrary
{
    public const int Count = 12_000;
    private const int Batch = 2_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task FillAsync(Func<DbContext> open, TextIndex index, LoraWorkspaceId workspace, int count)
    {
        for (var first = 0; first < count; first += Batch)
        {
            await using var context = open();
            await using var transaction = await context.Database.BeginTransactionAsync();
            var rows = Enumerable.Range(first, Math.Min(Batch, count - first)).Select(number => LoraRecordRow.From(Record(workspace, number, count))).ToList();
            context.AddRange(rows);
            await context.SaveChangesAsync();
            foreach (var row in rows)
            {
                await index.SaveAsync(context, row.WorkspaceKey, row.Id, row.SearchText, CancellationToken.None);
            }

            await UsageTable.AddAsync(context, rows.Select(row => RecordUsage.Of(row).Change(row.WorkspaceKey, 1)), CancellationToken.None);
            await transaction.CommitAsync();
        }
    }

    /// <summary>Returns a LoRA: 60 % for FLUX.1, 5 % for Qwen-Image and the rest for Wan, half of them for each expert. All have the time of one import.</summary>
    public static LoraRecord Record(LoraWorkspaceId workspace, int number, int count)
    {
        var id = new LoraId(Guid.CreateVersion7(Start.AddSeconds(number)));
        var name = number % 5 < 2 ? $"portrait {number}" : number == count / 2 ? $"needle 한복 {number}" : $"lora {number}";
        var (family, role) = (number % 20) switch
        {
            < 12 => ("flux1", LoraNoiseExpert.Unknown),
            12 => ("qwen-image", LoraNoiseExpert.Unknown),
            _ => ("wan-14b", number % 2 == 0 ? LoraNoiseExpert.High : LoraNoiseExpert.Low),
        };
        return new LoraRecord
        {
            Id = id,
            Workspace = workspace,
            Name = name,
            FileName = role == LoraNoiseExpert.Unknown ? $"{name}.safetensors" : $"set {number / 40} {role} noise.safetensors",
            StorageKey = $"loras/{workspace.Value}/{id}/style.safetensors",
            Size = 1_000_000 + (number % 7),
            UploadedAt = Start.AddSeconds(number % 3 == 0 ? 0 : number),
            LastUsedAt = number % 50 == 0 ? Start.AddSeconds(number) : null,
            Facts = new LoraFacts
            {
                Inspection = new LoraInspection
                {
                    Identification = new LoraIdentification { Family = new LoraFamilyMatch { Id = family, Confidence = InspectionConfidence.Certain }, Expert = new LoraExpertMatch(role, null) },
                },
                Hashes = new LoraHashes($"{number:x64}", null, "00000000"),
                Fingerprint = $"{number:x64}",
            },
            StateChangedAt = Start,
            Stamp = Guid.NewGuid(),
        };
    }
}
