using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Lora.AspNetCore.Tests.Support;
using Lora.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lora.AspNetCore.Tests;

public class SweepServiceTests
{
    [Fact]
    public async Task Sweeper_removes_abandoned_uploads()
    {
        await using var host = await TestHost.StartAsync(static setup => setup.Options = static options =>
        {
            options.SweepInterval = TimeSpan.FromMinutes(5);
            options.UploadLifetime = TimeSpan.FromHours(1);
        });
        using var client = host.Client();
        var id = (await client.BeginAsync("a.safetensors", 10)).Text("id");
        await (await client.PutPartAsync(id, 1, Uploading.Bytes(10))).JsonAsync();
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.Logs.WaitForAsync(1202);
        await (await client.GetAsync($"/api/lora/uploads/{id}")).ProblemAsync(System.Net.HttpStatusCode.NotFound, LoraErrorCodes.UploadNotFound);
        Assert.Equal(0, Directory.EnumerateFiles(Path.Combine(host.Folder, "files"), "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length));
    }

    [Fact]
    public async Task Sweeper_runs_at_start()
    {
        var sweeps = new Sweeps();
        await using var host = await TestHost.StartAsync(setup => Count(setup, sweeps, TimeSpan.FromMinutes(5)));
        await sweeps.WaitAsync(1);
    }

    [Fact]
    public async Task Sweeper_runs_again_after_a_failure()
    {
        var sweeps = new Sweeps { Fails = true };
        await using var host = await TestHost.StartAsync(setup => Count(setup, sweeps, TimeSpan.FromMinutes(5)));
        await sweeps.WaitAsync(1);
        await host.Logs.WaitForAsync(2101);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await sweeps.WaitAsync(2);
    }

    [Fact]
    public async Task Sweeper_never_runs_when_its_interval_is_zero()
    {
        var sweeps = new Sweeps();
        await using (var host = await TestHost.StartAsync(setup => Count(setup, sweeps, TimeSpan.Zero)))
        {
            host.Time.Advance(TimeSpan.FromDays(1));
            using var client = host.Client();
            await client.GetAsync("/api/lora");
        }

        Assert.Equal(0, sweeps.Runs);
    }

    private static void Count(HostSetup setup, Sweeps sweeps, TimeSpan interval)
    {
        setup.Options = options => options.SweepInterval = interval;
        setup.Services = services =>
        {
            var store = services.Last(service => service.ServiceType == typeof(ILoraStore));
            services.Replace(ServiceDescriptor.Singleton(provider => CountingStore.Over((ILoraStore)store.ImplementationFactory!(provider), sweeps)));
        };
    }

    private sealed class Sweeps
    {
        private readonly SemaphoreSlim _runs = new(0);
        private int _seen;

        public bool Fails { get; init; }

        public int Runs { get; private set; }

        public async Task WaitAsync(int runs)
        {
            for (; _seen < runs; _seen++)
            {
                Assert.True(await _runs.WaitAsync(TimeSpan.FromSeconds(20)), $"Run {_seen + 1} did not come.");
            }
        }

        public void Count()
        {
            Runs++;
            _runs.Release();
        }
    }

    /// <summary>A store that counts sweeps by their first query and forwards everything else.</summary>
    [SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The proxy derives from it.")]
    private class CountingStore : DispatchProxy
    {
        private ILoraStore _inner = null!;
        private Sweeps _sweeps = null!;

        public static ILoraStore Over(ILoraStore inner, Sweeps sweeps)
        {
            var store = Create<ILoraStore, CountingStore>();
            (((CountingStore)store)._inner, ((CountingStore)store)._sweeps) = (inner, sweeps);
            return store;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ILoraStore.ListExpiredUploadsAsync))
            {
                _sweeps.Count();
                if (_sweeps.Fails)
                {
                    return Task.FromException<IReadOnlyList<LoraUpload>>(new LoraStorageException(LoraErrorCodes.DatabaseUnavailable, "Away.", isTransient: true));
                }
            }

            return targetMethod.Invoke(_inner, args);
        }
    }
}
