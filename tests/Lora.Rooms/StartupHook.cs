using Lora.Rooms;

/// <summary>
/// Runs in a sample application before its own code, because the environment names this assembly in <c>DOTNET_STARTUP_HOOKS</c>. The application itself is the
/// one that people build and run; only <see cref="RoomsStartup"/> is added to it.
/// </summary>
/// <remarks>The runtime looks for this name, without a namespace.</remarks>
#pragma warning disable CA1050, MA0047 // The name is given.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public static void Initialize() =>
        Environment.SetEnvironmentVariable("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(RoomsStartup).Assembly.GetName().Name);
}
