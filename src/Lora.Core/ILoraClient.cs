using Lora.Inspection;

namespace Lora;

/// <summary>
/// Provides the components with everything they need from the toolkit. It acts for the signed-in user, in that user's workspace.
/// It does not transfer files: the browser uploads them to <see cref="UploadsPath"/>.
/// </summary>
/// <remarks>
/// Errors that a user can cause are returned as issues. Other errors, for example if nobody is signed in or storage is unavailable, throw a <see cref="LoraException"/>
/// with a code and a message that can be shown to users.
/// </remarks>
public interface ILoraClient
{
    /// <summary>Gets the rules for files that can be uploaded.</summary>
    LoraFileRules FileRules { get; }

    /// <summary>Gets the path of the API, relative to the page's base address, such as <c>api/lora</c>.</summary>
    string ApiPath { get; }

    /// <summary>Gets the path at which upload sessions are created, relative to the page's base address, such as <c>api/lora/uploads</c>.</summary>
    string UploadsPath { get; }

    /// <summary>Lists the LoRAs of the workspace.</summary>
    Task<LoraPage<LoraItem>> ListAsync(LoraQuery query, CancellationToken cancellationToken = default);

    /// <summary>Returns the LoRA with this path or id, or <see langword="null"/> if the workspace has no such LoRA.</summary>
    Task<LoraItem?> FindAsync(string pathOrId, CancellationToken cancellationToken = default);

    /// <summary>Returns the inspection of a LoRA, with the evidence, or <see langword="null"/> if the LoRA does not exist or has not been inspected yet.</summary>
    Task<LoraInspection?> GetInspectionAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Returns the other LoRAs of the workspace that have the same file, oldest first, at most 20. Empty if the LoRA does not exist.</summary>
    Task<IReadOnlyList<LoraDuplicate>> FindDuplicatesAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Returns the number of LoRAs of each base model in the workspace. Base models without LoRAs are omitted.</summary>
    Task<IReadOnlyDictionary<string, int>> CountFamiliesAsync(CancellationToken cancellationToken = default);

    /// <summary>Saves a user's correction of the detected values. An empty correction reverts an earlier one.</summary>
    Task<LoraResult<LoraItem>> CorrectAsync(LoraId id, LoraCorrection correction, CancellationToken cancellationToken = default);

    /// <summary>Returns the partner in a high-noise/low-noise pair: the one a user selected, otherwise the one whose name and facts match; <see langword="null"/> if there is none.</summary>
    Task<LoraItem?> FindPartnerAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Links two LoRAs as a high-noise/low-noise pair. With <see langword="null"/>, marks the LoRA as having no partner.</summary>
    Task<LoraResult<LoraItem>> PairAsync(LoraId id, LoraId? partner, CancellationToken cancellationToken = default);

    /// <summary>Renames a LoRA.</summary>
    Task<LoraResult<LoraItem>> RenameAsync(LoraId id, string name, CancellationToken cancellationToken = default);

    /// <summary>Deletes a LoRA, its file and its record. Returns the deleted LoRA.</summary>
    /// <exception cref="LoraException">Storage did not delete the file (<see cref="LoraErrorCodes.DeleteFailed"/>). The LoRA still exists.</exception>
    Task<LoraResult<LoraItem>> DeleteAsync(LoraId id, CancellationToken cancellationToken = default);

    /// <summary>Returns the user's permissions in the workspace, its usage and its limits.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    Task<LoraWorkspaceInfo> GetWorkspaceAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Subscribes to changes in the workspace, by any user, until the returned object is disposed. The handler can be called on any thread and must
    /// return quickly.
    /// </summary>
    ValueTask<IDisposable> SubscribeAsync(Action<LoraChange> handler, CancellationToken cancellationToken = default);
}
