using Lora.Inspection;

namespace Lora.Testing.Tests;

public sealed class ScriptedLoraClientTests
{
    private readonly ScriptedLoraClient _client = new();

    [Fact]
    public async Task List_filters_sorts_and_pages()
    {
        var flux = new LoraItemFacts { Family = "flux1" };
        var first = _client.Add("Neon rain", flux);
        var second = _client.Add("neon Night", flux with { Role = LoraNoiseExpert.High });
        _client.Add("Slow dolly");

        var page = await _client.ListAsync(new LoraQuery { Search = "NEON", Families = ["flux1"], Take = 1, Count = LoraQuery.ExactCount });
        Assert.Equal([second], page.Items);
        Assert.Equal((2, 2_000_000L), (page.Total, page.TotalSize));
        Assert.Equal([first], (await _client.ListAsync(new LoraQuery { Search = "NEON", Take = 1, After = page.Next })).Items);
        Assert.Equal([second], (await _client.ListAsync(new LoraQuery { Roles = [LoraNoiseExpert.High] })).Items);
        Assert.Equal(new Dictionary<string, int> { ["flux1"] = 2, [LoraFamilies.Unknown] = 1 }, await _client.CountFamiliesAsync());
        var invalid = await Assert.ThrowsAsync<LoraException>(() => _client.ListAsync(new LoraQuery { After = "x" }));
        Assert.Equal(LoraErrorCodes.QueryInvalid, invalid.Code);
    }

    [Fact]
    public async Task Find_accepts_a_path_or_an_id()
    {
        var item = _client.Add("Neon rain");
        Assert.Equal(item, await _client.FindAsync(item.Path));
        Assert.Equal(item, await _client.FindAsync(item.Id.ToString()));
        Assert.Null(await _client.FindAsync("memory://loras/other"));
    }

    [Fact]
    public async Task Rename_and_delete_change_the_list_and_notify_subscribers()
    {
        var item = _client.Add("Neon rain");
        var changes = new List<LoraChange>();
        using (await _client.SubscribeAsync(changes.Add))
        {
            Assert.Equal("Neon", (await _client.RenameAsync(item.Id, " Neon ")).OrThrow().Name);
            Assert.Equal(LoraErrorCodes.NameMissing, Assert.Single((await _client.RenameAsync(item.Id, " ")).Issues).Code);
            Assert.Equal("Neon", (await _client.DeleteAsync(item.Id)).OrThrow().Name);
            Assert.Equal(LoraErrorCodes.LoraNotFound, Assert.Single((await _client.DeleteAsync(item.Id)).Issues).Code);
            _client.Notify(LoraChangeKind.Used, item.Id);
        }

        _client.Notify(LoraChangeKind.Added, item.Id);
        Assert.Equal([LoraChangeKind.Updated, LoraChangeKind.Removed, LoraChangeKind.Used], changes.Select(static change => change.Kind));
        Assert.Equal(0, _client.Subscribers);
        Assert.Empty(_client.Items);
    }

    [Fact]
    public async Task Correction_applies_until_an_empty_one_reverts_it()
    {
        var item = _client.Add("Neon rain", new LoraItemFacts { Family = "flux1", Variant = "dev", Candidates = ["flux1", "chroma"], Confidence = InspectionConfidence.Possible });

        var corrected = (await _client.CorrectAsync(item.Id, new LoraCorrection { Family = "chroma" })).OrThrow().Facts;
        Assert.Equal(("chroma", null, InspectionConfidence.Certain, 0), (corrected.Family, corrected.Variant, corrected.Confidence, corrected.Candidates.Count));
        await _client.CorrectAsync(item.Id, new LoraCorrection { Role = LoraNoiseExpert.Low });

        Assert.Equal(item.Facts, (await _client.CorrectAsync(item.Id, new LoraCorrection())).OrThrow().Facts);
    }

