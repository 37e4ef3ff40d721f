using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

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
        Network.Write(text, transcript);
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

        if (Whose(transcript.Opening.Installation) is { } whose)
        {
            text.Paragraph(whose);
            text.Blank();
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

    private static string? Whose(string? installation) => installation switch
    {
        null => null,
        InstallationKind.Own => InstallationKind.Meaning,
        _ => "The script says \"installation: nexus-cm\": this ceremony was held beside an installed Certificate Manager, whose Boot CA it leaves as it is.",
    };

    private static IEnumerable<string> ConsoleOfficers(SealedTranscript transcript) =>
        transcript.All<OfficerRecognised>().Where(each => each.Fact.Origin == "console").Select(each => each.Fact.Officer)
            .Concat(transcript.Roster.Where(entry => entry.Origin == "console").Select(entry => entry.Officer))
            .Concat(transcript.Lines.Entries<Confirmed>().Where(confirmed => confirmed.Origin == "console").Select(confirmed => confirmed.Officer))
            .Distinct();

    private static void Facts(ReportText text, SealedTranscript transcript)
    {
        Opened opened = transcript.Opening;
        text.Item("mode", transcript.IsRehearsal ? "REHEARSAL" : "PRODUCTION");
        text.Item("outcome", $"{transcript.Outcome} ({ReportWords.Where(transcript.LastLine)})");
        text.Item("ceremony", $"{opened.Ceremony}, version {opened.Version}");
        text.Item("script", opened.ScriptSha256);
        text.Item("program", $"version {opened.ProgramVersion}");
        text.Item("", opened.ProgramSha256);
        text.Item("machine", opened.Machine);
        foreach (ModuleFile module in opened.Modules)
        {
            text.Item("module", module.Module);
            text.Item("", module.Sha256);
            Given(text, module);
        }

        text.Item("begun", ReportWords.Where(transcript.FirstLine));
        text.Item("sealed", ReportWords.Where(transcript.LastLine));
        text.Item("restarts", Restarts(transcript));
        text.Item("journal", string.Create(CultureInfo.InvariantCulture, $"{ReportWords.Count(transcript.Lines.Count, "line", "lines")}; SHA-256 of the last:"));
        text.Item("", transcript.LastLine.Hash);
        text.Item("in words", string.Join(' ', PgpWords.Of(Convert.FromHexString(transcript.LastLine.Hash).AsSpan(0, 4))));
        text.Item("quorum", $"{transcript.Quorum} officers confirm what cannot be undone");
        Parameters(text, transcript);
    }

    private static void Given(ReportText text, ModuleFile module)
    {
        foreach ((string name, string value) in module.Environment)
        {
            text.Item("variable", $"{name} = {value}");
        }

        if (module.Parameters is { } parameters)
        {
            text.Item("begun with", parameters);
        }

        foreach (ConfigurationFile file in module.Configuration)
        {
            text.Item("configuration", file.File);
            text.Item("", file.Sha256);
        }
    }

    private static string Restarts(SealedTranscript transcript) => transcript.Of<Resumed>().ToList() is { Count: > 0 } resumed
        ? $"{resumed.Count} ({ReportWords.Numbers(resumed)}), on {ReportWords.Count(transcript.Lines.DistinctBy(line => line.Boot).Count(), "boot", "boots")} of the machine"
        : "none";

    private static void Parameters(ReportText text, SealedTranscript transcript)
    {
        foreach ((string name, string value) in transcript.Lines.Entries<Parameters>().TakeLast(1).SelectMany(parameters => parameters.Values))
        {
            text.Item("parameter", $"{name} = {value}");
        }
    }

    private static void People(ReportText text, SealedTranscript transcript)
    {
        foreach (JournalLine line in transcript.Of<Entered>().Concat(transcript.Of<Left>()).OrderBy(line => line.Seq))
        {
            if (((line.Entry as Entered)?.Person ?? (line.Entry as Left)?.Person) is { } person)
            {
                text.Item(line.Kind, $"{person.Name}, {person.Role} {person.Number} ({ReportWords.Where(line)})");
            }
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
