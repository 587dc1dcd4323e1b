using Lora.Journeys.Tests.BackEnds;
using Lora.Journeys.Tests.Hosting;

namespace Lora.Journeys.Tests.Properties;

public sealed class SqliteFolderProperties(World<SqliteFolder> world) : JourneyProperties<SqliteFolder>(world), IClassFixture<World<SqliteFolder>>;
