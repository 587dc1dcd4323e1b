// begin: package-inspection
using Lora.Inspection;

// end

namespace Studio.Packages;

internal static class InspectionPackage
{
    public static async Task InspectAsync()
    {
        // begin: package-inspection
        var inspection = await LoraInspector.Default.InspectFileAsync("neon.safetensors");
        Console.WriteLine($"{inspection.Verdict}: {inspection.Identification.Family.Id}, trigger words: {string.Join(", ", inspection.Metadata.TriggerWords)}");
        // end
    }
}
