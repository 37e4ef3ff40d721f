using Ceremony.Core.Actions;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>What corrections of answers do to the lines before them. Nothing is rewritten: a correction only says from where on lines no longer count.</summary>
public static class Corrections
{
    // With each of these somebody or something went on from what had been answered. What is not listed uses nothing: screens and other answers are shown and asked again, and what the room records
    // (people, notes, inventories, the clock, the sheet) is true whatever was answered.
    private static readonly HashSet<string> Uses = new(StringComparer.Ordinal)
    {
        Looked.EntryKind, Proposed.EntryKind, Confirmed.EntryKind, Approved.EntryKind, Intended.EntryKind, Performed.EntryKind, Failed.EntryKind, SecretShown.EntryKind, SignInFailed.EntryKind, LoginKept.EntryKind, StatementAttested.EntryKind,
    };

    /// <summary>The first line after an answer that may rest on it, so that it cannot simply be typed again; null where there is none.</summary>
    /// <param name="lines">The whole journal.</param>
    /// <param name="answer">The number of the answer's line.</param>
    public static JournalLine? UseOf(IReadOnlyList<JournalLine> lines, long answer) => lines.Skip((int)answer).FirstOrDefault(IsUse);

    /// <summary>The lines without those of steps that a correction superseded.</summary>
    public static IReadOnlyList<JournalLine> Standing(IEnumerable<JournalLine> lines)
    {
        IReadOnlyList<JournalLine> all = lines as IReadOnlyList<JournalLine> ?? [.. lines];
        return all.Tell<Corrected>() ? LineFold.Of<StandingFold>(all).Lines : all;
    }

    /// <summary>Whether a step that is not done has to be begun: it was not yet, or a correction had it and those after it run anew.</summary>
    public static bool MustBegin(IReadOnlyList<JournalLine> lines, string step) =>
        lines.OfStep(step).LastOrDefault(line => line.Entry is StepStarted) is not { Seq: var begun } || lines.Telling<Corrected>().Any(each => each.Line.Seq > begun);

    /// <summary>What was said later of answers, by the numbers of their lines; what was typed stands there as it is.</summary>
    public static ILookup<long, string> Remarks(IReadOnlyList<JournalLine> lines) => LineFold.Of<RemarksFold>(lines).All.ToLookup(each => each.Answer, each => each.Says);

    /// <summary>The corrections that officers signed, each with the line of their approval.</summary>
    public static IEnumerable<(JournalLine Approved, CorrectAnswer Correction)> Signed(IReadOnlyList<JournalLine> lines) => lines.Telling<Approved>().SelectMany(each => SignedBy(lines, each.Line, each.Entry).Select(correction => (each.Line, correction)));

    private static IEnumerable<CorrectAnswer> SignedBy(IReadOnlyList<JournalLine> lines, JournalLine line, Approved approved) =>
        approved.Proposal > 0 && approved.Proposal < line.Seq && lines[(int)approved.Proposal - 1].Entry is Proposed proposed ? proposed.Actions.OfType<CorrectAnswer>() : [];

    private static bool IsUse(JournalLine line) => Uses.Contains(line.Kind) || line.Entry switch
    {
        Entered => line.Call is not null,
        StepDone done => done.Facts.Count > 0 || done.Exception is not null,
        _ => false,
    };

    private static bool IsOfStep(JournalLine line) => line.Call is not null || line.Tells<StepStarted>() || line.Tells<StepDone>() || line.Tells<StepRefused>();

    private sealed class StandingFold : LineFold
    {
        // It keeps the lines, and reads only what corrections tell.
        public override IReadOnlyList<Type>? About => null;

        public List<JournalLine> Lines { get; } = [];

        public override void Take(JournalLine line)
        {
            if (line.As<Corrected>() is { } corrected)
            {
                Lines.RemoveAll(each => each.Seq >= corrected.Answer && IsOfStep(each));
            }

            Lines.Add(line);
        }
    }

    private sealed class RemarksFold : LineFold
    {
        private readonly Dictionary<long, IReadOnlyList<CorrectAnswer>> _proposed = [];

        public override IReadOnlyList<Type>? About { get; } = [typeof(Proposed), typeof(Approved), typeof(Corrected)];

        public List<(long Answer, string Says)> All { get; } = [];

        public override void Take(JournalLine line)
        {
            switch (line.Entry)
            {
                case Proposed proposed when proposed.Actions.OfType<CorrectAnswer>().ToList() is { Count: > 0 } corrections:
                    _proposed[line.Seq] = corrections;
                    break;
                case Approved approved:
                    All.AddRange(_proposed.GetValueOrDefault(approved.Proposal, []).Select(signed =>
                        (signed.Line, $"the officers correct this in line {line.Seq}: \"{signed.Question}\" is rightly \"{signed.Right}\"; reason: {signed.Why}")));
                    break;
                case Corrected corrected:
                    All.Add((corrected.Answer, $"typed again, see line {line.Seq}"));
                    break;
            }
        }
    }
}
