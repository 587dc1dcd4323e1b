using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Lora.Access;
using Lora.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Lora;

/// <summary>
/// Checks access in the current scope: who the user is, which workspace is theirs, and whether they are allowed to do something. The HTTP API and the components use
/// it; host code that calls <see cref="LoraManager"/> for a user should use it too.
/// </summary>
/// <remarks>
/// May be called concurrently, as the components of one circuit do. The resolver and the authorizer of a scope are nevertheless called one at a time, so that they can use
/// services of that scope which are not thread-safe, such as a <c>DbContext</c>.
/// </remarks>
/// <example><code>var caller = await access.AuthorizeAsync(LoraOperation.Generate);
/// if (caller.Succeeded) await generation.BuildAsync(caller.Value, "wan22", values);</code></example>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A call may outlive its scope. A semaphore whose wait handle is not used holds no resources.")]
public sealed class LoraAccess
{
    private static readonly LoraOperation[] All = Enum.GetValues<LoraOperation>();

    private readonly IServiceProvider _services;
    private readonly ILoraWorkspaceResolver _resolver;
    private readonly ILoraAuthorizer[] _authorizers;
    private readonly LoraManagementOptions _options;
    private readonly IHttpApi? _api;
    private readonly AuditTrail _audit;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _semaphore = new(1, 1);
    private readonly AsyncLocal<Pending?> _current = new();

    internal LoraAccess(IServiceProvider services)
    {
        _services = services;
        _resolver = services.GetRequiredService<ILoraWorkspaceResolver>();
        _authorizers = [.. services.GetServices<ILoraAuthorizer>()];
        _options = services.GetRequiredService<IOptions<LoraManagementOptions>>().Value;
        _api = services.GetService<IHttpApi>();
        _audit = services.GetRequiredService<AuditTrail>();
        _log = (services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Lora.Access");
    }

    /// <summary>Checks that the user of this scope may do something in their workspace.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="lora">The LoRA it is about, which an authorizer may look at and the audit log names; <see langword="null"/> if it is not about one.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The caller to pass on, who may do this one operation; or the issue <see cref="LoraErrorCodes.UserMissing"/>, <see cref="LoraErrorCodes.WorkspaceMissing"/> or
    /// <see cref="LoraErrorCodes.PermissionDenied"/>.
    /// </returns>
    public async ValueTask<LoraResult<LoraCaller>> AuthorizeAsync(
        LoraOperation operation, LoraId? lora = null, CancellationToken cancellationToken = default) =>
        await AuthorizeAsync(await UserAsync(cancellationToken).ConfigureAwait(false), operation, lora, cancellationToken).ConfigureAwait(false);

    /// <summary>Returns a caller with every permission of the user of this scope, to decide what to show.</summary>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The caller; or the issue <see cref="LoraErrorCodes.UserMissing"/> or <see cref="LoraErrorCodes.WorkspaceMissing"/>.</returns>
    public async ValueTask<LoraResult<LoraCaller>> GetCallerAsync(CancellationToken cancellationToken = default) =>
        await GetCallerAsync(await UserAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Checks that a user may do something in their workspace. For endpoints, which already have the user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="lora">The LoRA it is about, which an authorizer may look at and the audit log names; <see langword="null"/> if it is not about one.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>
    /// The caller to pass on, who may do this one operation; or the issue <see cref="LoraErrorCodes.UserMissing"/>, <see cref="LoraErrorCodes.WorkspaceMissing"/> or
    /// <see cref="LoraErrorCodes.PermissionDenied"/>.
    /// </returns>
    public async ValueTask<LoraResult<LoraCaller>> AuthorizeAsync(
        ClaimsPrincipal user, LoraOperation operation, LoraId? lora = null, CancellationToken cancellationToken = default) =>
        await AuthorizeAsync(user, operation, lora, ActionOf(operation), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc cref="AuthorizeAsync(ClaimsPrincipal, LoraOperation, LoraId?, CancellationToken)" path="/summary" />
    /// <param name="user">The user.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="lora">The LoRA.</param>
    /// <param name="change">What the user wants to change, for the audit event if it is denied; <see langword="null"/> if the request changes nothing.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    internal async ValueTask<LoraResult<LoraCaller>> AuthorizeAsync(
        ClaimsPrincipal user, LoraOperation operation, LoraId? lora, LoraAuditAction? change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var (caller, denial) = await DecideAsync(user, [operation], lora, cancellationToken).ConfigureAwait(false);
        if (denial is null)
        {
            return caller;
        }

        if (change is { } action)
        {
            await _audit.RecordDenialAsync(caller.Value!.Workspace, caller.Value.UserId, action, lora).ConfigureAwait(false);
        }

        return denial;
    }

    /// <summary>Returns a caller with every permission of a user. For endpoints, which already have the user.</summary>
    /// <param name="user">The user.</param>
    /// <param name="cancellationToken">The token to monitor for cancellation requests.</param>
    /// <returns>The caller; or the issue <see cref="LoraErrorCodes.UserMissing"/> or <see cref="LoraErrorCodes.WorkspaceMissing"/>.</returns>
    public async ValueTask<LoraResult<LoraCaller>> GetCallerAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return (await DecideAsync(user, All, lora: null, cancellationToken).ConfigureAwait(false)).Caller;
    }

    private async Task<Decision> DecideAsync(
        ClaimsPrincipal user, LoraOperation[] operations, LoraId? lora, CancellationToken cancellationToken)
    {
        if (_current.Value is { IsOver: false })
        {
            // Otherwise the call would wait for itself.
            throw new InvalidOperationException("A workspace resolver or an authorizer must not call LoraAccess or ILoraClient. Use LoraManager with LoraCaller.Application(workspace) instead.");
        }

        await _semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        var decision = _current.Value = new Pending();
        try
        {
            var resolved = await ResolveAsync(user, cancellationToken).ConfigureAwait(false);
            if (resolved.Workspace is not { } workspace)
            {
                return new Decision(resolved.Issue!, Denial: null);
            }

            LoraIssue? denial = null;
            var allowed = new List<LoraOperation>(operations.Length);
            foreach (var operation in operations)
            {
                if (await DenialOfAsync(new LoraAuthorizationRequest(user, workspace, operation, lora), cancellationToken).ConfigureAwait(false) is { } issue)
                {
                    denial = issue;
                }
                else
                {
                    allowed.Add(operation);
                }
            }

            return new Decision(LoraCaller.User(workspace, UserIdOf(user), allowed), denial);
        }
        finally
        {
            // Work that a resolver started and did not await may call this service from here on.
            decision.IsOver = true;
            _semaphore.Release();
        }
    }

    /// <summary>Returns the change that a denied operation would have made; <see langword="null"/> if it changes nothing.</summary>
    private static LoraAuditAction? ActionOf(LoraOperation operation) => operation switch
    {
        LoraOperation.Upload => LoraAuditAction.Uploaded,
        LoraOperation.Edit => LoraAuditAction.Edited,
        LoraOperation.Delete => LoraAuditAction.Deleted,
        LoraOperation.ManageStorage => LoraAuditAction.StorageCompared,
        _ => null,
    };

    private ValueTask<ClaimsPrincipal> UserAsync(CancellationToken cancellationToken) =>
        _services.GetService<ILoraUserAccessor>()?.GetUserAsync(cancellationToken) ?? throw new InvalidOperationException(
            "The user of this scope is unknown. Call AddLoraManagement() in a web application, or register an ILoraUserAccessor.");

    private string? UserIdOf(ClaimsPrincipal user) => WorkspaceRule.IsSignedIn(user) ? _options.User(user) : null;

    private async ValueTask<(LoraWorkspaceId? Workspace, LoraIssue? Issue)> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!WorkspaceRule.IsSignedIn(user) && _api?.AnonymousWorkspace is null)
        {
            return (null, AccessIssues.UserMissing);
        }

