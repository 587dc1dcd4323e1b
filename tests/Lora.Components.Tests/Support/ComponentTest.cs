using System.Globalization;
using Bunit;
using Lora.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Lora.Components.Tests.Support;

/// <summary>An interactive page with an in-memory workspace, a fake clock and mocked JavaScript modules.</summary>
internal sealed class ComponentTest : BunitContext
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    public ComponentTest(string culture = "en-GB", bool interactive = true)
    {
        // On a busy machine, the first render can take longer than the default timeout of 1 second.
        DefaultWaitTimeout = TimeSpan.FromSeconds(20);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        Time.SetLocalTimeZone(TimeZoneInfo.Utc);
        Services.AddSingleton<ILoraClient>(_ => Client);
        Services.AddSingleton<TimeProvider>(Time);
        SetRendererInfo(interactive ? new RendererInfo("Server", isInteractive: true) : new RendererInfo("Static", isInteractive: false));
        JSInterop.Mode = JSRuntimeMode.Strict;
        Modal = new Module(JSInterop, "Primitives/LoraModal.razor.js", "open", "close");
        Library = new Module(JSInterop, "Library/LoraLibrary.razor.js", "focusAfterDelete", "focusRename", "focusCard", "focusDetails", "recover");
        Uploader = new Module(JSInterop, "Uploader/LoraUploader.razor.js", "pause", "resume", "retry", "proceed", "cancel", "refocus", "recover");
    }

    public static DateTimeOffset Now { get; } = new(2026, 5, 20, 12, 0, 0, TimeSpan.Zero);

    public ScriptedLoraClient Client { get; init; } = new();

    public FakeTimeProvider Time { get; } = new(Now);

    public Module Modal { get; }

    public Module Library { get; }

    public Module Uploader { get; }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _uiCulture;
    }
}
