using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Archive;

/// <summary>What a reader must know first: what was held, how it ended, what is still open, and who was there.</summary>
internal static class FrontPage
{
    /// <summary>Writes the first page.</summary>
    public static void Write(ReportText text, SealedTranscript transcript)
    {
        text.Section("Report of a key ceremony");
        text.Paragraph(transcript.Title);
        text.Blank();
        Warn(text, transcript);
        Facts(text, transcript);
        text.Topic("People");
        People(text, transcript);
        text.Topic("Who signs this archive");
        Roster(text, transcript);
    }

    private static void Warn(ReportText text, SealedTranscript transcript)
    {
        if (transcript.IsRehearsal)
        {
            text.Shout("This was a REHEARSAL. Its keys are on rehearsal tokens and must never be used.");
        }

        if (transcript.Outcome != "completed")
        {
            text.Shout("This ceremony was ABORTED. This report tells what was done until then; what was not reached is missing.");
        }

        BootCaWords.Write(text, transcript);
        if (transcript.All<OfficerRecognised>().Any(each => each.Fact.Bootstrap))
        {
            text.Paragraph("Two-step signing is disabled for the bootstrap officers: both confirmed each step together, in one place, each with their own "
                + "soft token. Disabled does not mean that one was enough.");
            text.Blank();
        }

        string[] console = [.. ConsoleOfficers(transcript)];
        if (console.Length > 0)
        {
            text.Shout($"THE KEYS OF {string.Join(" AND ", console)} WERE MADE AT THIS CONSOLE. Confirmations with them are NO DUAL CONTROL: whoever "
                + "controlled the console could have given them all.");
        }
    }

    private static IEnumerable<string> ConsoleOfficers(SealedTranscript transcript) =>
        transcript.All<OfficerRecognised>().Where(each => each.Fact.Origin == "console").Select(each => each.Fact.Officer)
            .Concat(transcript.Roster.Where(entry => entry.Origin == "console").Select(entry => entry.Officer))
            .Concat(transcript.Of("confirmed").Where(line => ReportWords.Field(line, "origin") == "console").Select(line => ReportWords.Field(line, "officer")))
            .Distinct();

    private static void Facts(ReportText text, SealedTranscript transcript)
    {
        JsonMap opened = transcript.Opened.Json;
        text.Item("mode", transcript.IsRehearsal ? "REHEARSAL" : "PRODUCTION");
        text.Item("outcome", $"{transcript.Outcome} ({ReportWords.Where(transcript.Sealed)})");
        text.Item("ceremony", $"{opened.Text("ceremony")}, version {opened.Number("version")}");
        text.Item("script", opened.Text("script-sha256"));
        text.Item("program", $"version {ReportWords.Field(opened, "program-version")}");
        text.Item("", ReportWords.Field(opened, "program-sha256"));
        text.Item("machine", ReportWords.Field(opened, "machine"));
        foreach (JsonMap module in opened.Find("modules")?.AsList().Select(each => each.AsMap()) ?? [])
        {
            text.Item("module", module.Text("module"));
            text.Item("", module.Text("sha256"));
        }

        text.Item("begun", ReportWords.Where(transcript.Opened));
        text.Item("sealed", ReportWords.Where(transcript.Sealed));
        text.Item("restarts", Restarts(transcript));
        text.Item("journal", string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Count(transcript.Lines.Count, "line", "lines")}; SHA-256 of the last:"));
        text.Item("", transcript.Sealed.Hash);
        text.Item("in words", string.Join(' ', PgpWords.Of(Convert.FromHexString(transcript.Sealed.Hash).AsSpan(0, 4))));
        text.Item("quorum", $"{transcript.Quorum} officers confirm what cannot be undone");
        Parameters(text, transcript);
    }

    private static string Restarts(SealedTranscript transcript) => transcript.Of("resumed").ToList() is { Count: > 0 } resumed
        ? $"{resumed.Count} ({ReportWords.Numbers(resumed)}), on {ReportWords.Count(transcript.Lines.DistinctBy(line => line.Boot).Count(), "boot", "boots")} of the machine"
        : "none";

    private static void Parameters(ReportText text, SealedTranscript transcript)
    {
        foreach ((string name, JsonValue value) in transcript.Of("parameters").TakeLast(1).SelectMany(line => line.Json["values"].AsMap()))
        {
            text.Item("parameter", $"{name} = {(value is JsonText(string plain) ? plain : CanonicalJson.WriteText(value))}");
        }
    }

    private static void People(ReportText text, SealedTranscript transcript)
    {
        foreach (JournalLine line in transcript.Of("entered", "left"))
        {
            text.Item(line.Kind, $"{ReportWords.Person(line)} ({ReportWords.Where(line)})");
        }
    }

    private static void Roster(ReportText text, SealedTranscript transcript)
    {
        if (transcript.Roster.Count == 0)
        {
            text.Paragraph("Nobody: the roster is empty.");
        }

        foreach (RosterEntry entry in transcript.Roster)
        {
            text.Item("officer", $"{entry.Officer} ({entry.Person}), {ReportWords.Origin(entry.Origin)}; SHA-256 of the public key:");
            text.Item("", entry.SpkiSha256);
        }
    }
}
