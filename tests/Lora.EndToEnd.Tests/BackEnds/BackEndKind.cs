namespace Lora.EndToEnd.Tests.BackEnds;

public enum BackEndKind
{
    SqliteFolder,
    PostgresCeph,
}
