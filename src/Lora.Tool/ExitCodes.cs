namespace Lora.Tool;

/// <summary>The exit codes of the tool.</summary>
internal static class ExitCodes
{
    /// <summary>Every file is ok and everything was done.</summary>
    public const int Ok = 0;

    /// <summary>At least one file is not ok, or something was not done.</summary>
    public const int NotOk = 1;

    /// <summary>The command line is invalid or names something that does not exist.</summary>
    public const int Usage = 2;
}
