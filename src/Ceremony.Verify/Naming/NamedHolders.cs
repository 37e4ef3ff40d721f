using Ceremony.Core.Facts;
using Ceremony.Core.Json;
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
    private readonly Dictionary<long, long> _shown = [];

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
        "sign-challenge-with-soft-token" => Holds(action.Text("file"), action.Text("holder")),
        "complete-soft-token" => Holds(action.Text("file"), action.Text("holder")) ?? Completed(action),
        _ => null,
    };

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

        _shown[intended.Seq] = _shown.GetValueOrDefault(intended.Seq) + Math.Max(0, line.Json.Number("times"));
        string holder = intended.Json["action"].AsMap().Text("holder");
        return holder == line.Json.Text("holder") ? null : $"the secret was shown to {line.Json.Text("holder")}, but was for {holder} alone";
    }

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

        long shown = _shown.GetValueOrDefault(intended.Seq);
        return receipt.Number("times-shown") <= shown ? null : $"the receipt says that the PIN was shown more often than the {Evidence.Text(shown)} times that other lines tell of";
    }

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
