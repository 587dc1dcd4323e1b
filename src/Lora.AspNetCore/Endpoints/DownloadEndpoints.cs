using Lora.AspNetCore.Downloads;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Lora.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Downloads LoRAs, for the signed-in user and with a ticket.</summary>
internal static class DownloadEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/{id}/download", Methods, DownloadAsync)
            .Requires(LoraOperation.View)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status302Found)
            .Produces(StatusCodes.Status416RangeNotSatisfiable)
            .Describe("DownloadLora", "Download a LoRA", "Redirects to a URL of the storage if that can sign one, else sends the bytes. Supports byte ranges.", 400, 404);
        group.MapMethods("/{id}/download/{fileName}", Methods, DownloadByTicketAsync)
            .WithMetadata(TicketMetadata.Instance, new AllowAnonymousAttribute())
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status416RangeNotSatisfiable)
            .Describe("DownloadLoraByTicket", "Download a LoRA with a ticket", "The URL that GetLoraUrl returns if the storage can't sign URLs. The ticket authorizes the request until it expires.", 400, 404);
    }

    private static Task<IResult> DownloadAsync(HttpContext context, DownloadResults downloads, LoraId id) =>
        downloads.CreateAsync(context, context.LoraCaller(), id, expiresAt: null);

    private static async Task<IResult> DownloadByTicketAsync(HttpContext context, DownloadResults downloads, DownloadTickets tickets, LoraId id, string? ticket) =>
        tickets.Read(ticket, id) is { } valid
            ? await downloads.CreateAsync(context, valid.Workspace, id, valid.ExpiresAt).ConfigureAwait(false)
            : ApiResults.Problem(ErrorCatalog.Issue(LoraErrorCodes.UrlInvalid, "ticket"));
}
