using System.Globalization;
using Ceremony.Core.Json;

namespace Ceremony.Journal;

/// <summary>The one form in which the journal writes times: UTC, to the millisecond.</summary>
public static class JournalTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a time, such as <c>2026-03-01T14:02:11.123Z</c>; what is finer than a millisecond is cut off.</summary>
    public static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads a time that <see cref="Write"/> wrote. Throws <see cref="FormatException"/> for any other form.</summary>
    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.ParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>A field that is a time. Throws <see cref="JsonFormatException"/> where it is none.</summary>
    internal static DateTimeOffset Of(JsonMap json, string field) =>
        json.Text(field) is var text && IsWellFormed(text) ? Read(text) : throw new JsonFormatException($"\"{text}\" is not a time of the form 2026-03-01T14:02:11.123Z");

    /// <summary>Whether a text is a time in this form, and a day of the calendar.</summary>
    public static bool IsWellFormed(string text) => TryRead(text, out _);

    /// <summary>Reads a time; whether it is in this form, and on a day of the calendar.</summary>
    public static bool TryRead(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
