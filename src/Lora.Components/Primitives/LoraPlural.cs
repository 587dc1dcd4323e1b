using System.Globalization;

namespace Lora.Components;

/// <summary>Determines the plural category of an integer by Unicode CLDR 46, for languages that hosts are likely to add.</summary>
internal static class LoraPlural
{
    public static string Category(long count, CultureInfo culture) => culture.TwoLetterISOLanguageName switch
    {
        "ja" or "ko" or "zh" or "vi" or "th" or "id" or "ms" => "other",
        "fr" or "pt" or "hi" or "fa" => count is 0 or 1 ? "one" : "other",
        "ru" or "uk" or "be" => Slavic(count, one: count % 10 == 1 && count % 100 != 11),
        "pl" => Slavic(count, one: count == 1),
        "cs" or "sk" => count == 1 ? "one" : count is >= 2 and <= 4 ? "few" : "other",
        "ar" => Arabic(count),
        "he" => count == 1 ? "one" : count == 2 ? "two" : "other",
        _ => count == 1 ? "one" : "other",
    };

    private static string Slavic(long count, bool one) =>
        one ? "one" : count % 10 is >= 2 and <= 4 && count % 100 is < 12 or > 14 ? "few" : "many";

    private static string Arabic(long count) => count switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (count % 100) switch
        {
            >= 3 and <= 10 => "few",
            >= 11 => "many",
            _ => "other",
        },
    };
}