        try
        {
            var workspace = await _resolver.ResolveAsync(user, cancellationToken).ConfigureAwait(false);
            return workspace is { } found && found != default ? (found, null) : (null, AccessIssues.WorkspaceMissing);
        }
        catch (LoraException exception) when (!exception.IsTransient)
        {
            return (null, AccessIssues.WorkspaceMissing with { Message = exception.Message });
        }
        catch (Exception exception) when (exception is not (LoraException or OutOfMemoryException) && !cancellationToken.IsCancellationRequested)
        {
            _log.ResolverFailed(exception);
            return (null, AccessIssues.WorkspaceMissing);
        }
    }

    /// <summary>Asks every authorizer; <see langword="null"/> if all allow it.</summary>
    private async ValueTask<LoraIssue?> DenialOfAsync(LoraAuthorizationRequest request, CancellationToken cancellationToken)
    {
        // If no policies can be evaluated, an operation that requires one is denied.
        var isAllowed = _authorizers.Length > 0 || _options.PolicyFor(request.Operation) is null;
        try
        {
            foreach (var authorizer in _authorizers)
            {
                isAllowed = isAllowed && await authorizer.IsAllowedAsync(request, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (LoraException exception) when (!exception.IsTransient)
        {
            return AccessIssues.Denied(request.Operation) with { Message = exception.Message };
        }
        catch (Exception exception) when (exception is not (LoraException or OutOfMemoryException) && !cancellationToken.IsCancellationRequested)
        {
            _log.AuthorizerFailed(request.Operation, exception);
            isAllowed = false;
        }

        return isAllowed ? null : AccessIssues.Denied(request.Operation);
    }

    /// <summary>A decision of this scope that is still being made.</summary>
    private sealed class Pending
    {
        public bool IsOver { get; set; }
    }

    /// <summary>The user and their permissions, or why they have no workspace; and why the last checked operation is denied.</summary>
    private readonly record struct Decision(LoraResult<LoraCaller> Caller, LoraIssue? Denial);
}
