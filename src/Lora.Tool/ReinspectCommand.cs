using Lora.Errors;
using Lora.Management;
using Microsoft.Extensions.DependencyInjection;

namespace Lora.Tool;

/// <summary><c>lora reinspect</c>: inspects what is stored again, by reading ranges, as after an update of the rules.</summary>
internal static class ReinspectCommand
{
    public static async Task<int> RunAsync(StoreArguments arguments, TextWriter output, TextWriter errors)
    {
        var services = new ServiceCollection();
        arguments.Choose(services.AddLoraCore());
        var provider = services.BuildServiceProvider();
        await using (provider.ConfigureAwait(false))
        {
            try
            {
                var report = await provider.GetRequiredService<LoraExaminer>().ReinspectAsync().ConfigureAwait(false);
                await output.WriteLineAsync($"{report.Inspected} inspected, {report.Failures} could not be read").ConfigureAwait(false);
                return report.Failures == 0 ? ExitCodes.Ok : ExitCodes.NotOk;
            }
            catch (LoraException exception)
            {
                await errors.WriteLineAsync($"{exception.Message} {exception.InnerException?.Message}".TrimEnd()).ConfigureAwait(false);
                return ExitCodes.NotOk;
            }
        }
    }
}
