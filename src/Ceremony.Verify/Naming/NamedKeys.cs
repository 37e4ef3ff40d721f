using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Whatever was done with a key or a certificate was done with the one that the action's sentence names.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="tokens">Which token stood under a name.</param>
internal sealed class NamedKeys(Evidence evidence, TokenSerials tokens)
{
    private readonly KnownKeys _keys = new(evidence);
    private readonly Dictionary<string, byte[]> _authorities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _keysBySubject = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Token, string KeyId), byte[]> _onTokens = [];

    /// <summary>What is wrong with the action that a line intends, as a clause, or null.</summary>
    public string? Problem(JournalLine line)
    {
        string? problem = line.Kind == "intended" ? Problem(line, line.Json["action"].AsMap()) : null;
        _keys.Take(line);
        Learn(line);
        return problem;
    }

    private string? Problem(JournalLine line, JsonMap action) => action.Text("do") switch
    {
        "sign" => Used(action) ?? InItsToken(line, action),
        "sign-challenge" => Used(action),
        "prove-decryption" or "prove-wrapping" => Used(action) ?? InItsToken(line, action),
        "destroy-key" => Used(action) ?? InItsToken(line, action) ?? (Find(action)!.IsSecret ? $"\"{action.Text("key-label")}\" is a secret key, not a key pair" : null),
        "generate-key-pair" or "generate-secret-key" => New(action),
        "store-certificate" => Replaced(line, action) ?? Stored(action),
        _ => null,
    };

    private KnownKey? Find(JsonMap action) => _keys.Find(action.Text("token"), action.Text("key-id"));

    private string? Used(JsonMap action) => Find(action) switch
    {
        null => $"no line tells of a key with the id {action.Text("key-id")} in the token \"{action.Text("token")}\"",
        var key when !key.IsCalled(action.Text("key-label")) =>
            $"the key with the id {action.Text("key-id")} in the token \"{action.Text("token")}\" is \"{key.Label}\", not \"{action.Text("key-label")}\"",
        _ => null,
    };

    // Another token that bears the same label does not hold the key.
    private string? InItsToken(JournalLine line, JsonMap action) =>
        Find(action)!.Serial is { } serial ? tokens.Problem(new TokenRef(action.Text("token")), serial, line.Seq) : null;

    // A label or an id that two keys share names neither.
    private string? New(JsonMap action)
    {
        (string token, string id, string label) = (action.Text("token"), action.Text("id"), action.Text("label"));
        return _keys.Find(token, id) is { } other ? $"the id {id} in the token \"{token}\" is already that of the key \"{other.Label}\""
            : _keys.IdOf(token, label) is { } taken ? $"the token \"{token}\" already holds a key \"{label}\", with the id {taken}"
            : null;
    }

    // Only what stands there can be replaced, and not under an officer who confirms by it.
    private string? Replaced(JournalLine line, JsonMap action)
    {
        if (action.Find("replaces")?.AsText() is not { } former)
        {
            return null;
        }

        byte[]? there = _onTokens.GetValueOrDefault((action.Text("token"), action.Text("key-id")));
        Registry registry = evidence.RegistryBefore(line);
        return there is null || FactBasis.Hash(there) != former ? $"the certificate \"{action.Text("label")}\" is to replace one that was not stored for the key with the id {action.Text("key-id")} in the token \"{action.Text("token")}\""
            : registry.All<OfficerCreated>().FirstOrDefault(each => !registry.IsReplaced(each.Officer) && each.Certificate.AsSpan().SequenceEqual(there)) is { } officer
                ? $"the certificate \"{action.Text("label")}\" is to replace the one by which the officer \"{officer.Officer}\" confirms"
            : null;
    }

    // A certificate is stored beside its key, or it is an issuer's, under that CA's name.
    private string? Stored(JsonMap action)
    {
        byte[] certificate = action.Bytes("certificate");
        string label = action.Text("label");
        if (_authorities.TryGetValue(label, out byte[]? authority) && authority.AsSpan().SequenceEqual(certificate))
        {
            return null;
        }

        CertificateView view = CertificateView.Read(certificate);
        return Find(action)?.PublicKey is not { } key || !key.AsSpan().SequenceEqual(view.PublicKey)
            ? $"the certificate \"{label}\" is neither that of a CA of this name nor one for the key with the id {action.Text("key-id")} in the token \"{action.Text("token")}\""
            : _keys.IdOf(action.Text("token"), label) is { } other && other != action.Text("key-id") ? $"the certificate \"{label}\" bears the label of another key"
            : _keysBySubject.TryGetValue(Convert.ToBase64String(view.IssuerDer), out byte[]? issuer) && view.IsSignedBy(issuer) ? null
            : $"the certificate \"{label}\" was not issued by a CA of this ceremony";
    }

    private void Learn(JournalLine line)
    {
        if (line.Kind == "performed" && line.Json.Find("intended") is JsonNumber { Value: var intended } && evidence.Earlier(intended, "intended", line)?.Json["action"].AsMap() is { } done && done.Text("do") == "store-certificate")
        {
            _onTokens[(done.Text("token"), done.Text("key-id"))] = done.Bytes("certificate");
        }

        if (line.Kind != "step-done")
        {
            return;
        }

        foreach (CeremonyFact fact in Evidence.Facts(line))
        {
            if (fact is CaCreated ca)
            {
                Learn(ca.Ca, ca.Certificate);
            }
            else if (fact is BootKitOpened kit)
            {
                Learn(kit.Ca, kit.Certificate);
            }
        }
    }

    private void Learn(string ca, byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        _authorities[ca] = certificate;
        _keysBySubject[Convert.ToBase64String(view.SubjectDer)] = view.PublicKey;
    }
}
