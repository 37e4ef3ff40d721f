using System.Globalization;

namespace Ceremony.Core.Scripts;

/// <summary>For how long something holds, in calendar units.</summary>
/// <param name="Count">How many, 1 to 9999.</param>
/// <param name="Unit"><c>days</c>, <c>months</c> or <c>years</c>.</param>
public sealed record Validity(int Count, string Unit)
{
    /// <summary>Reads "15 years" and the like.</summary>
    public static bool TryParse(string text, out Validity validity)
    {
        string[] words = text.Split(' ');
        bool fits = words is [_, "days" or "months" or "years"];
        int count = 0;
        fits = fits && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= 9999;
        validity = fits ? new Validity(count, words[1]) : new Validity(1, "days");
        return fits;
    }

    /// <summary>
    /// The last second that counts: a certificate's notAfter is inclusive (RFC 5280 §4.1.2.5), so it is one second before the anniversary.
    /// </summary>
    public DateTimeOffset LastSecond(DateTimeOffset from) => (Unit switch
    {
        "years" => from.AddYears(Count),
        "months" => from.AddMonths(Count),
        _ => from.AddDays(Count),
    }).AddSeconds(-1);

    /// <inheritdoc/>
    public override string ToString() => $"{Count} {Unit}";
}
