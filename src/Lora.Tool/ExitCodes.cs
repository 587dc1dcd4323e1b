namespace Lora.Tool;

/// <summary>What the tool says to the shell when it ends.</summary>
internal static class ExitCodes
{
    /// <summary>Every file is ok; all was done.</summary>
    public const int Ok = 0;

    /// <summary>Not every file is ok; not all was done.</summary>
    public const int NotOk = 1;

    /// <summary>The command line makes no sense, or names what is not there.</summary>
    public const int Usage = 2;
}
