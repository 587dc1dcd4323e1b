using Bunit;
using Lora.Components.Tests.Selector;
using Lora.Components.Tests.Support;
using Lora.Inspection;
using static Lora.LoraOperation;

namespace Lora.Components.Tests.Workspace;

public sealed class PermissionMatrixTests
{
    [Theory]
    [MemberData(nameof(AllowedOperations.All), MemberType = typeof(AllowedOperations))]
    public void Library_offers_exactly_the_allowed_operations(LoraOperation operation, bool alsoView)
    {
        using var page = AllowedOperations.Page(operation, alsoView);
        page.Client.Add("Neon rain");
        CheckLibrary(page, page.Render<LoraLibrary>());
    }

    [Theory]
    [MemberData(nameof(AllowedOperations.All), MemberType = typeof(AllowedOperations))]
    public void Dialog_offers_exactly_the_allowed_operations(LoraOperation operation, bool alsoView)
    {
        using var page = AllowedOperations.Page(operation, alsoView);
        page.Client.Add("Neon rain");
        var dialog = page.Render<LoraManagementDialog>(parameters => parameters.Add(dialog => dialog.Open, true));
        CheckLibrary(page, dialog);
        AllowedOperations.Check(page.Client.Allowed, ("totals", dialog.FindAll(".lora-modal-head p").Count == 1, [View]), ("file input", dialog.FindAll("input[type=file]").Count == 1, [Upload]));
    }

    [Theory]
    [MemberData(nameof(AllowedOperations.All), MemberType = typeof(AllowedOperations))]
    public async Task Uploader_accepts_files_only_with_permission(LoraOperation operation, bool alsoView)
    {
        using var page = AllowedOperations.Page(operation, alsoView);
        var uploader = page.Render<LoraUploader>();
        AllowedOperations.Check(
            page.Client.Allowed,
            ("file input", uploader.FindAll("input[type=file]:not([disabled])").Count == 1, [Upload]),
            ("folder button", uploader.FindAll("[data-lora-choose-folder]:not([disabled])").Count == 1, [Upload]),
            ("module", page.JSInterop.Invocations["import"].Count == 1, [Upload]));
        Assert.Equal(page.Client.Allowed.Contains(Upload) ? 0 : 1, uploader.FindAll("[data-lora-denied]").Count);
        if (page.Client.Allowed.Contains(Upload))
        {
            Assert.Equal(["a"], (IEnumerable<string>?)await ChooseAsync(page));
        }
    }

    [Theory]
    [MemberData(nameof(AllowedOperations.All), MemberType = typeof(AllowedOperations))]
    public async Task Uploads_continue_only_with_permission_and_can_always_be_canceled(LoraOperation operation, bool alsoView)
    {
        using var page = new ComponentTest();
        var duplicate = page.Client.Add("Neon rain");
        var uploader = page.Render<LoraUploader>();
        await ReportAsync(page, Row("paused"), Row("unfinished"), Row("duplicate", duplicate: duplicate), Row("uploading"), Row("again", "failed", code: "file.html", chooseAgain: true));
        page.Client.Allow(AllowedOperations.Of(operation, alsoView));
        await ReportAsync(page, Row("failed", code: LoraErrorCodes.PermissionDenied));

        AllowedOperations.Check(
            page.Client.Allowed,
            ("Choose again", Has("Choose again"), [Upload]),
            ("Retry", Has("Retry"), [Upload]),
            ("Resume unfinished", uploader.FindAll("[data-lora-continue]").Count == 1, [Upload]),
            ("Resume paused", uploader.FindAll("[aria-label='Resume the upload of paused.ckpt']").Count == 1, [Upload]),
            ("Upload anyway", Has("Upload anyway"), [Upload]),
            ("Skip", Has("Skip"), []),
            ("Cancel upload", Has("Cancel upload"), []),
            ("Pause", uploader.FindAll("[aria-label='Pause the upload of uploading.ckpt']").Count == 1, []),
            ("Cancel", uploader.FindAll("[aria-label='Cancel the upload of uploading.ckpt']").Count == 1, []),
            ("Dismiss", uploader.FindAll("[aria-label='Dismiss failed.ckpt']").Count == 1, []),
            ("file input", uploader.FindAll("input[type=file]").Count == 1, [Upload]));
        Assert.Equal(page.Client.Allowed.Contains(Upload) ? ["a"] : [], (IEnumerable<string>?)await ChooseAsync(page));

        bool Has(string text) => uploader.FindAll(".lora-upload button").Any(button => button.TextContent == text);
    }

