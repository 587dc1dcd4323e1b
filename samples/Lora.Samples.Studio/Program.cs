using Lora;
using Lora.Samples;
using Lora.Samples.Studio.Components;
using Lora.Samples.Studio.Demo;
using Microsoft.AspNetCore.Authentication;

var builder = WebApplication.CreateBuilder(args);

builder.Services.AddAuthentication(DemoUserHandler.Scheme).AddScheme<AuthenticationSchemeOptions, DemoUserHandler>(DemoUserHandler.Scheme, null);
builder.Services.AddAuthorizationBuilder().AddPolicy(DemoUserHandler.EditorsPolicy, policy => policy.RequireRole(DemoUserHandler.EditorRole));
builder.Services.AddCascadingAuthenticationState();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddOpenApi();

// The toolkit: its options, its stores, and larger reads for uploads through the server.
var lora = builder.Configuration.GetSection("Lora");
builder.Services
    .AddLoraManagement(options =>
    {
        // Users who are not editors can view the studio's LoRAs and generate with them, but not change them.
        foreach (var operation in (ReadOnlySpan<LoraOperation>)[LoraOperation.Upload, LoraOperation.Edit, LoraOperation.Delete, LoraOperation.ManageStorage])
        {
            options.Policies[operation] = DemoUserHandler.EditorsPolicy;
        }

        lora.GetSection("Options").Bind(options);
    })
    .UseConfiguredStores(lora)
    .UseLargeReads();

var app = builder.Build();

app.UseMalformedRequestCheck();
app.UseStrictContentSecurity(lora);
// The components use the visitor's language if they support it.
app.UseRequestLocalization("en", "ko");
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapOpenApi();
app.MapDemoUsers();

// The toolkit's HTTP API, under /api/lora.
app.MapLoraManagement();
app.MapGenerate();

app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();
