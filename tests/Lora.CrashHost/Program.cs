using Lora;
using Lora.CrashHost;
using Lora.Samples.Studio.Demo;
using Microsoft.AspNetCore.Authentication;

// A host of the toolkit whose process is killed (SIGKILL) at the store step that a test chooses.
var builder = WebApplication.CreateBuilder(args);
var time = new ShiftedTime();
var settings = builder.Configuration.GetSection("Lora");
builder.Services.AddSingleton<TimeProvider>(time);
builder.Services.AddAuthentication(DemoUserHandler.Scheme).AddScheme<AuthenticationSchemeOptions, DemoUserHandler>(DemoUserHandler.Scheme, null);
builder.Services.AddAuthorization();
builder.Services
    .AddLoraManagement(options =>
    {
        // Each kill may leave an unfinished session, so their number is not limited.
        options.MaxWorkspaceUploads = null;
        settings.GetSection("Options").Bind(options);
    })
    .UseConfiguredStores(settings);
await CrashingStores.PrepareAsync(settings);
var steps = new Steps();
CrashingStores.Decorate(builder.Services, steps);

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapLoraManagement();

// Resets the step counter. The process is killed at the given step.
app.MapPost("/crash-host/crash-at/{step:int}", (int step) => steps.CrashAt(step));
app.MapGet("/crash-host/steps", () => steps.Count);
app.MapPost("/crash-host/advance/{hours:int}", (int hours) => time.Advance(TimeSpan.FromHours(hours)));
app.MapPost("/crash-host/sweep", (LoraMaintenance sweeper) => sweeper.SweepAsync());
await app.RunAsync();
