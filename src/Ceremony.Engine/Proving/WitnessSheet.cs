using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Ties the journal to paper: a witness writes down its last line at every break and whenever the program is left, and reads it back before the ceremony goes on. No
/// signature binds what is written between two runs; the sheet does.
/// </summary>
internal sealed class WitnessSheet(RunContext run)
{
    /// <summary>How many words a line has on the sheet: 64 bits, which nobody matches with another line.</summary>
    public const int WordsWritten = 8;

    private const string LineField = "sheet line";
    private const string WordsField = "sheet words";
    private const string Nothing = "-";

    /// <summary>The words of a line on the sheet.</summary>
    public static string WordsOf(JournalLine line) => string.Join(' ', PgpWords.Of(Convert.FromHexString(line.Hash).AsSpan(0, WordsWritten)));

    /// <summary>What is to be written down of a line.</summary>
    public static Block ToWrite(JournalLine line) => new FactsBlock(new Detail("line", Number(line.Seq)), new Detail("words", WordsOf(line)));

    /// <summary>Shows what to write down before the program is left.</summary>
    public Task ShowBeforeLeaving() => run.Talk.Show(
        null,
        new Screen(
            "Write this on the witness's sheet",
            new TextBlock("Every witness writes down the number of the journal's last line and its words, with date and time. Before the ceremony goes on, they are asked for: so nobody can change what stands up to here."),
            ToWrite(run.Recorder.Lines[^1]))
        {
            Help = "You are the witness: write the number and all eight words on your own sheet and keep it with you. Enter leaves the program; the number and the words are printed on the terminal once more.",
        },
        "Leave the program");

    /// <summary>Has the witness read the sheet, and shows the lines that it does not vouch for.</summary>
    /// <param name="found">How many lines the journal had when the program came back; what this run wrote since is no secret to the room.</param>
    public async Task Compare(int found)
    {
        string? trouble = null;
        while (true)
        {
            await new Attendance(run).DemandWitness();
            Core.Desk.Answers read = (await run.Talk.Ask(null, Asked(), new FormPrompt(Form, trouble))).Answers;
            if (Refuse(read) is not { } refusal)
            {
                JournalLine? line = Find(read);
                IReadOnlyList<JournalLine> later = [.. run.Recorder.Lines.Take(found).Where(each => each.Seq > (line?.Seq ?? 0))];
                if (later.Count > 0)
                {
                    await run.Talk.Show(null, Unwitnessed(line, later), "Go on");
                }

                run.Recorder.Append(new Witnessed(line?.Seq ?? 0, line?.Hash), null, run.Recorder.Comparer);
                return;
            }

            await ReadAgain(refusal);
            trouble = "Read number and words from the sheet once more.";
        }
    }

    private static Form Form { get; } = new(
        new FormField(LineField, "Number of the line") { Pattern = "-|[1-9][0-9]{0,8}", Shape = "type the number, or - where the sheet has none", MaxLength = 9, AsShown = Nothing },
        new FormField(WordsField, "Its words") { Pattern = "-|[A-Za-z ]+", Shape = "type the eight words with blanks between them, or -", MaxLength = 200, AsShown = Nothing });

    private static Screen Asked() => new(
        "From the witness's sheet",
        new TextBlock("A witness reads from their own sheet what was written there last: the number of the journal's line, and its words.\n\nIf the program ended before anything was written down, type - in both fields."))
    {
        Help = "You are the witness: read the last entry on your sheet to the operator. Upper and lower case do not matter. The program looks that line up in the journal. What was written after it is shown next, line by line.",
    };

    private JournalLine? Find(Core.Desk.Answers read) => read[LineField] == Nothing
        ? null
        : run.Recorder.Lines.FirstOrDefault(line => Number(line.Seq) == read[LineField]);

    private string? Refuse(Core.Desk.Answers read)
    {
        if (read[LineField] == Nothing || read[WordsField].Trim() == Nothing)
        {
            return read[LineField] == read[WordsField].Trim() ? null : "The number and the words belong together: type both, or - in both fields.";
        }

        return Find(read) switch
        {
            null => $"The sheet has line {read[LineField]}, but the journal ends with line {run.Recorder.Lines.Count}: lines are missing.",
            var line when !string.Equals(WordsOf(line), string.Join(' ', read[WordsField].Split(' ', StringSplitOptions.RemoveEmptyEntries)), StringComparison.OrdinalIgnoreCase) =>
                $"Line {line.Seq} of the journal does not have the words that were read from the sheet: it is another line than the witness saw.",
            _ => null,
        };
    }

    // Returns where it is to be read once more.
    private async Task ReadAgain(string refusal)
    {
        var screen = new Screen(
            "Sheet and journal do not agree",
            new WarningBlock(refusal),
            new TextBlock("Read the sheet once more. If it still does not agree, somebody changed the journal: leave the program, put a copy of the folder back that agrees with the sheet, and resume. Or abort."))
        {
            Help = "The ceremony does not go on from a journal that a witness does not recognise. The right words are not shown here: they stand on the sheet alone.",
        };
        Choice[] choices = [.. run.Recorder.Lines.Tell<Sealed>() ? Array.Empty<Choice>() : [new Choice("abort", "Abort the ceremony")], new("leave", "Leave the program"), new("again", "Read the sheet once more")];
        switch (await run.Talk.Choose(null, screen, "sheet", choices))
        {
            case "abort":
                throw new AbortSignal(refusal.TrimEnd('.'));
            case "leave":
                throw new LeaveSignal();
            default:
                break;
        }
    }

    private static Screen Unwitnessed(JournalLine? last, IReadOnlyList<JournalLine> later) => new(
        "What no witness wrote down",
        new WarningBlock(last is null
            ? "No line of this journal stands on a witness's sheet: whoever had the folder could have written what is not signed in it."
            : later.Count == 1
                ? $"The line after line {last.Seq} stands on no witness's sheet: whoever had the folder could have written what is not signed in it."
                : $"The {later.Count} lines after line {last.Seq} stand on no witness's sheet: whoever had the folder could have written what is not signed in them."),
        new TextBlock("Read them together. If something did not happen like that, leave the program or abort (F10)."),
        new TableBlock(["line", "time (UTC)", "kind", "what"], [.. later.Select(Row)]))
    {
        Help = "These lines are unwitnessed. What officers confirmed in them is proven by their signatures; everything else only by your memory.",
    };

    private static IReadOnlyList<string> Row(JournalLine line)
    {
        JournalLineView told = Folds.LineText(line);
        return [Number(line.Seq), line.At[..19].Replace('T', ' '), told.Kind, told.Text];
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
