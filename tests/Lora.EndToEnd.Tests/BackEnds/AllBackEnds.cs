namespace Lora.EndToEnd.Tests.BackEnds;

public static class AllBackEnds
{
    public static TheoryData<BackEndKind> Kinds => [BackEndKind.SqliteFolder, BackEndKind.PostgresCeph];
}
