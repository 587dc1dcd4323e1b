namespace Lora.Testing.Queries;

/// <summary>Answers queries like the database stores.</summary>
internal static class QueryRunner
{
    /// <exception cref="ArgumentException">The query's cursor was not created for this sort order.</exception>
    public static LoraPage<T> Run<T>(IEnumerable<Candidate<T>> candidates, LoraQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, LoraQuery.MaxTake, nameof(query));
        var cursor = CursorText.Read(query.After, (byte)query.Sort);
        var words = SearchText.Words(query.Search);
        var matches = candidates.Where(candidate => IsMatch(candidate, query, words)).Select(candidate => (Candidate: candidate, Place: PlaceOf(candidate, query.Sort))).ToList();
        matches.Sort((first, second) => Compare(first.Place, second.Place));
        var rest = matches.Where(match => cursor is null || Compare(match.Place, cursor) > 0).Take(query.Take + 1).ToList();
        var isKnown = (words.Length == 0 && query.Sort != LoraSort.RecentlyUsed) || (cursor is null && matches.Count <= query.Take);
        var counts = isKnown || query.Count > 0;
        var isCapped = !isKnown && matches.Count > query.Count;
        var total = isCapped ? query.Count : matches.Count;
        return new LoraPage<T>(
            [.. rest.Take(query.Take).Select(static match => match.Candidate.Result)],
            rest.Count > query.Take ? rest[query.Take - 1].Place.ToString() : null)
        {
            Total = counts ? total : null,
            TotalSize = isKnown || query.Count == LoraQuery.ExactCount ? matches.Sum(static match => match.Candidate.Size) : null,
            IsTotalCapped = counts && isCapped,
        };
    }

    private static bool IsMatch<T>(Candidate<T> candidate, LoraQuery query, string[] words) =>
        (query.IncludeMissing || !candidate.IsMissing)
        && (query.Sort != LoraSort.RecentlyUsed || candidate.LastUsedAt is not null)
        && (query.Families.Count == 0 || candidate.Families.Intersect(query.Families, StringComparer.Ordinal).Any())
        && (query.Roles.Count == 0 || query.Roles.Contains(candidate.Role))
        && words.All(word => candidate.Name.Contains(word, StringComparison.Ordinal) || candidate.Texts.Any(text => text.Contains(word, StringComparison.Ordinal)));

    private static CursorText PlaceOf<T>(Candidate<T> candidate, LoraSort sort) => sort switch
    {
        LoraSort.Newest => new((byte)sort, candidate.UploadedAt.UtcTicks, candidate.Id.Value, ""),
        LoraSort.RecentlyUsed => new((byte)sort, candidate.LastUsedAt!.Value.UtcTicks, candidate.Id.Value, ""),
        LoraSort.Largest => new((byte)sort, candidate.Size, candidate.Id.Value, ""),
        LoraSort.Name => new((byte)sort, 0, candidate.Id.Value, candidate.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(sort)),
    };

    /// <summary>Compares two positions of one order: names ascending, numbers descending, with the id as tie-breaker in the same direction.</summary>
    private static int Compare(CursorText first, CursorText second)
    {
        if (first.Kind == (byte)LoraSort.Name)
        {
            var names = string.CompareOrdinal(first.Text, second.Text);
            return names != 0 ? names : first.Id.CompareTo(second.Id);
        }

        var numbers = second.Number.CompareTo(first.Number);
        return numbers != 0 ? numbers : second.Id.CompareTo(first.Id);
    }
}
