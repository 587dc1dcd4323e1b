using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Lora.Journeys.Tests.BackEnds;
using Lora.Journeys.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Journeys.Tests.Properties;

/// <summary>The properties that need a real database, a real file store and real sockets.</summary>
public abstract class JourneyProperties<TBackEnd>(JourneyHost<TBackEnd> host)
    where TBackEnd : IBackEnd, new()
{
    /// <summary>The number of cases of a property.</summary>
    private const int Cases = 100;

    /// <summary>The number of cases that run in parallel. Cases mostly wait for the database and the file store, and don't affect each other.</summary>
    private const int ParallelCases = 12;

    /// <summary>The number of cases that run in parallel if they mostly wait for time to pass.</summary>
    private const int WaitingCases = 50;

    private static readonly HttpClient Anonymous = new();
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(200);

    private readonly RunningCases _cases = new(Cases);

    [Property(DisplayName = "Feature: lora-management, Property 3: an upload creates both the object and the row with matching identifiers", MaxTest = Cases)]
    public Property Upload_creates_object_and_row() => ForAll(Gen.Zip(Given.Workspace, Given.File), async given =>
    {
        var (workspace, file) = given;
        var bytes = file.Bytes();
        var item = await UploadAsync(workspace, file, bytes);

        var row = await host.Store.FindAsync(workspace, item.Id);
        Assert.NotNull(row);
        Assert.Equal(workspace, row.Workspace);
        Assert.Equal(file.Name, row.FileName);
        Assert.Contains(item.Id.ToString(), row.StorageKey, StringComparison.Ordinal);
        Assert.Equal(row.StorageKey, host.Files.GetKey(item.Path));
        Assert.Equal(file.Size, (await host.Files.FindAsync(row.StorageKey))!.Size);
        await using var content = await host.Files.OpenReadAsync(row.StorageKey);
        Assert.Equal(SHA256.HashData(bytes), await SHA256.HashDataAsync(content));
        Assert.Null(await host.Store.FindUploadAsync(workspace, item.Id));
    });

    [Property(DisplayName = "Feature: lora-management, Property 6: a confirmed delete removes both the object and the row", MaxTest = Cases)]
    public Property Delete_removes_object_and_row() => ForAll(
        Gen.Zip(Given.Workspace, Gen.Zip(Given.File.NonEmptyListOf().Resize(3), Gen.Choose(0, 100))), async given =>
        {
            var (workspace, (files, choice)) = given;
            var items = new List<LoraItem>();
            foreach (var file in files)
            {
                items.Add(await UploadAsync(workspace, file, file.Bytes()));
            }

            var doomed = items[choice % items.Count];
            var rows = new List<LoraRecord>();
            foreach (var item in items)
            {
                rows.Add((await host.Store.FindAsync(workspace, item.Id))!);
            }

            using var api = host.ApiOf(workspace);
            using var response = await api.Http.DeleteAsync(new Uri(doomed.Id.ToString(), UriKind.Relative));

            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            foreach (var row in rows)
            {
                Assert.Equal(row.Id != doomed.Id, await host.Store.FindAsync(workspace, row.Id) is not null);
                Assert.Equal(row.Id != doomed.Id, await host.Files.FindAsync(row.StorageKey) is not null);
            }
        });

    [Property(DisplayName = "Feature: lora-management, Property 9: the request contains the path", MaxTest = Cases)]
    public Property Request_contains_the_path() => ForAll(
        Gen.Zip(Given.Workspace, Gen.Zip(Gen.Elements("wan22", "flux-krea", "z-image"), Gen.Choose(0, 2).ArrayOf(8))), async given =>
        {
            var (workspace, (modelId, choices)) = given;
            var model = host.Options.Models[modelId];
            var own = new GivenFile("mine.safetensors", 200, 1, InParts: false);
            var mine = await UploadAsync(workspace, own, own.Bytes());
            var slots = model.Parameters.Where(parameter => parameter.Type == ModelParameterType.LoraSelector).ToList();
            var values = ModelValues.DefaultsOf(model).With("prompt", "A lighthouse").With("image", "https://example.test/a.png");
            values = ModelValues.From(values.Where(value => model.Find(value.Key) is not null));
            foreach (var (slot, choice) in slots.Zip(choices))
            {
                values = values.With(slot.Name, choice switch { 0 => null, 1 => mine.Path, _ => mine.Id.ToString() });
            }

            var request = (await host.Generation.BuildAsync(workspace, model, values)).OrThrow();

            foreach (var (slot, choice) in slots.Zip(choices))
            {
                Assert.Equal(choice == 0 ? "" : mine.Path, request.Payload[slot.Name]!.GetValue<string>());
            }

            Assert.Equal(0, (await host.Manager.FindAsync(workspace, mine.Id))!.UseCount);
            await host.Generation.RecordUseAsync(workspace, request);
            var used = choices.Take(slots.Count).Any(choice => choice > 0);
            Assert.Equal(used ? 1 : 0, (await host.Manager.FindAsync(workspace, mine.Id))!.UseCount);
        });

    [Property(DisplayName = "Feature: lora-management, Property 10: a new upload appears in the list of the form", MaxTest = Cases)]
    public Property New_upload_appears_in_the_list_of_the_form() => ForAll(Gen.Zip(Gen.Choose(0, 3), Given.File), async given =>
    {
        var (before, file) = given;
        var workspace = new LoraWorkspaceId("form" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        for (var count = 0; count < before; count++)
        {
            var earlier = new GivenFile($"earlier {count}.ckpt", 200, count, InParts: false);
            await UploadAsync(workspace, earlier, earlier.Bytes());
        }

        await using var scope = host.ScopeOf(workspace);
        using var form = new RenderedForm(scope.ServiceProvider.GetRequiredService<ILoraClient>(), host.Options.Models["flux-krea"]);
        await form.OpenListAsync(before);

        var item = await UploadAsync(workspace, file, file.Bytes());

        await form.WaitForAsync(item.Id);
        Assert.Equal(before + 1, form.Offered.Count);
        await form.PickAsync(item.Id);
        Assert.Equal(item.Path, form.Values["lora"]);
    });

    [Property(DisplayName = "Feature: lora-management, Property 11: every row belongs to the caller's workspace", MaxTest = Cases)]
    public Property Every_row_belongs_to_the_callers_workspace() => ForAll(
        Gen.Zip(Gen.Two(Given.Workspace), Given.File), async given =>
        {
            var ((owner, other), file) = given;
            var suffix = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
            owner = new LoraWorkspaceId(owner.Value + suffix);
            other = new LoraWorkspaceId(other.Value + suffix);
            var item = await UploadAsync(owner, file, file.Bytes());
            using var mine = host.ApiOf(owner);
            using var theirs = host.ApiOf(other);

            Assert.Equal([item.Id], (await mine.ListAsync()).Select(found => found.Id));
            Assert.Equal(owner, (await host.Store.FindAsync(owner, item.Id))!.Workspace);
            if (owner != other)
            {
                Assert.Empty(await theirs.ListAsync());
                Assert.Null(await host.Manager.FindAsync(other, item.Path));
                foreach (var path in new[] { $"{item.Id}", $"{item.Id}/url", $"{item.Id}/download" })
                {
                    using var response = await theirs.Http.GetAsync(new Uri(path, UriKind.Relative));
                    Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
                }

                using var delete = await theirs.Http.DeleteAsync(new Uri(item.Id.ToString(), UriKind.Relative));
                Assert.Equal(HttpStatusCode.NotFound, delete.StatusCode);
                Assert.NotNull(await host.Manager.FindAsync(owner, item.Id));
            }
        });

    [Property(DisplayName = "Feature: lora-management, Property 12: a presigned URL expires on time", MaxTest = Cases)]
    public Property Presigned_url_expires_on_time() => ForAll(Gen.Zip(Given.File, Gen.Choose(5, 8)), async given =>
    {
        var (file, seconds) = given;
        var workspace = new LoraWorkspaceId("signing");
        var bytes = file.Bytes();
        var item = await UploadAsync(workspace, file, bytes);
        using var api = host.ApiOf(workspace);
        var begin = DateTimeOffset.UtcNow;
        var answer = await api.GetUrlAsync(item.Id, seconds);
        Assert.InRange(answer.ExpiresAt, begin.AddSeconds(seconds - 1), DateTimeOffset.UtcNow.AddSeconds(seconds));

        HttpStatusCode status;
        DateTimeOffset? lastServed = null;
        do
        {
            var asked = DateTimeOffset.UtcNow;
            using var response = await Anonymous.GetAsync(answer.Url);
            status = response.StatusCode;
            if (status == HttpStatusCode.OK)
            {
                Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync());
                lastServed = asked;
                // Every second until shortly before the expiry, then five times a second.
                var rest = answer.ExpiresAt.AddSeconds(-1.5) - DateTimeOffset.UtcNow;
                await Task.Delay(rest > ShortWait ? TimeSpan.FromTicks(Math.Min(rest.Ticks, TimeSpan.TicksPerSecond)) : ShortWait);
            }
        }
        while (status == HttpStatusCode.OK && lastServed < answer.ExpiresAt.AddSeconds(10));

        // Signatures and servers use whole seconds, so the URL may expire up to one second early or late.
        Assert.Equal(HttpStatusCode.Forbidden, status);
        var early = answer.ExpiresAt - DateTimeOffset.UtcNow;
        Assert.True(early <= TimeSpan.FromSeconds(1), $"Rejected {early} too early: {answer.Url}, valid until {answer.ExpiresAt:O}.");
        Assert.InRange(lastServed!.Value, begin, answer.ExpiresAt.AddSeconds(1.5));
    }, WaitingCases);

    private Property ForAll<T>(Gen<T> gen, Func<T, Task> check, int parallel = ParallelCases) =>
        Prop.ForAll(gen.ToArbitrary(), given => _cases.AddAsync(given, check, parallel));

    private async Task<LoraItem> UploadAsync(LoraWorkspaceId workspace, GivenFile file, byte[] bytes)
    {
        using var api = host.ApiOf(workspace);
        return file.InParts ? await api.UploadInPartsAsync(file.Name, bytes) : await api.UploadAsync(file.Name, bytes);
    }
}
