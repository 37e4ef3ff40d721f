using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>A PIN is given to whom its card or soft token is for, and nobody else is named as a soft token's holder.</summary>
/// <param name="evidence">The evidence.</param>
internal sealed class NamedHolders(Evidence evidence)
{
    private readonly Dictionary<string, string> _cards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Holder, byte[] PublicKey)> _softTokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JournalLine> _giving = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (long Times, long Lines)> _shown = [];

    /// <summary>What is wrong with the holders that a line names, as a clause, or null.</summary>
    public string? Problem(JournalLine line)
    {
        switch (line.Kind)
        {
            case "intended":
                JsonMap action = line.Json["action"].AsMap();
                if (action.Text("do") is "set-pin" or "make-soft-token")
                {
                    _giving[line.Step ?? ""] = line;
                }

                return Problem(action);
            case "secret-shown":
                return Shown(line);
            case "failed" when line.Json.Find("intended") is { } failed:
                // What was shown before it failed is void; it is begun anew.
                _shown.Remove(failed.AsNumber());
                return null;
            case "resumed":
                _shown.Clear();
                return null;
            case "performed" when line.Json.Find("intended") is { } seq && evidence.Earlier(seq.AsNumber(), "intended", line) is { } intended:
                return Performed(intended, line.Json["receipt"].AsMap());
            case "step-done":
                Learn(line);
                return null;
            default:
                return null;
        }
    }

    private string? Problem(JsonMap action) => action.Text("do") switch
    {
        "set-pin" => !_cards.TryGetValue(action.Text("token"), out string? subject) ? $"the card \"{action.Text("token")}\", whose PIN is set, was not produced in this ceremony"
            : subject == action.Text("holder") ? null : $"the PIN of the card \"{action.Text("token")}\" is given to {action.Text("holder")}, but the card was produced for {subject}",
        "edit-config" => action["edits"].AsList().Select(edit => edit.AsMap()).Select(PinOf).FirstOrDefault(problem => problem is not null),
        "sign-challenge-with-soft-token" or "prove-decryption-with-soft-token" => Holds(action.Text("file"), action.Text("holder")),
        "complete-soft-token" => Holds(action.Text("file"), action.Text("holder")) ?? Completed(action),
        _ => null,
    };

    private string? PinOf(JsonMap edit) =>
        edit.Find("pin-of")?.AsText() is { } token && !evidence.TokensCalled.ContainsKey(token) ? $"the setting {edit.Text("name")} is the PIN of the token \"{token}\", which the script does not have"
            : edit.Find("pin-of-file")?.AsText() is { } file && _softTokens.TryGetValue(file, out (string Holder, byte[] PublicKey) known) && known.Holder != edit.Text("holder")
                ? $"the setting {edit.Text("name")} is the PIN of the soft token {file}, which {known.Holder} knows, not {edit.Text("holder")}"
                : null;

    private string? Holds(string file, string holder) => !_softTokens.TryGetValue(file, out (string Holder, byte[] PublicKey) known) ? $"no line tells of a soft token {file}"
        : known.Holder == holder ? null : $"the soft token {file} is that of {known.Holder}, not of {holder}";

    // Each certificate is followed by its issuer's.
    private string? Completed(JsonMap action)
    {
        CertificateView[] all = [.. action.Texts("certificates").Select(each => CertificateView.Read(JsonBytes.Of(each)))];
        return all.Length == 0 || !all[0].PublicKey.AsSpan().SequenceEqual(_softTokens[action.Text("file")].PublicKey)
            ? $"the first certificate for the soft token {action.Text("file")} is not one for its key"
            : all.Zip(all.Skip(1)).Any(pair => !pair.First.IsSignedBy(pair.Second.PublicKey)) ? $"the certificates for the soft token {action.Text("file")} are not followed by those of their issuers"
            : null;
    }

    private string? Shown(JournalLine line)
    {
        if (!_giving.TryGetValue(line.Step ?? "", out JournalLine? intended))
        {
            return "a secret was shown, but no action was to show one";
        }

        (long times, long lines) = _shown.GetValueOrDefault(intended.Seq);
        _shown[intended.Seq] = (times + Math.Max(0, line.Json.Number("times")), lines + 1);
        JsonMap action = intended.Json["action"].AsMap();
        string holder = action.Text("holder");
        return holder != line.Json.Text("holder") ? $"the secret was shown to {line.Json.Text("holder")}, but was for {holder} alone"
            : line.Json.Text("secret") == evidence.Rules.Words(Words(action)) ? null : $"what was shown is called \"{line.Json.Text("secret")}\", but it was the {Words(action)}";
    }

    private string Words(JsonMap action) => action.Text("do") == "set-pin"
        ? $"PIN of card {Hostile.Escape(evidence.TokensCalled.GetValueOrDefault(action.Text("token"), action.Text("token")))}"
        : $"PIN of {Hostile.Escape(Path.GetFileName(action.Text("file")))}";

    private string? Performed(JournalLine intended, JsonMap receipt)
    {
        JsonMap action = intended.Json["action"].AsMap();
        string what = action.Text("do");
        if (what is not ("set-pin" or "make-soft-token"))
        {
            return null;
        }

        _giving.Remove(intended.Step ?? "");
        if (what == "make-soft-token")
        {
            _softTokens[action.Text("file")] = (action.Text("holder"), receipt.Bytes("public-key"));
        }

        return Counted(receipt, _shown.GetValueOrDefault(intended.Seq), isChosen: what == "set-pin" && action["chosen-by-holder"].AsBool());
    }

    // Each PIN was shown in a line at least; one that its holder chooses is never shown.
    private static string? Counted(JsonMap receipt, (long Times, long Lines) shown, bool isChosen) =>
        receipt.Number("times-shown") != shown.Times ? $"the receipt says that the PIN was shown {Evidence.Text(receipt.Number("times-shown"))} times, but other lines tell of {Evidence.Text(shown.Times)}"
            : receipt.Number("made") is var made && (made < 1 || made > (isChosen ? 1 : shown.Lines)) ? $"the receipt says that {Evidence.Text(made)} PINs were made, but {Evidence.Text(shown.Lines)} were shown"
            : null;

    private void Learn(JournalLine line)
    {
        foreach (CeremonyFact fact in Evidence.Facts(line))
        {
            if (fact is CardProduced card)
            {
                _cards[card.Token.Name] = card.Subject;
            }
            else if (fact is OfficerRecognised officer)
            {
                _softTokens[officer.File] = (officer.Person, CertificateView.Read(officer.Certificate).PublicKey);
            }
        }
    }
}
