using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Once the people were gathered, what an operator does is recorded only while an operator is in the room, and what a witness reads only while a witness is; elsewhere the officers
/// allowed to go on without, in that step. An aborted ceremony is ended by whoever is left.
/// </summary>
internal static class PeopleCheck
{
    private const string Expected = "somebody in the room holds each role that acts";
    private const string Happened = "nobody in the room is ";
    private const string Operator = "operator";
    private const string Witness = "witness";
    private const string Gathering = "gather";

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return evidence.Rules.HoldsPeopleToTheEnd ? Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []) : [];
    }

    /// <summary>What holds, and where the officers went on without somebody.</summary>
    public static string Words(Evidence evidence)
    {
        string[] without = [.. evidence.Of("exception").Where(line => line.Json.Text("expected") == Expected && evidence.Allowed.Has(line))
            .Select(line => $"line {Evidence.Text(line.Seq)}: {line.Json.Text("happened")}")];
        return !evidence.Rules.HoldsPeopleToTheEnd ? $"In edition {Evidence.Text(evidence.Rules.Edition)} a ceremony could go on without an operator or a witness; nothing was compared."
            : without.Length == 0 ? "Whoever had to act was in the room, from the gathering of the people to the end."
            : $"The officers went on although somebody was missing ({string.Join("; ", without)}); else whoever had to act was in the room.";
    }

    private sealed class Walk(Evidence evidence)
    {
        private readonly Dictionary<(string Role, long Number), string> _seats = [];
        private readonly HashSet<string> _gathered = new(StringComparer.Ordinal);
        private readonly HashSet<(string? Step, string Role)> _allowed = [];
        private bool _hasGathered;

        public string? Problem(JournalLine line)
        {
            switch (line.Kind)
            {
                case "entered" or "left":
                    Move(line, line.Json["person"].AsMap());
                    return null;
                case "step-done":
                    _hasGathered |= evidence.KindOf(line) == Gathering;
                    return null;
                case "exception":
                    Allow(line);
                    return null;
                default:
                    string? missing = _hasGathered ? Acting(line).FirstOrDefault(role => IsMissing(line, role)) : null;
                    return missing is null ? null : $"nobody in the room was {missing}, who had to act there, and the officers had not allowed to go on without";
            }
        }

        private IEnumerable<string> Acting(JournalLine line) => line.Kind switch
        {
            "shown" or "answered" or "approved" when line.Call is not null => evidence.Rules.Steps.Find(evidence.KindOf(line) ?? "") is { NeedsWitness: true } ? [Operator, Witness] : [Operator],
            "compared" when evidence.IsCompleted => [Witness],
            "witnessed" or "clock-compared" => [Witness],
            _ => [],
        };

        private bool IsMissing(JournalLine line, string role) => _gathered.Contains(role) && !_seats.Keys.Any(seat => seat.Role == role) && !_allowed.Contains((line.Step, role));

        private void Allow(JournalLine line)
        {
            string happened = line.Json.Text("happened");
            if (line.Json.Text("expected") == Expected && happened.StartsWith(Happened, StringComparison.Ordinal) && (line.Step is null ? evidence.Allowed.Has(line) : evidence.Allowed.HasInStep(line)))
            {
                _allowed.Add((line.Step, happened[Happened.Length..]));
            }
        }

        private void Move(JournalLine line, JsonMap person)
        {
            (string Role, long Number) seat = (person.Text("role"), person.Number("number"));
            if (line.Kind == "left")
            {
                _seats.Remove(seat);
                return;
            }

            _seats[seat] = person.Text("name");
            if (!_hasGathered && evidence.KindOf(line) == Gathering)
            {
                _gathered.Add(seat.Role);
            }
        }
    }
}
