using FsCheck;
using FsCheck.Fluent;

namespace Lora.Conformance.Stores;

/// <summary>Runs an asynchronous check on generated cases. The failing case and its seed are in the message.</summary>
internal static class Generated
{
    public static Task CheckAsync<T>(Gen<T> cases, int count, Func<T, Task> check) => Task.Run(() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count),
            Prop.ForAll(cases.ToArbitrary(), generated => check(generated).GetAwaiter().GetResult())));
}
