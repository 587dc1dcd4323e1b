using Lora.Access;

namespace Lora;

/// <summary>
/// Identifies the caller of the manager: the workspace, the user, and the user's permissions. <see cref="LoraAccess"/> creates one for a user; a
/// <see cref="LoraWorkspaceId"/> converts to one that stands for the application itself and has every permission.
/// </summary>
public sealed class LoraCaller
{
    private readonly int _allowed;

    private LoraCaller(LoraWorkspaceId workspace, string? userId, int allowed) => (Workspace, UserId, _allowed) = (workspace, userId, allowed);

    /// <summary>Gets the workspace.</summary>
    public LoraWorkspaceId Workspace { get; }

    /// <summary>Gets the user's id, as returned by <see cref="LoraManagementOptions.User"/>; <see langword="null"/> for the application itself and for anonymous users.</summary>
    public string? UserId { get; }

    /// <summary>Creates a caller for the application itself: a background service, a command, or host code that has already checked permissions.</summary>
    /// <param name="workspace">The workspace to work in.</param>
    public static LoraCaller Application(LoraWorkspaceId workspace) => new(workspace, userId: null, allowed: ~0);

    /// <summary>Converts a workspace to the application itself in that workspace; see <see cref="Application"/>.</summary>
    /// <param name="workspace">The workspace to work in.</param>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "Application is the alternate.")]
    public static implicit operator LoraCaller(LoraWorkspaceId workspace) => Application(workspace);

    /// <summary>Returns whether the caller has permission for this operation.</summary>
    /// <param name="operation">The operation.</param>
    public bool Allows(LoraOperation operation) => (_allowed & Bit(operation)) != 0;

    internal static LoraCaller User(LoraWorkspaceId workspace, string? userId, IEnumerable<LoraOperation> allowed) =>
        new(workspace, userId, allowed.Aggregate(0, static (bits, operation) => bits | Bit(operation)));

    /// <summary>Throws unless the caller has permission, so that an entry point that forgot to authorize fails closed.</summary>
    /// <exception cref="LoraException">The caller does not have permission (<see cref="LoraErrorCodes.PermissionDenied"/>).</exception>
    internal LoraWorkspaceId Demand(LoraOperation operation) => Allows(operation) ? Workspace : throw AccessIssues.Denied(operation).ToException();

    private static int Bit(LoraOperation operation) => 1 << (int)operation;
}
