using System.Text;
using Lora.Tool;

// Lines go out when a command ends or the buffer is full, not one by one.
var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var output = new StreamWriter(Console.OpenStandardOutput(), encoding, bufferSize: 64 * 1024);
await using (output.ConfigureAwait(false))
{
    return await ToolCommands.RunAsync(args, output, Console.Error).ConfigureAwait(false);
}
