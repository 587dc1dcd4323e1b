using Lora;
using Lora.Samples;
using Lora.Samples.ExistingForm.Components;
using Lora.Samples.ExistingForm.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddDbContextFactory<ShopContext>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Shop")));

builder.Services.AddAuthentication(ShopUserHandler.SchemeName).AddScheme<AuthenticationSchemeOptions, ShopUserHandler>(ShopUserHandler.SchemeName, null);
builder.Services.AddAuthorizationBuilder().AddPolicy("ShopStaff", policy => policy.RequireRole(ShopUserHandler.StaffRole));
builder.Services.AddCascadingAuthenticationState();

// LoRA records are stored in the host's own context, next to its own tables. The whole shop shares one workspace, which customers cannot change.
builder.Services
    .AddLoraManagement(options =>
    {
        options.Policies[LoraOperation.Upload] = "ShopStaff";
        options.Policies[LoraOperation.Edit] = "ShopStaff";
        options.Policies[LoraOperation.Delete] = "ShopStaff";
        options.Policies[LoraOperation.ManageStorage] = "ShopStaff";
    })
    .UseWorkspaceResolver(user => new("shop"))
    .UseEntityFrameworkCore<ShopContext>()
    .UseFileSystem(builder.Configuration["LoraFolder"] ?? "lora-files");

var app = builder.Build();

app.UseMalformedRequestCheck();

await using (var shop = await app.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync())
{
    // A real host runs its migrations instead, which include the tables of UseLora().
    await shop.Database.EnsureCreatedAsync();
}

app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();

app.MapPost("/demo-user", (HttpContext context, [FromForm] string user) =>
{
    if (ShopUserHandler.Users.ContainsKey(user))
    {
        context.Response.Cookies.Append(ShopUserHandler.Cookie, user, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
    }

    return Results.LocalRedirect("/");
});
app.MapLoraManagement();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
