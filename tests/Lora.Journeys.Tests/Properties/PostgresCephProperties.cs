using Lora.Journeys.Tests.BackEnds;
using Lora.Journeys.Tests.Hosting;

namespace Lora.Journeys.Tests.Properties;

public sealed class PostgresCephProperties(JourneyHost<PostgresCeph> host) : JourneyProperties<PostgresCeph>(host), IClassFixture<JourneyHost<PostgresCeph>>;
