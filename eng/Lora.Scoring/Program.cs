using Lora.Scoring;

if (args.Length != 1 || !File.Exists(Path.Combine(args[0], "manifest.tsv")))
{
    await Console.Error.WriteLineAsync("Give the folder with the files whose answers are known: it has a manifest.tsv.");
    return 2;
}

var folder = args[0];
using var contents = new ContentScores();
await contents.AddAsync(folder);
using var reports = new ReportScores();
await reports.AddAsync(folder);
List<Score> scores =
[
    .. contents.All,
    .. reports.All,
    await FileScores.BrokenAsync(folder),
    .. await FileScores.PicklesAsync(folder),
    await FileScores.HashesAsync(folder),
    NameScores.Experts(folder),
    NameScores.Metadata(folder),
];
foreach (var score in scores)
{
    score.Write(Console.Out);
}

var isReached = scores.TrueForAll(score => score.IsReached);
Console.WriteLine(isReached ? "Every target is reached." : "Not every target is reached.");
return isReached ? 0 : 1;
