using Lora.AspNetCore.Downloads;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Downloading, for the signed-in user and for whoever has a ticket.</summary>
internal static class DownloadEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/{id}/download", Methods, DownloadAsync)
            .Needs(LoraOperation.View)
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status302Found)
            .Produces(StatusCodes.Status416RangeNotSatisfiable)
            .Describe("DownloadLora", "Download a LoRA", "Leads to a URL of the storage where that can sign one, and sends the bytes where it cannot. Takes byte ranges.", 400, 404);
        group.MapMethods("/{id}/download/{fileName}", Methods, DownloadByTicketAsync)
            .WithMetadata(TicketMetadata.Instance, new AllowAnonymousAttribute())
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status206PartialContent, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status416RangeNotSatisfiable)
            .Describe("DownloadLoraByTicket", "Download a LoRA by a URL that was made for it", "What GetLoraUrl leads to where the storage cannot sign URLs. The ticket stands for the user until it expires.", 400, 404);
    }

    private static Task<IResult> DownloadAsync(HttpContext context, Download download, LoraId id) =>
        download.OfAsync(context, context.LoraCaller(), id, expiresAt: null);

    private static async Task<IResult> DownloadByTicketAsync(HttpContext context, Download download, DownloadTickets tickets, LoraId id, string? ticket) =>
        tickets.Read(ticket, id) is { } valid
            ? await download.OfAsync(context, valid.Workspace, id, valid.ExpiresAt).ConfigureAwait(false)
            : Reply.Failure(new LoraIssue(LoraErrorCodes.UrlInvalid, "This URL has expired or is not complete. Get a new one.", "ticket"));
}
