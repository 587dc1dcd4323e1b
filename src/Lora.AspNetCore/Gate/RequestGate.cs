using Lora.Errors;
using Lora.Faults;
using Lora.Management;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.Gate;

/// <summary>
/// Stands around every endpoint, parameter binding included: lets in who may come in, finds their workspace, and turns whatever goes wrong into problem details.
/// </summary>
internal sealed class RequestGate(IOptions<LoraManagementOptions> options, ILogger<RequestGate> log)
{
    public void Guard(EndpointBuilder builder)
    {
        var endpoint = builder.RequestDelegate ?? throw new InvalidOperationException("An endpoint needs something to run.");
        builder.RequestDelegate = context => InvokeAsync(context, endpoint);
    }

    private async Task InvokeAsync(HttpContext context, RequestDelegate endpoint)
    {
        try
        {
            context.Response.Headers.CacheControl = "no-store";
            if (Refusal(context) is { } refusal)
            {
                log.Refused(refusal.Code, context.Request.Method, context.Request.Path);
                await Fault.Of(refusal).WriteAsync(context).ConfigureAwait(false);
                return;
            }

            await endpoint(context).ConfigureAwait(false);
            if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null })
            {
                await Fault.Of(BindingFault.Of(context.Request)).WriteAsync(context).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!HasTimedOut(context))
        {
            await AnswerAsync(context, exception).ConfigureAwait(false);
        }
    }

    private LoraIssue? Refusal(HttpContext context)
    {
        if (!HostHeader.IsValid(context.Request))
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The Host header is not a valid address.");
        }

        if (CrossSite.IsRefused(context.Request))
        {
            return new LoraIssue(LoraErrorCodes.RequestCrossSite, "This request came from another site and was refused.");
        }

        var metadata = context.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<TicketMetadata>() is not null)
        {
            return null;
        }

        var signedIn = context.User.Identities.Any(identity => identity.IsAuthenticated);
        if (!signedIn && metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            return new LoraIssue(LoraErrorCodes.UserMissing, "Sign in first.");
        }

        if (options.Value.Resolve(context.User) is not { } workspace)
        {
            return signedIn
                ? new LoraIssue(LoraErrorCodes.WorkspaceMissing, "Your account has no workspace. Ask whoever runs this site for one.")
                : new LoraIssue(LoraErrorCodes.UserMissing, "Sign in first.");
        }

        context.Features.Set<WorkspaceFeature>(new(workspace, signedIn ? options.Value.User(context.User) : null));
        return null;
    }

    /// <summary>The host's own time limit is answered by the host.</summary>
    private static bool HasTimedOut(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        // A store that reads the request's body may take a fault of the connection for one of its own.
        var unread = context.Features.Get<RequestBody>()?.Fault;
        if (context.RequestAborted.IsCancellationRequested || Fault.IsDisconnect(unread ?? exception))
        {
            log.Disconnected(context.Request.Method, context.Request.Path);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }

            // Else Kestrel tries to read the rest of the body, and logs as an error that it cannot.
            context.Abort();
            return;
        }

        var fault = unread is not null ? Fault.OfBody(unread)
            : exception is BadHttpRequestException ? Fault.Of(BindingFault.Of(context.Request))
            : Fault.Of(exception);
        log.Failed(fault, context.Request, exception);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await fault.WriteAsync(context).ConfigureAwait(false);
    }
}
