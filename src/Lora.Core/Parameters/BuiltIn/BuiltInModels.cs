namespace Lora.Parameters.BuiltIn;

/// <summary>The models in every catalog. Parameter names are those that the engines read.</summary>
internal static class BuiltInModels
{
    public static IReadOnlyList<ModelConfig> All { get; } =
    [
        Wan22Model.Create(),
        FluxKreaModel.Create(),
        ZImageModel.Create(),
        WanAnimateModel.Create(),
        InfiniteTalkModel.Create(),
        QwenImageEditModel.Create(),
        VideoUpscaleModel.Create(),
    ];
}