    [Theory]
    [MemberData(nameof(AllowedOperations.All), MemberType = typeof(AllowedOperations))]
    public void Details_can_be_edited_only_with_permission(LoraOperation operation, bool alsoView)
    {
        using var page = new ComponentTest();
        var low = page.Client.Add("Neon rain low", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.Low));
        var high = page.Client.Add("Neon rain high", facts: KnownFacts.Of(LoraFamilies.Wan14B, role: LoraNoiseExpert.High) with
        {
            Correction = new LoraCorrection { Family = LoraFamilies.Wan14B, Variant = "2.2-t2v" },
        });
        page.Client.Partners[high.Id] = low.Id;
        page.Client.Allow(AllowedOperations.Of(operation, alsoView));
        var details = page.Render<LoraDetails>(parameters => parameters.Add(details => details.Item, high));

        AllowedOperations.Check(
            page.Client.Allowed,
            ("Save", Has("Save"), [Edit]),
            ("Revert", Has("Revert"), [Edit]),
            ("fields", details.FindAll(".lora-correction :is(input, select)").Count > 0, [Edit]),
            ("Link", Has("Link…"), [Edit]),
            ("Unlink", Has("Unlink"), [Edit, View]),
            ("partner", details.Markup.Contains("Neon rain low", StringComparison.Ordinal), [View]));
        if (!page.Client.Allowed.Contains(Edit))
        {
            var values = details.Find("[aria-label='Base model and noise expert'] dl").TextContent;
            Assert.Contains("Wan 14B", values, StringComparison.Ordinal);
            Assert.Contains("2.2-t2v", values, StringComparison.Ordinal);
            Assert.Equal("You can't change this LoRA. Ask your administrator for permission to edit.", details.Find("[data-lora-denied]").TextContent);
        }

        bool Has(string text) => details.FindAll("button").Any(button => button.TextContent.Trim() == text);
    }

    [Theory]
    [MemberData(nameof(AllowedOperations.All), MemberType = typeof(AllowedOperations))]
    public void Selector_lists_LoRAs_only_with_permission(LoraOperation operation, bool alsoView)
    {
        using var form = new SelectorPage();
        form.Client.Allow(AllowedOperations.Of(operation, alsoView));
        form.Render();
        var isAllowed = form.Client.Allowed.Contains(View);
        Assert.Equal(isAllowed, !form.Button("Select").HasAttribute("disabled"));
        Assert.Equal(
            isAllowed ? null : "You don't have permission to view LoRAs in this workspace. Ask your administrator for access.",
            form.Selector.FindAll(".lora-selector-denied").SingleOrDefault()?.TextContent);
    }

    [Theory]
    [InlineData(true, "Upload a .safetensors or .ckpt file to use it here.")]
    [InlineData(false, "Ask your administrator for permission to upload.")]
    public void Empty_list_offers_upload_only_with_permission(bool isAllowed, string hint)
    {
        using var form = new SelectorPage();
        form.Client.Allow(isAllowed ? [View, Upload] : [View]);
        form.Render().Open();
        Assert.Contains(hint, form.Selector.Find(".lora-selector-popup").TextContent, StringComparison.Ordinal);
        Assert.Equal(isAllowed, form.Selector.FindAll(".lora-selector-popup button").Any(button => button.TextContent == "Upload a LoRA"));
    }

    private static void CheckLibrary<T>(ComponentTest page, IRenderedComponent<T> library)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        AllowedOperations.Check(
            page.Client.Allowed,
            ("card", Has("li.lora-card"), [View]),
            ("search", Has("input[type=search]"), [View]),
            ("details", Has("[data-lora-details]"), [View]),
            ("rename", Has("[aria-label='Rename Neon rain']"), [View, Edit]),
            ("delete", Has("[aria-label='Delete Neon rain']"), [View, Delete]));
        Assert.Equal(
            page.Client.Allowed.Contains(View) ? [] : ["You don't have permission to view LoRAs in this workspace. Ask your administrator for access."],
            library.FindAll(".lora-empty [data-lora-denied]").Select(sentence => sentence.TextContent));

        bool Has(string selector) => library.FindAll(selector).Count > 0;
    }

    private static object Row(string key, string? state = null, string? code = null, bool chooseAgain = false, LoraItem? duplicate = null) => new
    {
        key,
        name = $"{key}.ckpt",
        size = 100,
        state = state ?? key,
        duplicate,
        error = code is null ? null : new { code, issues = Array.Empty<object>(), chooseAgain },
    };

    private static Task<object?> ReportAsync(ComponentTest page, params object[] reports) => page.Uploader.InvokeAsync("ReportAsync", reports);

    private static Task<object?> ChooseAsync(ComponentTest page) =>
        page.Uploader.InvokeAsync("ChooseAsync", new { files = new[] { new { key = "a", name = "a.ckpt", size = 100 } }, skipped = (int?)null, replaces = (string?)null });
}
