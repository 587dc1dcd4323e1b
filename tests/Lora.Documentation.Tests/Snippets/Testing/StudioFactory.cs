// begin: testing-host
using Lora;
using Lora.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

// end

namespace Studio.Testing;

// begin: testing-host
public sealed class StudioFactory : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder.ConfigureTestServices(services => services.AddLoraManagement().UseInMemory());   // the last call of Use… wins
}
// end
