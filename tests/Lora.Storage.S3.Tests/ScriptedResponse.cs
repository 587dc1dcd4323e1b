namespace Lora.Storage.S3.Tests;

/// <summary>The response of the scripted server. Without a status it sends nothing.</summary>
internal sealed record ScriptedResponse(int Status, string Body = "", string Headers = "")
{
    public static ScriptedResponse Silence { get; } = new(0) { Stalls = true };

    public static ScriptedResponse Drop { get; } = new(0) { HangsUp = true };

    public bool ReadsBody { get; init; } = true;

    public bool Stalls { get; init; }

    public bool HangsUp { get; init; }

    public int? AnnouncedLength { get; init; }

    public static ScriptedResponse Error(int status, string code) => new(status, $"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>scripted</Message><RequestId>tx1</RequestId></Error>");
}
