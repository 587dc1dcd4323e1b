using System.Globalization;

namespace Lora.Scoring;

/// <summary>How many answers of one kind are right, and which are not.</summary>
/// <param name="name">What is asked.</param>
/// <param name="target">The share that must be right; 0 where it is only counted.</param>
/// <param name="isSummary">Whether its misses are listed with other scores already.</param>
internal sealed class Score(string name, double target = 1, bool isSummary = false)
{
    private readonly List<string> _misses = [];
    private int _right;

    public int Total => _right + _misses.Count;

    public bool IsReached => Total == 0 || (double)_right / Total >= target;

    public void Add(bool isRight, string label, string expected, string actual)
    {
        if (isRight)
        {
            _right++;
        }
        else
        {
            _misses.Add($"    {label}: expected {expected}, got {actual}");
        }
    }

    public void Write(TextWriter output)
    {
        if (Total == 0)
        {
            return;
        }

        var share = (double)_right / Total;
        var wanted = target > 0 ? string.Create(CultureInfo.InvariantCulture, $"wanted {target:P0}{(IsReached ? string.Empty : ", MISSED")}") : "counted only";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {_right,4} of {Total,4}  {share,7:P1}  ({wanted})"));
        foreach (var miss in isSummary ? [] : _misses)
        {
            output.WriteLine(miss);
        }
    }
}
