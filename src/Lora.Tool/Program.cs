using System.Text;
using Lora.Tool;

// Output is flushed when the command ends or the buffer is full, not after every line.
var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var output = new StreamWriter(Console.OpenStandardOutput(), encoding, bufferSize: 64 * 1024);
await using (output.ConfigureAwait(false))
{
    return await ToolCommands.RunAsync(args, output, Console.Error).ConfigureAwait(false);
}
