using Lora.Journeys.Tests.BackEnds;
using Lora.Journeys.Tests.World;

namespace Lora.Journeys.Tests.Properties;

public sealed class SqliteFolderProperties(World<SqliteFolder> world) : JourneyProperties<SqliteFolder>(world), IClassFixture<World<SqliteFolder>>;