    [Fact]
    public async Task Pair_that_a_user_selected_replaces_the_detected_one()
    {
        var high = _client.Add("high");
        var (low, other) = (_client.Add("low"), _client.Add("other"));
        _client.Partners[high.Id] = low.Id;
        Assert.Equal(low, await _client.FindPartnerAsync(high.Id));

        await _client.PairAsync(high.Id, other.Id);
        Assert.Equal(other.Id, (await _client.FindPartnerAsync(high.Id))!.Id);
        Assert.Equal(high.Id, (await _client.FindPartnerAsync(other.Id))!.Id);
        await _client.PairAsync(high.Id, partner: null);
        Assert.Null(await _client.FindPartnerAsync(high.Id));
        Assert.False((await _client.PairAsync(high.Id, high.Id)).Succeeded);
    }

    [Fact]
    public async Task Next_calls_fail_as_often_as_scripted()
    {
        var item = _client.Add("Neon rain");
        var exception = new LoraException(LoraErrorCodes.DatabaseUnavailable, "The database cannot be reached.", isTransient: true);
        _client.FailNext(nameof(ILoraClient.ListAsync), exception, times: 2);
        Assert.Same(exception, await Assert.ThrowsAsync<LoraException>(() => _client.ListAsync(new LoraQuery())));
        Assert.Same(exception, await Assert.ThrowsAsync<LoraException>(() => _client.ListAsync(new LoraQuery())));
        Assert.Equal([item], (await _client.ListAsync(new LoraQuery())).Items);

        var issue = new LoraIssue(LoraErrorCodes.LoraConflict, "Someone else changed it.");
        _client.FailNext(nameof(ILoraClient.RenameAsync), issue, int.MaxValue);
        Assert.Equal([issue], (await _client.RenameAsync(item.Id, "x")).Issues);
        Assert.Equal([issue], (await _client.RenameAsync(item.Id, "x")).Issues);
        _client.Reset(nameof(ILoraClient.RenameAsync));
        Assert.True((await _client.RenameAsync(item.Id, "x")).Succeeded);
    }

    [Fact]
    public async Task Delayed_call_waits_until_it_is_released_or_canceled()
    {
        _client.Add("Neon rain");
        using var delay = _client.DelayNext(nameof(ILoraClient.ListAsync), times: 2);
        using var cancellation = new CancellationTokenSource();
        var first = _client.ListAsync(new LoraQuery());
        var second = _client.ListAsync(new LoraQuery(), cancellation.Token);
        await delay.Reached;
        Assert.False(first.IsCompleted);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        delay.Release();

        Assert.Single((await first).Items);
    }

    [Fact]
    public async Task Calls_are_recorded_with_their_arguments()
    {
        var query = new LoraQuery { Search = "neon" };
        await _client.ListAsync(query);
        await _client.GetWorkspaceAsync();

        Assert.Equal([nameof(ILoraClient.ListAsync), nameof(ILoraClient.GetWorkspaceAsync)], _client.Calls.Select(static call => call.Member));
        Assert.Equal([query], _client.Calls[0].Arguments);
    }

    [Fact]
    public async Task Call_without_permission_is_denied()
    {
        var item = _client.Add("Neon rain");
        _client.Allowed = [LoraOperation.View];

        Assert.Equal(LoraErrorCodes.PermissionDenied, (await Assert.ThrowsAsync<LoraException>(() => _client.DeleteAsync(item.Id))).Code);
        Assert.Equal([LoraOperation.View], (await _client.GetWorkspaceAsync()).Allowed);
        Assert.Equal(new LoraUsage(1, 1_000_000, 0, 0), (await _client.GetWorkspaceAsync()).Usage);
    }

    [Fact]
    public void Script_for_an_unknown_member_is_rejected()
    {
        Assert.Throws<ArgumentException>(() => _client.DelayNext("List"));
        Assert.Throws<ArgumentException>(() => _client.FailNext(nameof(ILoraClient.ListAsync), new LoraIssue("x", "y")));
    }
}
