// begin: package-testing
using Lora;
using Lora.Testing;

// end

namespace Studio.Packages;

internal static class TestingPackage
{
    public static void Add(IServiceCollection services)
    {
        // begin: package-testing
        services.AddLoraManagement().UseInMemory();
        // end
    }
}
