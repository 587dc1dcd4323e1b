using Lora.Journeys.Tests.BackEnds;
using Lora.Journeys.Tests.Hosting;

namespace Lora.Journeys.Tests.Properties;

public sealed class PostgresCephProperties(World<PostgresCeph> world) : JourneyProperties<PostgresCeph>(world), IClassFixture<World<PostgresCeph>>;
