using System.Security.Claims;
using Lora;

namespace Studio;

internal static class Workspaces
{
    public static void AddRule(WebApplicationBuilder builder)
    {
        // begin: workspace-rule
        builder.Services.AddLoraManagement().UseWorkspaceResolver(user => new(user.FindFirst("team")!.Value));
        // end
    }

    public static void AddClass(WebApplicationBuilder builder)
    {
        // begin: workspace-class
        builder.Services.AddLoraManagement().UseWorkspaceResolver<TeamResolver>();   // implements ILoraWorkspaceResolver
        // end
    }

    public static void AddPolicies(WebApplicationBuilder builder)
    {
        // begin: policies
        builder.Services.AddAuthorizationBuilder().AddPolicy("LoraEditors", policy => policy.RequireRole("editor"));
        builder.Services.AddLoraManagement(options =>
        {
            options.Policies[LoraOperation.Upload] = "LoraEditors";
            options.Policies[LoraOperation.Edit] = "LoraEditors";
            options.Policies[LoraOperation.Delete] = "LoraEditors";
            options.Policies[LoraOperation.ManageStorage] = "LoraEditors";
        });
        // end
    }

    public static void MapTwice(WebApplication app)
    {
        // begin: two-apis
        app.MapLoraManagement();                                                    // /api/lora, for users
        app.MapLoraManagement("internal/lora").RequireAuthorization("Operators");   // the same LoRAs, for operators and scripts
        // end
    }

    public static void MapFavourite(WebApplication app)
    {
        // begin: own-endpoint
        app.MapGet("/favourite", async (LoraAccess access, LoraManager manager) =>
        {
            var caller = await access.AuthorizeAsync(LoraOperation.View);
            if (!caller.Succeeded)
            {
                return Results.Problem(caller.Issues[0].Message, statusCode: StatusCodes.Status403Forbidden);
            }

            var page = (await manager.ListAsync(caller.Value, new LoraQuery { Sort = LoraSort.RecentlyUsed, Take = 1 })).OrThrow();
            return Results.Ok(page.Items.Select(record => record.Name));
        });
        // end
    }

    /// <summary>Stands for a rule that asks a database.</summary>
    private sealed class TeamResolver : ILoraWorkspaceResolver
    {
        public ValueTask<LoraWorkspaceId?> ResolveAsync(ClaimsPrincipal user, CancellationToken cancellationToken = default) => new(new LoraWorkspaceId("studio"));
    }
}
