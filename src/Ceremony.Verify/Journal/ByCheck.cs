using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// Each line says who acted where somebody did, and nowhere else: the operator of that moment, a witness, or the person whom the line names. Before people were gathered, or
/// where the operator's seat is empty, the seat stands for its holder.
/// </summary>
internal static class ByCheck
{
    private const string OperatorsSeat = "operator 1";
    private const string Witness = "witness";
    private const string Gathering = "gather";

    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    private sealed class Walk(Evidence evidence)
    {
        private readonly Dictionary<(string Role, long Number), string> _seats = [];

        private string Operator => _seats.TryGetValue(("operator", 1), out string? first) ? first
            : evidence.Rules.HoldsPeopleToTheEnd ? _seats.Where(seat => seat.Key.Role == "operator").OrderBy(seat => seat.Key.Number).Select(seat => seat.Value).FirstOrDefault() ?? OperatorsSeat
            : OperatorsSeat;

        public string? Problem(JournalLine line)
        {
            string? problem = Judge(line) ?? Unclear(line) ?? Seated(line);
            if (line.Kind is "entered" or "left")
            {
                Move(line);
            }

            return problem;
        }

        private string? Judge(JournalLine line) => line.Kind switch
        {
            "shown" or "answered" or "corrected" or "entered" or "left" or "approved" or "aborted" or "break" => Is(line, Operator),
            "confirmed" or "signed" or "head-signed" or "attested" or "sign-in-failed" => Is(line, line.Json.Text("person")) ?? Present(line.By!),
            "login-kept" => line.By is { } custodian ? Present(custodian) : "it does not say who agreed to it",
            "secret-shown" => Is(line, line.Json.Text("holder")) ?? Present(line.By!),
            "refused" when line.Json.Find("officer") is not null => ByOfficer(line),
            "compared" or "witnessed" or "clock-compared" => Compared(line),

            // Whoever decided was typed, as people call them.
            "exception" => line.By is null ? "it does not say who decided" : null,
            "note" => line.By is null ? null : Is(line, Operator),
            _ => line.By is null ? null : "it says who acted, but the program alone writes such a line",
        };

        private string? Unclear(JournalLine line) => line.Kind == "entered" && evidence.Rules.HasClearNames ? PersonName.Problem(line.Json["person"].AsMap().Text("name")) : null;

        // Those who are gathered take the seats that they were named for. Whoever comes later sits down where nobody does, and does not sit elsewhere already.
        private string? Seated(JournalLine line)
        {
            if (line.Kind != "entered" || (line.Call is not null && evidence.KindOf(line) == Gathering))
            {
                return null;
            }

            JsonMap person = line.Json["person"].AsMap();
            string name = person.Text("name");
            return _seats.TryGetValue((person.Text("role"), person.Number("number")), out string? holder) ? $"{name} entered, but {holder} sat in that seat"
                : evidence.Rules.HasOneSeatEach && _seats.ContainsValue(name) ? $"{name} entered, but was in the room already"
                : null;
        }

        private static string? Is(JournalLine line, string name) => line.By == name ? null : $"it is by {line.By ?? "nobody"}, but {name} acted there";

        private string? Present(string name) => _seats.ContainsValue(name) || IsEmptySeat(name) ? null : $"{name} was not in the room";

        private bool IsEmptySeat(string name) => name.Split(' ') is [var role, var number]
            && Array.IndexOf(Seats, role) >= 0 && long.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long seat) && !_seats.ContainsKey((role, seat));

        private string? ByOfficer(JournalLine line)
        {
            string officer = line.Json.Text("officer");
            JournalLine? proposed = line.Json.Find("proposed") is { } seq ? evidence.Earlier(seq.AsNumber(), "proposed", line) : null;
            return (proposed is null ? evidence.ConfirmersBefore(line) : evidence.ConfirmersBefore(line, proposed)).Any(each => each.Officer == officer && each.Person == line.By)
                ? null
                : $"it is by {line.By ?? "nobody"}, who was not {officer} in force";
        }

        // Paper is read by a witness; by the operator where no witness is left.
        private string? Compared(JournalLine line)
        {
            string[] witnesses = [.. _seats.Where(seat => seat.Key.Role == Witness).OrderBy(seat => seat.Key.Number).Select(seat => seat.Value)];
            return witnesses.Length == 0 ? Is(line, Operator) : witnesses.Contains(line.By) ? null : $"it is by {line.By ?? "nobody"}, but a witness compares";
        }

        private void Move(JournalLine line)
        {
            JsonMap person = line.Json["person"].AsMap();
            (string Role, long Number) seat = (person.Text("role"), person.Number("number"));
            if (line.Kind == "entered")
            {
                _seats[seat] = person.Text("name");
            }
            else
            {
                _seats.Remove(seat);
            }
        }
    }

    private static readonly string[] Seats = ["operator", "officer", "witness", "auditor", "guest"];
}
