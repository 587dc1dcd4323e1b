namespace Lora.Inspection.Tests.Pickle;

public sealed class TensorTests : PickleTest
{
    [Fact]
    public async Task Tensors_are_listed_in_the_order_of_the_file()
    {
        var pickle = PickleWriter.StateDict(("lora_unet_a.lora_down.weight", [4, 320]), ("lora_unet_a.lora_up.weight", [320, 4, 1, 1]), ("lora_unet_a.alpha", []));

        var scan = await ScanAsync(ZipWriter.Model(pickle).ToArray());

        Assert.Equal(InspectionVerdict.Ok, scan.Verdict);
        Assert.Equal(["lora_unet_a.lora_down.weight F16 4x320", "lora_unet_a.lora_up.weight F16 320x4x1x1", "lora_unet_a.alpha F16 "], Describe(scan));
    }

    [Fact]
    public async Task Outer_state_dict_is_not_part_of_tensor_names()
    {
        var writer = PickleWriter.Protocol(2).Op("}(").Text("state_dict").Op("}").Text("a.b").Tensor("0", 2).Op("s").Text("ema").Op("}").Text("c").Tensor("1", 3).Op("su.");

        Assert.Equal(["a.b F16 2", "ema.c F16 3"], Describe(await ScanAsync(writer)));
    }

    [Fact]
    public async Task Lists_of_tensors_are_numbered() =>
        Assert.Equal(["0 F16 320x4", "1 F16 4x320"], Describe(await ScanAsync(PickleWriter.Protocol(2).Op("](").Tensor("0", 320, 4).Tensor("1", 4, 320).Op("e."))));

    [Fact]
    public async Task Parameters_are_tensors()
    {
        var writer = PickleWriter.Protocol(2).Op("}").Text("p").Global("torch._utils", "_rebuild_parameter").Op("(").Tensor("0", 5)
            .Op("\u0088").Global("collections", "OrderedDict").Op(")RtRs.");

        Assert.Equal(["p F16 5"], Describe(await ScanAsync(writer)));
    }

    [Fact]
    public async Task Rebuild_tensor_v3_has_its_own_data_type()
    {
        var writer = PickleWriter.Protocol(2).Op("}").Text("w").Global("torch._utils", "_rebuild_tensor_v3").Op("((").Text("storage")
            .Global("torch", "UntypedStorage").Text("0").Text("cpu").Number(8).Op("tQ").Number(0).Op("(").Number(8).Op("t(").Number(1).Op("t\u0089")
            .Global("collections", "OrderedDict").Op(")R").Global("torch", "float8_e4m3fn").Op("tRs.");

        Assert.Equal(["w F8_E4M3 8"], Describe(await ScanAsync(writer)));
    }

    [Fact]
    public async Task Storage_class_is_rated_like_any_other_global()
    {
        var writer = PickleWriter.Protocol(2).Op("(").Text("storage").Global("os", "system").Text("0").Text("cpu").Number(1).Op("tQ.");

        Assert.Equal(InspectionVerdict.Dangerous, (await ScanAsync(writer)).Verdict);
    }
}
