using Lora.AspNetCore.Problems;
using Lora.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lora.AspNetCore.Filters;

/// <summary>
/// Wraps every endpoint including its parameter binding: authorizes the user, resolves the workspace, and turns errors into problem details. An endpoint filter of the framework
/// runs after binding, too late for both.
/// </summary>
internal sealed class RequestFilter(IOptions<LoraHttpOptions> options, ILogger<RequestFilter> log)
{
    public void Wrap(EndpointBuilder builder)
    {
        var endpoint = builder.RequestDelegate ?? throw new InvalidOperationException("The endpoint has no request delegate.");
        if (!builder.Metadata.Any(static metadata => metadata is OperationMetadata or TicketMetadata))
        {
            throw new InvalidOperationException($"'{builder.DisplayName}' does not name the operation that it requires.");
        }

        builder.RequestDelegate = context => InvokeAsync(context, endpoint);
    }

    private async Task InvokeAsync(HttpContext context, RequestDelegate endpoint)
    {
        try
        {
            context.Response.Headers.CacheControl = "no-store";
            if (await CheckAsync(context).ConfigureAwait(false) is { } issue)
            {
                log.Rejected(issue.Code, context.Request.Method, context.Request.Path);
                await Problem.Of(issue).WriteAsync(context).ConfigureAwait(false);
                return;
            }

            await endpoint(context).ConfigureAwait(false);
            if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false, ContentType: null })
            {
                await Problem.Of(BindingError.Of(context.Request)).WriteAsync(context).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!HasTimedOut(context))
        {
            await HandleAsync(context, exception).ConfigureAwait(false);
        }
    }

    /// <summary>Returns why the request is rejected, or <see langword="null"/>. Sets the <see cref="CallerFeature"/>.</summary>
    private async Task<LoraIssue?> CheckAsync(HttpContext context)
    {
        if (!HostHeader.IsValid(context.Request))
        {
            return new LoraIssue(LoraErrorCodes.RequestInvalid, "The Host header is not a valid address.");
        }

        if (CrossSite.IsCrossSite(context.Request, options.Value.PublicUrl))
        {
            return ErrorCatalog.Issue(LoraErrorCodes.RequestCrossSite);
        }

        var metadata = context.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<TicketMetadata>() is not null)
        {
            return null;
        }

        if (!context.User.Identities.Any(static identity => identity.IsAuthenticated) && metadata.GetMetadata<IAllowAnonymous>() is null)
        {
            return ErrorCatalog.Issue(LoraErrorCodes.UserMissing);
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

    /// <summary>The host itself responds when its own time limit is exceeded.</summary>
    private static bool HasTimedOut(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>() is { RequestTimeoutToken.IsCancellationRequested: true };

    private async Task HandleAsync(HttpContext context, Exception exception)
    {
        // A store that reads the request body may report an error of the connection as its own.
        var bodyError = context.Features.Get<RequestBody>()?.Error;
        if (context.RequestAborted.IsCancellationRequested || Problem.IsDisconnect(bodyError ?? exception))
        {
            log.Disconnected(context.Request.Method, context.Request.Path);
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }

            // Otherwise Kestrel tries to read the rest of the body and logs an error.
            context.Abort();
            return;
        }

        var problem = bodyError is not null ? Problem.OfBody(bodyError)
            : exception is BadHttpRequestException ? Problem.Of(BindingError.Of(context.Request))
            : Problem.Of(exception);
        log.Failed(problem, context.Request, exception);
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        await problem.WriteAsync(context).ConfigureAwait(false);
    }
}
