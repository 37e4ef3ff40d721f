using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// A login lasts longer than its step only where the script says so, its custodian is in the room and agreed, and nobody is logged in so already; and it has ended, by a line of its own, before
/// its act is over, before a break, before its custodian or an officer leaves, before its token is away, looked at by everybody or confirmed with, and before the program is left or the ceremony ends.
/// </summary>
internal static class KeptLoginsCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    private sealed class Walk(Evidence evidence)
    {
        private readonly Dictionary<string, JournalLine> _kept = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _seats = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _acts = (evidence.Of("parameters").FirstOrDefault()?.Json["steps"].AsList() ?? []).Select(step => step.AsMap())
            .DistinctBy(step => step.Text("id"), StringComparer.Ordinal)
            .ToDictionary(step => step.Text("id"), step => step.Text("act"), StringComparer.Ordinal);

        public string? Problem(JournalLine line)
        {
            string? problem = Still(line);
            switch (line.Kind)
            {
                case "login-kept":
                    problem ??= Keep(line);
                    _kept[line.Json.Text("token")] = line;
                    break;
                case "login-ended":
                    problem ??= _kept.Remove(line.Json.Text("token")) ? null : $"no login to the token \"{line.Json.Text("token")}\" was kept";
                    break;
                case "entered" or "left":
                    Move(line.Json["person"].AsMap(), line.Kind == "entered");
                    break;
            }

            return problem;
        }

        private static string Seat(JsonMap person) => $"{person.Text("role")} {Evidence.Text(person.Number("number"))}";

        private void Move(JsonMap person, bool enters)
        {
            if (enters)
            {
                _seats[Seat(person)] = person.Text("name");
            }
            else
            {
                _seats.Remove(Seat(person));
            }
        }

        private OutlineToken? Token(string name) => evidence.Outline?.Tokens.FirstOrDefault(token => token.Token == name);

        private string? ActOf(JournalLine line) => _acts.GetValueOrDefault(line.Step ?? "");

        // Without the script nobody can say what it allows; that it is there is judged elsewhere.
        private string? Keep(JournalLine line)
        {
            string name = line.Json.Text("token");
            return _kept.ContainsKey(name) ? $"a login to the token \"{name}\" was kept already"
                : ActOf(line) is null ? "it belongs to no step of the script"
                : evidence.Outline is null ? null
                : Token(name) is not { IdleMinutes: { } idle } token ? $"the script has no login to the token \"{name}\" last longer than its step"
                : idle != line.Json.Number("idle") ? $"the script has a login to the token \"{name}\" end after another time without use"
                : _seats.GetValueOrDefault(token.Custodian) == line.By ? null : $"it is by {line.By ?? "nobody"}, who was not the custodian of the token \"{name}\" in the room";
        }

        private string? Still(JournalLine line) => _kept.Where(each => MustHaveEnded(line, each.Key, each.Value)).Select(each => each.Key).FirstOrDefault() is { } token
            ? $"the login to the token \"{token}\" of line {Evidence.Text(_kept[token].Seq)} had not ended"
            : null;

        private bool MustHaveEnded(JournalLine line, string token, JournalLine kept) => line.Kind switch
        {
            "inventory" or "resumed" or "head-signed" or "sealed" or "aborted" => true,
            "break" => line.Json.Text("state") == "begins",
            "left" => line.Json["person"].AsMap() is var person && (person.Text("role") == "officer" || Token(token)?.Custodian == Seat(person)),
            "token-removed" => line.Json.Text("token") == token,
            "step-started" => ActOf(line) != ActOf(kept),
            "confirmed" => evidence.Earlier(line.Json.Number("proposed"), "proposed", line) is { } proposed
                && evidence.ConfirmersBefore(line, proposed).Any(each => each.Officer == line.Json.Text("officer") && each.Token?.Name == token),
            _ => false,
        };
    }
}
