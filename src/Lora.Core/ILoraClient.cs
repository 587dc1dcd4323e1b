using Lora.Inspection;

namespace Lora;

/// <summary>
/// All that the components see of the toolkit. It acts for the signed-in user, in that user's workspace.
/// Bytes do not pass through it: the browser sends them to <see cref="UploadsPath"/>.
/// </summary>
/// <remarks>
/// Faults a user can cause come as issues. When nobody is signed in, storage is down and the like, calls throw <see cref="LoraException"/> with a code and a
/// message that can be shown.
/// </remarks>
public interface ILoraClient
{
    /// <summary>Which files may be uploaded.</summary>
    LoraFileRules FileRules { get; }

    /// <summary>Where the API is, relative to the page's base address, such as <c>api/lora</c>.</summary>
    string ApiPath { get; }

    /// <summary>Where upload sessions are begun, relative to the page's base address, such as <c>api/lora/uploads</c>.</summary>
    string UploadsPath { get; }

    /// <summary>Lists the LoRAs of the workspace.</summary>
    Task<LoraPage<LoraItem>> ListAsync(LoraQuery query, CancellationToken cancellationToken = default);

    /// <summary>Finds one LoRA by its path or by its id; <see langword="null"/> if the workspace has none such.</summary>
    Task<LoraItem?> FindAsync(string pathOrId, CancellationToken cancellationToken = default);

    /// <summary>All that was found out about one LoRA, with the evidence; <see langword="null"/> if the workspace has none such, or it was not inspected yet.</summary>
    Task<LoraInspection?> GetInspectionAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>The other LoRAs of the workspace that are the same file, oldest first, at most 20; none where the workspace has no LoRA of that id.</summary>
    Task<IReadOnlyList<LoraDuplicate>> FindDuplicatesAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>How many LoRAs of the workspace are of which family. Families without one are absent.</summary>
    Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(CancellationToken cancellationToken = default);

    /// <summary>Keeps what the person knows better than the inspection. An empty correction takes back an earlier one.</summary>
    Task<LoraResult<LoraItem>> CorrectAsync(LoraId id, LoraCorrection correction, CancellationToken cancellationToken = default);

    /// <summary>Finds the other half of a high/low pair: the one a person named, else the one whose name and facts match; <see langword="null"/> for none.</summary>
    Task<LoraItem?> FindPartnerAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Makes two LoRAs halves of a pair, or says with <see langword="null"/> that one has no other half.</summary>
    Task<LoraResult<LoraItem>> PairAsync(LoraId id, LoraId? partner, CancellationToken cancellationToken = default);

    /// <summary>Renames a LoRA.</summary>
    Task<LoraResult<LoraItem>> RenameAsync(LoraId id, string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a LoRA, file and record. What is returned is what was deleted.</summary>
    /// <exception cref="LoraException">Storage refused (<see cref="LoraErrorCodes.DeleteFailed"/>): the LoRA is still there.</exception>
    Task<LoraResult<LoraItem>> DeleteAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Returns what the user may do in the workspace, how much the workspace uses and how much it may use.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task<LoraWorkspaceInfo> GetWorkspaceAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Tells about changes in the workspace, whoever makes them, until the returned object is disposed. The handler may be called on any thread and must
    /// return quickly.
    /// </summary>
    ValueTask<IDisposable> SubscribeAsync(Action<LoraChange> handler, CancellationToken cancellationToken = default);
}
