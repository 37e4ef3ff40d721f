using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What lines say of the script's tokens agrees: a token is used only while it is there, it stays the one that it was, and what is on it is what was there before, was made and was not
/// destroyed. What differs goes on only with an exception on record.
/// </summary>
internal static class TokensCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return InventoriesCheck.Problems(evidence).Concat(KeptLoginsCheck.Problems(evidence)).Concat(Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []));
    }

    private sealed class Walk(Evidence evidence)
    {
        private readonly AllowedDifferences _allowed = new(evidence);
        private readonly Dictionary<string, TokenState> _tokens = (evidence.Of("parameters").FirstOrDefault()?.Json["tokens"].AsList() ?? []).Select(token => token.AsMap())
            .DistinctBy(token => token.Text("token"), StringComparer.Ordinal)
            .ToDictionary(token => token.Text("token"), token => new TokenState(token.Text("called"), evidence.Rules), StringComparer.Ordinal);

        // What the latest inventory showed otherwise than it should be, and what the ceremony cannot go on with.
        private readonly List<string> _pending = [];

        public string? Problem(JournalLine line)
        {
            _allowed.Take(line);
            return (GoesOn(line) ? Settle() : null) ?? (line.Kind switch
            {
                "inventory" => Inventory(line),
                "token-inserted" or "token-removed" => Move(line.Json.Text("token"), line.Kind == "token-inserted"),
                "looked" when line.Json["look"].AsMap() is var look && look.Text("look") == "token" => Look(line, look),
                "intended" => Begin(line.Json["action"].AsMap()),
                "performed" when line.Json.Find("intended") is { } seq && evidence.Earlier(seq.AsNumber(), "intended", line) is { } intended => Finish(line, intended.Json["action"].AsMap()),
                _ => null,
            });
        }

        private bool GoesOn(JournalLine line) => InventoriesCheck.IsOfStep(evidence, line) || (line.Kind == "sealed" && line.Json.Text("outcome") == "completed");

        // An abort goes on with whatever is there.
        private string? Settle()
        {
            string? difference = _pending.FirstOrDefault(each => !_allowed.Has(each));
            _pending.Clear();
            foreach (TokenState token in _tokens.Values)
            {
                token.Settle();
            }

            return Found(difference);
        }

        private static string? Found(string? difference) => difference is null ? null : $"nobody had allowed to go on although this was found: {difference.TrimEnd('.')}";

        private string? Inventory(JournalLine line)
        {
            string when = line.Json.Text("when");
            _pending.Clear();
            foreach (JsonMap each in line.Json["tokens"].AsList().Select(each => each.AsMap()))
            {
                if (_tokens.TryGetValue(each.Text("token"), out TokenState? token))
                {
                    // Earlier editions did not ask for everything.
                    _pending.AddRange(evidence.Rules.ComparesTokens ? Differences(token, each.Find("view") as JsonMap, when) : []);
                    See(token, each.Find("view") as JsonMap, when == "before");
                }
            }

            return null;
        }

        // Cards are taken out of their readers all the time, and home when they are no longer needed.
        private static IEnumerable<string> Differences(TokenState token, JsonMap? view, string when) => (when, view) switch
        {
            ("before", _) => [],
            ("resumed", null) => token.Absence is { } away ? [away] : [],
            (_, null) => [],
            (_, { } seen) => [.. token.Differences(seen, isLoggedIn: false, null)],
        };

        private static void See(TokenState token, JsonMap? view, bool isBeginning)
        {
            if (view is null)
            {
                token.IsThere = false;
            }
            else
            {
                token.See(view, isLoggedIn: false, isBeginning, isSettled: isBeginning);
            }
        }

        private string? Move(string name, bool isInserted)
        {
            if (!_tokens.TryGetValue(name, out TokenState? token))
            {
                return $"the script has no token \"{name}\"";
            }

            bool? wasThere = token.IsThere;
            token.IsThere = isInserted;
            return wasThere != isInserted ? null : isInserted ? $"the token \"{name}\" was there already" : $"the token \"{name}\" was not there";
        }

        private string? Look(JournalLine line, JsonMap look)
        {
            string name = look.Text("token");
            JsonMap seen = line.Json["seen"].AsMap();
            if (!_tokens.TryGetValue(name, out TokenState? token))
            {
                return $"the script has no token \"{name}\"";
            }

            bool isLoggedIn = look["logged-in"].AsBool();
            string? problem = Usable(name, token) ?? (isLoggedIn ? LoggedIn(name, seen) : null) ?? Differing(line, token, seen, isLoggedIn);
            token.See(seen, isLoggedIn, isBeginning: false, isSettled: true);
            return problem;
        }

        private static string? LoggedIn(string name, JsonMap seen) => seen switch
        {
            _ when !seen["initialised"].AsBool() => $"somebody had logged in to the token \"{name}\", which was not initialised",
            _ when seen.Text("pin") == "Locked" => $"somebody had logged in to the token \"{name}\", whose PIN was locked",
            _ => null,
        };

        private string? Differing(JournalLine line, TokenState token, JsonMap seen, bool isLoggedIn) =>
            evidence.Rules.ComparesTokens ? Found(token.Differences(seen, isLoggedIn, line.Step).FirstOrDefault(each => !_allowed.Has(each))) : null;

        private string? Usable(string name, TokenState token) =>
            evidence.Rules.ComparesTokens && token.IsThere != true ? $"the token \"{name}\" was not there" : null;

        private string? Begin(JsonMap action)
        {
            if (action.Find("token") is not JsonText { Value: var name } || !_tokens.TryGetValue(name, out TokenState? token))
            {
                return null;
            }

            token.Begin(action);
            if (action.Text("do") == "initialise-token")
            {
                return token.IsThere == true ? $"the token \"{name}\" was there already, and only a blank one is initialised" : null;
            }

            return token.Removing(action) ?? Usable(name, token) ?? (token.IsInitialised ? null : $"the token \"{name}\" was not initialised when it was last seen");
        }

        private string? Finish(JournalLine line, JsonMap action)
        {
            if (action.Find("token") is JsonText { Value: var name } && _tokens.TryGetValue(name, out TokenState? token))
            {
                token.Finish(action, line.Json["receipt"].AsMap(), line.Step);
            }

            return null;
        }
    }
}
