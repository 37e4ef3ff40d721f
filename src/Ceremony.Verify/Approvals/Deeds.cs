using System.Globalization;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What was done and seen in each step, on which its facts must rest.</summary>
internal sealed class Deeds
{
    private const int FewestWords = 3;

    private readonly Evidence _evidence;
    private readonly OfSteps<Deed> _done = new();
    private readonly OfSteps<JournalLine> _looked = new();
    private readonly OfSteps<JournalLine> _screens = new();
    private readonly OfSteps<JournalLine> _attested = new();
    private readonly OfSteps<JournalLine> _notes = new();

    public Deeds(Evidence evidence)
    {
        _evidence = evidence;

        // What a step asked for before it took another way does not bear what it says in the end.
        var isVoid = VoidLines.Of(evidence);
        foreach (JournalLine line in evidence.Lines.Where(line => !isVoid.Contains(line.Seq)))
        {
            TakeStanding(line);
        }

        Tokens = new TokenSerials(evidence);
        Artifacts = new KeptArtifacts(evidence);
    }

    /// <summary>Takes note of a further line, which makes none void.</summary>
    public void Take(JournalLine line)
    {
        TakeStanding(line);
        Tokens.Take(line);
        Artifacts.Take(line);
    }

    private void TakeStanding(JournalLine line)
    {
        if (line.Step is not { } step)
        {
            return;
        }

        switch (line.Kind)
        {
            case "performed" when line.Json.Find("intended") is not null && _evidence.Earlier(line.Json.Number("intended"), "intended", line) is { } intended:
                _done.Add(step, new Deed(line, intended, intended.Json["action"].AsMap(), line.Json["receipt"].AsMap()));
                break;
            case "shown" or "answered":
                _screens.Add(step, line);
                break;
            case "attested":
                _attested.Add(step, line);
                break;
            case "note" when line.By is null:
                _notes.Add(step, line);
                break;
            case "looked":
                _looked.Add(step, line);
                break;
        }
    }

    /// <summary>Which token stood under a name.</summary>
    public TokenSerials Tokens { get; }

    /// <summary>What was kept.</summary>
    public KeptArtifacts Artifacts { get; }

    /// <summary>The latest action of that name that was performed in the step before a line, with an action and a receipt that fit; null where none was.</summary>
    public Deed? Find(JournalLine before, string action, Func<JsonMap, JsonMap, bool> fits) => All(before, action).LastOrDefault(each => fits(each.Action, each.Receipt));

    /// <summary>Every action of that name that was performed in the step before a line.</summary>
    public IEnumerable<Deed> All(JournalLine before, string action) => _done[before.Step ?? ""].Where(each => each.Line.Seq < before.Seq && each.Action.Text("do") == action);

    /// <summary>The last known state of a service in the step before a line, from starting it, stopping it or looking at it; null where there is none.</summary>
    public string? StateOf(JournalLine before, string service) => _done[before.Step ?? ""]
        .Where(each => each.Action.Text("do") is "start-service" or "stop-service" && each.Action.Text("service") == service)
        .Select(each => (each.Line.Seq, State: each.Receipt.Text("state")))
        .Concat(_looked[before.Step ?? ""]
            .Where(each => each.Json["look"].AsMap() is var look && look.Text("look") == "service" && look.Text("service") == service)
            .Select(each => (each.Seq, State: each.Json["seen"].AsMap().Text("state"))))
        .Where(each => each.Seq < before.Seq)
        .OrderBy(each => each.Seq)
        .LastOrDefault().State;

    /// <summary>Whether somebody agreed to a statement in the step before a line.</summary>
    public bool Attested(JournalLine before, string person, Func<string, bool> fits) => _attested[before.Step ?? ""]
        .Any(each => each.Seq < before.Seq && each.Json.Text("person") == person && fits(each.Json.Text("statement")));

    /// <summary>Whether a fingerprint was shown in the step before a line as that of something, and words of it were given there.</summary>
    public bool Compared(JournalLine before, string of, string sha256)
    {
        JournalLine[] lines = [.. _screens[before.Step ?? ""].Where(each => each.Seq < before.Seq)];
        return lines.Any(each => each.Kind == "shown" && Shows(each, of, sha256)) && lines.Any(each => each.Kind == "answered" && GivesWords(each, sha256));
    }

    // The fields are called "word 1" to "word 32", so that no word counts twice. They are asked for before the fingerprint is shown where it is already on paper.
    private static bool GivesWords(JournalLine line, string sha256)
    {
        IReadOnlyList<string> words = PgpWords.Of(Convert.FromHexString(sha256));
        KeyValuePair<string, JsonValue>[] answers = [.. line.Json["answers"].AsMap()];
        return answers.Length >= FewestWords && answers.All(answer =>
            answer.Key.Split(' ') is ["word", var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int place) && Evidence.Text(place) == number && place >= 1 && place <= words.Count
            && string.Equals(answer.Value.AsText().Trim(), words[place - 1], StringComparison.OrdinalIgnoreCase));
    }

    private static bool Shows(JournalLine line, string of, string sha256) => line.Json["screen"].AsMap()["blocks"].AsList().Select(block => block.AsMap())
        .Any(block => block.Text("block") == "fingerprint" && block.Text("of") == of && block.Text("sha256") == sha256);

    /// <summary>Whether something was looked at in the step before a line, with a request and a result that fit; where that matters, after another line.</summary>
    public bool Saw(JournalLine before, string look, Func<JsonMap, JsonMap, bool> fits, long after = 0) => _looked[before.Step ?? ""]
        .Any(each => each.Seq < before.Seq && each.Seq > after && each.Json["look"].AsMap().Text("look") == look && each.Json["seen"] is JsonMap seen && fits(each.Json["look"].AsMap(), seen));

    /// <summary>What was looked at in the step before a line, in its order.</summary>
    public IEnumerable<JournalLine> Looks(JournalLine before, string look) => _looked[before.Step ?? ""].Where(each => each.Seq < before.Seq && each.Json["look"].AsMap().Text("look") == look);

    /// <summary>The screens that were shown or answered in the step before a line, in their order.</summary>
    public IEnumerable<JournalLine> Screens(JournalLine before) => _screens[before.Step ?? ""].Where(each => each.Seq < before.Seq);

    /// <summary>Everything that was performed in the step before a line.</summary>
    public IEnumerable<Deed> Of(JournalLine before) => _done[before.Step ?? ""].Where(each => each.Line.Seq < before.Seq);

    /// <summary>Whether the program noted something in the step of a line, before it.</summary>
    public bool Noted(JournalLine before, string text) => _notes[before.Step ?? ""].Any(each => each.Seq < before.Seq && each.Json.Text("text") == text);
}
