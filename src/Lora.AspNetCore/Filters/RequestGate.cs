using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Filters;

/// <summary>
/// Stands around every endpoint, parameter binding included: lets in who may come in, finds their workspace, and turns whatever goes wrong into problem details.
/// </summary>
internal sealed class RequestGate(IOptions<LoraManagementOptions> options, ILogger<RequestGate> log)
{
    public void Guard(EndpointBuilder builder)
    {
        var endpoint = builder.RequestDelegate ?? throw new InvalidOperationException("An endpoint needs something to run.");
        if (!builder.Metadata.Any(static metadata => metadata is OperationMetadata or TicketMetadata))
        {
            throw new InvalidOperationException($"'{builder.DisplayName}' doesn't name the operation that it needs.");
        }

        builder.RequestDelegate = context => InvokeAsync(context, endpoint);
    }

    private async Task InvokeAsync(HttpContext context, RequestDelegate endpoint)
    {
        try
        {
            context.Response.Headers.CacheControl = "no-store";
            if (await RefuseAsync(context).ConfigureAwait(false) is { } refusal)
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

    private async Task<LoraIssue?> RefuseAsync(HttpContext context)
    {
        if (!HostHeader.IsValid(context.Request))
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The Host header is not a valid address.");
        }

        if (CrossSite.IsRefused(context.Request, options.Value.PublicUrl))
        {
            return new LoraIssue(LoraErrorCodes.RequestCrossSite, "This request came from another site and was refused.");
        }

        var metadata = context.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<TicketMetadata>() is not null)
        {
            return null;
        }

        if (!context.User.Identities.Any(static identity => identity.IsAuthenticated) && metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            return new LoraIssue(LoraErrorCodes.UserMissing, "Sign in first.");
        }

        var access = context.RequestServices.GetRequiredService<LoraAccess>();
        var caller = metadata.GetRequiredMetadata<OperationMetadata>().Operation is { } operation
            ? await access.AuthorizeAsync(context.User, operation, LoraOf(context.Request), metadata.GetRequiredMetadata<OperationMetadata>().Change, context.RequestAborted).ConfigureAwait(false)
            : await access.GetCallerAsync(context.User, context.RequestAborted).ConfigureAwait(false);
        if (!caller.Succeeded)
        {
            return caller.Issues[0];
        }

        context.Features.Set(new CallerFeature(caller.Value));
        return null;
    }

    private static LoraId? LoraOf(HttpRequest request) =>
        request.RouteValues.TryGetValue("id", out var id) && LoraId.TryParse(id as string, out var lora) ? lora : null;

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
