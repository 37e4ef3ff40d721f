using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// A key is new: its id was drawn in its step and stood for nothing on the token before, somebody had logged in and looked at the token first, and its public key is that of no other. What
/// people read of it once it was made is what the token told.
/// </summary>
internal static class NewKeysCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new Walk(evidence);
        return Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    private sealed class Walk(Evidence evidence)
    {
        private readonly HashSet<(string Step, string Id)> _drawn = [];
        private readonly HashSet<(string Step, string Token, string Algorithm, string Usage, string? Id, long IdBytes, string Templates)> _forms = [];
        private readonly HashSet<(string Step, string Token)> _lookedAt = [];
        private readonly HashSet<(string Token, string Id)> _ids = [];
        private readonly Dictionary<string, (string Token, string Id)> _publicKeys = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<(string Key, JsonMap Receipt)>> _unshown = new(StringComparer.Ordinal);

        // A key that was begun before an interruption may be on the token when it is begun again.
        private readonly HashSet<(string Token, string Id)> _begun = [];

        public string? Problem(JournalLine line)
        {
            foreach ((string token, JsonMap view) in TokenSerials.Views(line))
            {
                Take(token, view);
            }

            return line.Kind switch
            {
                "looked" => Look(line),
                "intended" when IsNewKey(line.Json["action"].AsMap()) => Begin(line, line.Json["action"].AsMap()),
                "performed" when line.Json.Find("intended") is { } seq && evidence.Earlier(seq.AsNumber(), "intended", line) is { } intended && IsNewKey(intended.Json["action"].AsMap()) =>
                    Finish(line, intended.Json["action"].AsMap(), line.Json["receipt"].AsMap()),
                "shown" => Show(line),
                "step-done" => Unshown(line),
                _ => null,
            };
        }

        private static bool IsNewKey(JsonMap action) => action.Text("do") is "generate-key-pair" or "generate-secret-key";

        private void Take(string token, JsonMap view)
        {
            foreach (JsonMap each in (view.Find("objects") as JsonList ?? []).Select(each => each.AsMap()))
            {
                _ids.Add((token, each.Text("id")));
                if (each.Find("public-key") is JsonText { Value: var key })
                {
                    _publicKeys.TryAdd(key, (token, each.Text("id")));
                }
            }
        }

        private string? Look(JournalLine line)
        {
            JsonMap look = line.Json["look"].AsMap();
            if (look.Text("look") == "token" && look["logged-in"].AsBool())
            {
                _lookedAt.Add((line.Step ?? "", look.Text("token")));
            }

            if (look.Text("look") == "key-form")
            {
                return Tried(line, look, line.Json["seen"].AsMap());
            }

            if (look.Text("look") != "random")
            {
                return null;
            }

            string hex = line.Json["seen"].AsMap().Text("hex");
            _drawn.Add((line.Step ?? "", hex));
            return hex.Length == 2 * look.Number("bytes") ? null : $"{Evidence.Text(look.Number("bytes"))} random bytes were asked for, but not as many were drawn";
        }

        // A form that cannot be is no form: the step ends there.
        private string? Tried(JournalLine line, JsonMap look, JsonMap seen)
        {
            if (seen.Find("cannot") is null)
            {
                _forms.Add((line.Step ?? "", look.Text("token"), look.Text("algorithm"), Words(look["usage"]), look.Find("id")?.AsText(), seen.Number("id-bytes"), Words(seen["templates"])));
            }

            return seen.Number("id-bytes") is >= 1 and <= 20 ? null : $"ids of {Evidence.Text(seen.Number("id-bytes"))} bytes are none";
        }

        private static string Words(JsonValue names) => string.Join(' ', names.AsList().Select(name => name.AsText()));

        private string? OtherForm(JournalLine line, JsonMap action) => !evidence.Rules.TriesKeyForms
            || _forms.Any(form => (form.Step, form.Token, form.Algorithm, form.Usage, form.Templates) == (line.Step ?? "", action.Text("token"), action.Text("algorithm"), Words(action["usage"]), Words(action["templates"]))
                && (form.Id is { } id ? id == action.Text("id") : action.Text("id").Length == 2 * form.IdBytes))
                ? null
                : $"the key \"{action.Text("label")}\" was to be made in another form than its token had been found to take";

        private string? Begin(JournalLine line, JsonMap action)
        {
            (string token, string id, string step) = (action.Text("token"), action.Text("id"), line.Step ?? "");
            bool isFirst = _begun.Add((token, id));
            bool isNamed = evidence.Rules.TriesKeyForms && _forms.Any(form => form.Step == step && form.Id == id);
            return OtherForm(line, action) is { } other ? other
                : !isNamed && !_drawn.Contains((step, id)) ? $"the id {id} of the key \"{action.Text("label")}\" was not drawn in its step"
                : isFirst && _ids.Contains((token, id)) ? $"an object with the id {id} had been seen in the token \"{token}\" before the key \"{action.Text("label")}\" was made"
                : !_lookedAt.Contains((step, token)) ? $"nobody had logged in and looked at the token \"{token}\" before the key \"{action.Text("label")}\" was made"
                : null;
        }

        private string? Finish(JournalLine line, JsonMap action, JsonMap receipt)
        {
            (string token, string id, string label) = (action.Text("token"), action.Text("id"), action.Text("label"));
            if (!_unshown.TryGetValue(line.Step ?? "", out List<(string Key, JsonMap Receipt)>? unshown))
            {
                _unshown.Add(line.Step ?? "", unshown = []);
            }

            unshown.Add((label, receipt));
            return receipt.Find("public-key") is JsonText { Value: var key } && !_publicKeys.TryAdd(key, (token, id)) && _publicKeys[key] != (token, id)
                ? $"the key \"{label}\" has the public key that the one with the id {_publicKeys[key].Id} in the token \"{_publicKeys[key].Token}\" has"
                : null;
        }

        private string? Show(JournalLine line)
        {
            if (_unshown.TryGetValue(line.Step ?? "", out List<(string Key, JsonMap Receipt)>? unshown))
            {
                HashSet<string> values = [.. Values(line.Json["screen"].AsMap()["blocks"])];
                unshown.RemoveAll(each => Told(evidence.KindOf(line), each.Receipt).Select(evidence.Rules.Words).All(values.Contains));
            }

            return null;
        }

        private string? Unshown(JournalLine line) => evidence.Rules.ComparesTokens && _unshown.GetValueOrDefault(line.Step ?? "") is [var (key, _), ..]
            ? $"no screen of the step showed the key \"{key}\" as the token made it"
            : null;

        // A card that makes several keys shows less of each.
        private static IEnumerable<string> Told(string? kind, JsonMap receipt) =>
        [
            Hostile.Escape(receipt.Text("label")),
            receipt.Text("algorithm"),
            receipt.Text("id"),
            .. kind is "generate-key" or "generate-secret-key" ? [Hostile.Escape(receipt.Text("token-serial")), string.Join(", ", receipt.Texts("attributes"))] : Array.Empty<string>(),
            .. kind == "generate-key" ? [HexText.Groups(FactBasis.Hash(receipt.Bytes("public-key")))] : Array.Empty<string>(),
        ];

        private static IEnumerable<string> Values(JsonValue value) => value switch
        {
            JsonText text => [text.Value],
            JsonList list => list.SelectMany(Values),
            JsonMap map => map.SelectMany(each => Values(each.Value)),
            _ => [],
        };
    }
}
