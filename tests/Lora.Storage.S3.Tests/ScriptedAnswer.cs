namespace Lora.Storage.S3.Tests;

/// <summary>What the scripted server does with a request. Without a status it says nothing.</summary>
internal sealed record ScriptedAnswer(int Status, string Body = "", string Headers = "")
{
    public static ScriptedAnswer Silence { get; } = new(0) { Stalls = true };

    public static ScriptedAnswer Drop { get; } = new(0) { HangsUp = true };

    public bool ReadsBody { get; init; } = true;

    public bool Stalls { get; init; }

    public bool HangsUp { get; init; }

    public int? AnnouncedLength { get; init; }

    public static ScriptedAnswer Error(int status, string code) => new(status, $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>scripted</Message><RequestId>tx1</RequestId></Error>");
}
