using Lora.Catalog;
using Lora.Errors;

namespace Lora.Client;

/// <summary>Tells for whom the present scope (a request, or a circuit) acts.</summary>
public interface ILoraCaller
{
    /// <summary>The workspace of the signed-in user, by the host's rule.</summary>
    /// <exception cref="LoraException">Nobody is signed in (<see cref="LoraErrorCodes.UserMissing"/>), or the user has no workspace (<see cref="LoraErrorCodes.WorkspaceMissing"/>).</exception>
    ValueTask<LoraWorkspaceId> GetWorkspaceAsync(CancellationToken cancellationToken = default);
}
