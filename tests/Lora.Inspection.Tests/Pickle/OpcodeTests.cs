namespace Lora.Inspection.Tests.Pickle;

public sealed class OpcodeTests : PickleTest
{
    [Theory]
    [InlineData("(cos\nsystem\nS'x'\no.")]
    [InlineData("(S'x'\nios\nsystem\n.")]
    [InlineData("cos\nsystem\n(S'x'\ntR.")]
    [InlineData("\u0080\u0002cos\nsystem\n)\u0081.")]
    [InlineData("\u0080\u0004cos\nsystem\n)}\u0092.")]
    [InlineData("\u0080\u0004Vo\\u0073\nVsystem\n\u0093.")]
    [InlineData("\u0080\u0004S'\\x6f\\163'\nS\"system\"\n\u0093.")]
    [InlineData("\u0080\u0004S'\\557s'\nS'\\563ystem'\n\u0093.")]
    [InlineData("\u0080\u0004\u008c\u0002os\u0094\u008c\u0006system\u009400h\u0000h\u0001\u0093.")]
    [InlineData("\u0080\u0004\u008c\u0006systemr\u00ff\u00ff\u00ff\u007f\u008c\u0002osj\u00ff\u00ff\u00ff\u007f\u0093.")]
    [InlineData("N0(1cos\nsystem\n.")]
    [InlineData("]cos\nsystem\na.")]
    public async Task Every_way_to_load_a_global_is_followed(string pickle)
    {
        var scan = await ScanAsync(new PickleWriter().Op(pickle));

        Assert.Equal(InspectionVerdict.Dangerous, scan.Verdict);
        Assert.Contains(scan.Issues, issue => issue.Message.Contains("os.system", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\u0080\u0002\u0082\u0001.", "pickle.extension")]
    [InlineData("\u0080\u0002\u0083\u0001\u0000.", "pickle.extension")]
    [InlineData("\u0080\u0002\u0084\u0001\u0000\u0000\u0000.", "pickle.extension")]
    [InlineData("\u0080\u0004\u008c\u0001aN\u0093.", "pickle.computed_name")]
    [InlineData("\u0080\u0002ccollections\nOrderedDict\n)R)R.", "pickle.computed_call")]
    [InlineData("\u0080\u0002ctorch\nTensor\n}b.", "pickle.patch")]
    [InlineData("\u0080\u0002ctorch\nTensor\nNNs.", "pickle.patch")]
    [InlineData("\u0080\u0002ctorch\nTensor\n(Ne.", "pickle.patch")]
    public async Task Hidden_or_patched_calls_are_dangerous(string pickle, string code) =>
        await AssertAsync(InspectionVerdict.Dangerous, code, new PickleWriter().Op(pickle).ToArray());

    [Theory]
    [InlineData("\u0080\u0004ccollections\nOrderedDict\n)}\u0092.")]
    [InlineData("(icollections\nOrderedDict\n.")]
    [InlineData("(ccollections\nOrderedDict\no.")]
    [InlineData("Pkey\n.")]
    [InlineData("\u0080\u0005\u0097.")]
    [InlineData("\u0080\u0002]}b.")]
    public async Task Instructions_that_no_saved_model_has_are_suspicious(string pickle) =>
        await AssertAsync(InspectionVerdict.Suspicious, "pickle.unusual_opcode", new PickleWriter().Op(pickle).ToArray());

    [Theory]
    [InlineData("(dp0\nS'a'\np1\nI1\nsVb\nL5L\nsS'c'\nF1.5\ns.")]
    [InlineData("(I01\nI-5\nL99999999999999999999L\nL7\nF-1e5\nFnan\nF-inf\nS\"a'b\"\nS''\nV\\u0041\\\\u0041\nt.")]
    [InlineData("}q\u0000(U\u0001aK\u0001U\u0001bM\u0001\u0000u.")]
    [InlineData("\u0080\u0002X\u0003\u0000\u0000\u0000\u00ed\u00a0\u0080.")]
    [InlineData("\u0080\u0002}X\u0001\u0000\u0000\u0000a\u0088s.")]
    [InlineData("\u0080\u0003C\u0001aq\u0000.")]
    [InlineData("\u0080\u0004\u0095\u0004\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u008f(\u0090.")]
    [InlineData("\u0080\u0005\u0096\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000a\u0094.")]
    public async Task Plain_data_of_every_protocol_is_harmless(string pickle) =>
        await AssertAsync(InspectionVerdict.Ok, null, new PickleWriter().Op(pickle).ToArray());

    [Theory]
    [InlineData("\u0080\u0002", "pickle.truncated")]
    [InlineData("\u0080\u0002}", "pickle.truncated")]
    [InlineData("\u0080\u0002.", "pickle.malformed")]
    [InlineData("\u0080\u0002\u00ff.", "pickle.malformed")]
    [InlineData("\u0080\u0002h\u0005.", "pickle.malformed")]
    [InlineData("\u0080\u0002t.", "pickle.malformed")]
    [InlineData("\u0080\u0002N(0R.", "pickle.malformed")]
    [InlineData("\u0080\u0002I1x\n.", "pickle.malformed")]
    [InlineData("\u0080\u0002L-L\n.", "pickle.malformed")]
    [InlineData("\u0080\u0002F1.5x\n.", "pickle.malformed")]
    [InlineData("\u0080\u0002S'x\n.", "pickle.malformed")]
    [InlineData("\u0080\u0002U\u0001xp1x\n.", "pickle.malformed")]
    [InlineData("\u0080\u0002X\u0002\u0000\u0000\u0000\u00c3(.", "pickle.malformed")]
    [InlineData("\u0080\u0002N(\u0085.", "pickle.malformed")]
    [InlineData("\u0080\u0002B\u00f0\u00ff\u00ff\u00ffx.", "pickle.malformed")]
    [InlineData("\u0080\u0002T\u00f0\u00ff\u00ff\u00ffx.", "pickle.malformed")]
    [InlineData("\u0080\u0004\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffx.", "pickle.malformed")]
    [InlineData("\u0080\u0004\u0095\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007fN.", "pickle.malformed")]
    [InlineData("\u0080\u0002\u008b\u00ff\u00ff\u00ff\u007f.", "pickle.malformed")]
    [InlineData("hello there", "pickle.not_a_pickle")]
    [InlineData("", "pickle.empty")]
    public async Task Malformed_pickle_is_rejected(string pickle, string code) =>
        await AssertAsync(InspectionVerdict.Invalid, code, new PickleWriter().Op(pickle).ToArray());

    [Theory]
    [InlineData("R\u00ff\u00ff")]
    [InlineData("R")]
    [InlineData("Rh\u0063.")]
    public async Task Risk_before_an_error_is_still_reported(string rest)
    {
        var file = PickleWriter.Protocol(2).Global("os", "system").Text("x").Op("\u0085").Op(rest).ToArray();

        var scan = await ScanAsync(file);

        Assert.Equal(InspectionVerdict.Dangerous, scan.Verdict);
        Assert.Equal("pickle.dangerous_global", scan.Issues[0].Code);
        Assert.Equal(2, scan.Issues.Count);
    }

    [Fact]
    public async Task Pickle_in_a_string_of_a_pickle_is_found()
    {
        var inner = PickleWriter.Calling("os", "system");
        var outer = PickleWriter.Protocol(3).Op("C").Raw((byte)inner.Length).Raw(inner).Op(".").ToArray();

        await AssertAsync(InspectionVerdict.Dangerous, "pickle.nested", outer);
    }
}
