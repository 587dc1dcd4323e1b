using System.CommandLine;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Lora.Tool;

/// <summary>A command that works on the database, and possibly the files, of a host application.</summary>
internal sealed class StoreCommand : ToolCommand
{
    private readonly StoreOptions _stores;
    private readonly Func<IServiceProvider, ParseResult, Task<int>> _run;

    public StoreCommand(string name, string description, bool needsStorage, Func<IServiceProvider, ParseResult, Task<int>> run, params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
        _run = run;
        _stores = new StoreOptions(needsStorage);
        _stores.AddTo(this);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult result)
    {
        var errors = result.InvocationConfiguration.Error;
        try
        {
            var services = new ServiceCollection();
            services.AddSingleton<UpgradeReport>((done, total) => errors.WriteLine($"{done:N0} of {total:N0} LoRAs"));
            try
            {
                _stores.Register(services.AddLoraCore(options => _stores.Configure(options, result)), result);
            }
            catch (ArgumentException exception)
            {
                await errors.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return ExitCodes.Usage;
            }

            var provider = services.BuildServiceProvider();
            await using (provider.ConfigureAwait(false))
            {
                return await _run(provider, result).ConfigureAwait(false);
            }
        }
        catch (LoraException exception)
        {
            await errors.WriteLineAsync($"{exception.Message} {exception.InnerException?.Message}".TrimEnd()).ConfigureAwait(false);
            return ExitCodes.NotOk;
        }
        catch (OptionsValidationException exception)
        {
            await errors.WriteLineAsync(exception.Message).ConfigureAwait(false);
            return ExitCodes.Usage;
        }
    }
}
