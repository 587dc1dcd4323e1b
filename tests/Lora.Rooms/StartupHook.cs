using Lora.Rooms;

/// <summary>
/// Runs in a sample application before its own code, because <c>DOTNET_STARTUP_HOOKS</c> contains the path of this assembly. The application itself is the
/// one that people build and run; only <see cref="RoomsStartup"/> is added to it.
/// </summary>
/// <remarks>The runtime requires this name without a namespace.</remarks>
#pragma warning disable CA1050, MA0047 // The runtime requires this name.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize() =>
        Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(RoomsStartup).Assembly.GetName().Name);
}
