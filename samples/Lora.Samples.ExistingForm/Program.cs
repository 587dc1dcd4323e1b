using Lora;
using Lora.Samples;
using Lora.Samples.ExistingForm.Components;
using Lora.Samples.ExistingForm.Data;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddDbContextFactory<ShopContext>(options => options.UseSqlite(builder.Configuration.GetConnectionString("Shop")));

// LoRA records live in the host's own context, beside its own tables.
builder.Services.AddLoraManagement()
    .UseEntityFrameworkCore<ShopContext>()
    .UseFileSystem(builder.Configuration["LoraFolder"] ?? "lora-files");

var app = builder.Build();

app.UseMalformedRequestCheck();

await using (var shop = await app.Services.GetRequiredService<IDbContextFactory<ShopContext>>().CreateDbContextAsync())
{
    // A real host uses its own migrations, which then contain the tables of UseLora().
    await shop.Database.EnsureCreatedAsync();
}

app.UseAntiforgery();
app.MapStaticAssets();

// This shop has no sign-in, so everybody shares one workspace. Say so, or the API answers 401.
app.MapLoraManagement().AllowAnonymous("shop");
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
