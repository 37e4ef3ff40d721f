using System.Globalization;
using System.Text.RegularExpressions;

namespace Ceremony.Core.Scripts;

/// <summary>For how long something holds, in calendar units.</summary>
/// <param name="Count">How many; at most a century in all.</param>
/// <param name="Unit"><c>days</c>, <c>months</c> or <c>years</c>.</param>
public sealed partial record Validity(int Count, string Unit)
{
    /// <summary>What can be read, for people.</summary>
    public const string Shape = "1 to 100 years, 1 to 1200 months or 1 to 36500 days, such as 15 years";

    /// <summary>The same as a pattern for the whole text.</summary>
    public const string Pattern =
        "([1-9][0-9]?|100) years|([1-9][0-9]{0,2}|1[01][0-9]{2}|1200) months|([1-9][0-9]{0,3}|[12][0-9]{4}|3[0-5][0-9]{3}|36[0-4][0-9]{2}|36500) days";

    /// <summary>Reads "15 years" and the like. What is longer than a century is a slip of the pen, and could not be counted from every day.</summary>
    public static bool TryParse(string text, out Validity validity)
    {
        bool fits = Whole().IsMatch(text);
        string[] words = fits ? text.Split(' ') : ["1", "days"];
        validity = new Validity(int.Parse(words[0], NumberStyles.None, CultureInfo.InvariantCulture), words[1]);
        return fits;
    }

    /// <summary>Whether it ends within the calendar, which ends with the year 9999 (RFC 5280 §4.1.2.5).</summary>
    public bool FitsFrom(DateTimeOffset from) => Unit switch
    {
        "years" => from.Year + Count <= DateTimeOffset.MaxValue.Year,
        "months" => (from.Year * 12) + from.Month + Count <= (DateTimeOffset.MaxValue.Year * 12) + 12,
        _ => (DateTimeOffset.MaxValue - from).TotalDays >= Count,
    };

    /// <summary>
    /// The last second that counts: a certificate's notAfter is inclusive (RFC 5280 §4.1.2.5), so it is one second before the anniversary. Only for a moment from
    /// which it <see cref="FitsFrom">fits</see>.
    /// </summary>
    public DateTimeOffset LastSecond(DateTimeOffset from) => (Unit switch
    {
        "years" => from.AddYears(Count),
        "months" => from.AddMonths(Count),
        _ => from.AddDays(Count),
    }).AddSeconds(-1);

    /// <inheritdoc/>
    public override string ToString() => $"{Count} {Unit}";

    [GeneratedRegex($@"\A(?:{Pattern})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
