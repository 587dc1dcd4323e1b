using Lora.Journeys.Tests.BackEnds;
using Lora.Journeys.Tests.Hosting;

namespace Lora.Journeys.Tests.Properties;

public sealed class SqliteFolderProperties(JourneyHost<SqliteFolder> host) : JourneyProperties<SqliteFolder>(host), IClassFixture<JourneyHost<SqliteFolder>>;
