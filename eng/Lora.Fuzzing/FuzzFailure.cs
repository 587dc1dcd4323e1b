using System.Globalization;

namespace Lora.Fuzzing;

/// <summary>A file that the inspection did not take as it promises.</summary>
/// <param name="Kind">What promise was broken, in a word.</param>
/// <param name="Problem">What happened.</param>
/// <param name="Case">The file.</param>
internal sealed record FuzzFailure(string Kind, string Problem, FuzzCase Case)
{
    private const int PlacesThatTell = 4;

    /// <summary>Gets what failures of one cause have in common.</summary>
    public string Signature => Kind == "exception" ? string.Join('\n', Problem.Split('\n').Take(PlacesThatTell)) : Kind;

    /// <summary>Writes the file and what happened; the path of the file.</summary>
    public string Save(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Kind}-{Case.Number}-{Case.FileName}"));
        File.WriteAllBytes(path, Case.File);
        File.WriteAllText(path + ".txt", $"{Problem}\nname {Case.FileName}, bytes shown at each end {Case.Shown}\n");
        return path;
    }
}
