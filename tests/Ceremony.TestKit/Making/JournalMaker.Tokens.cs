using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>What is on the tokens, and what is written of new keys beside what makes them.</summary>
public sealed partial class JournalMaker
{
    private readonly Dictionary<long, JsonMap> _begun = [];
    private readonly List<(JsonMap Action, JsonMap Receipt)> _made = [];
    private bool _isSealed;

    /// <summary>What is on each token; what is made and destroyed changes it.</summary>
    public Dictionary<string, List<TokenObject>> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>What a look at a token shows that holds these objects.</summary>
    public JsonMap View(string token, params IReadOnlyList<TokenObject> objects) =>
        new TokenView(Tokens[token], Serials[token], "", "", "", true, PinState.Set, PinState.Set, objects).ToJson();

    /// <summary>What a look at a token shows: private and secret keys only after a login.</summary>
    public JsonMap ViewNow(string token, bool loggedIn) => View(token, [.. On(token).Where(each => loggedIn || each.Class is "public" or "certificate")]);

    /// <summary>Writes an inventory, which belongs to no step.</summary>
    public void TakeInventory(string when)
    {
        string? open = _step;
        _step = null;
        Line("inventory", new JsonMap { { "when", when }, { "tokens", new JsonList(Tokens.Keys.Select(Seen)) } });
        _step = open;
    }

    private List<TokenObject> On(string token) => Objects.TryGetValue(token, out List<TokenObject>? there) ? there : Objects[token] = [];

    private JsonValue Seen(string token) => Serials.ContainsKey(token)
        ? new JsonMap { { "token", token }, { "view", ViewNow(token, false) } }
        : new JsonMap { { "token", token }, { "absent", true } };

    // Before a key is proposed its token is looked at, the form in which it makes keys is found out, and its id is drawn.
    private void Prepare(JsonMap action)
    {
        if (action.Text("do") is "generate-key-pair" or "generate-secret-key")
        {
            string token = action.Text("token");
            Look(new JsonMap { { "look", "token" }, { "token", token }, { "logged-in", true } }, ViewNow(token, true));
            if (Edition >= 7)
            {
                Look(
                    new JsonMap { { "look", "key-form" }, { "token", token }, { "algorithm", action.Text("algorithm") }, { "usage", action["usage"] }, { "logged-in", true } },
                    new JsonMap { { "templates", action["templates"] }, { "id-bytes", action.Text("id").Length / 2 } });
            }

            Look(new JsonMap { { "look", "random" }, { "bytes", action.Text("id").Length / 2 } }, new JsonMap { { "hex", action.Text("id") } });
        }
    }

    private void Remember(string kind, JsonMap fields)
    {
        if (kind == "intended")
        {
            _begun[_lines.Count] = fields["action"].AsMap();
        }
        else if (kind == "performed" && fields.Find("intended") is JsonNumber { Value: var seq } && _begun.TryGetValue(seq, out JsonMap? action) && action.Find("token") is JsonText { Value: var token })
        {
            Change(On(token), action, fields["receipt"].AsMap());
        }
    }

    private void Change(List<TokenObject> there, JsonMap action, JsonMap receipt)
    {
        switch (action.Text("do"))
        {
            case "generate-key-pair" when receipt.Find("public-key") is JsonText { Value: var key }:
                _made.Add((action, receipt));
                there.Add(new TokenObject("private", receipt.Text("label"), receipt.Text("id"), receipt.Text("algorithm"), null, null, []));
                there.Add(new TokenObject("public", receipt.Text("label"), receipt.Text("id"), receipt.Text("algorithm"), Convert.FromBase64String(key), null, []));
                break;
            case "generate-secret-key":
                _made.Add((action, receipt));
                there.Add(new TokenObject("secret", receipt.Text("label"), receipt.Text("id"), receipt.Text("algorithm"), null, null, []));
                break;
            case "store-certificate":
                there.RemoveAll(each => each.Class == "certificate" && action.Find("replaces") is JsonText { Value: var former } && SoftwareToken.Hash(each) == former);
                there.Add(new TokenObject("certificate", action.Text("label"), action.Text("key-id"), "", null, action.Bytes("certificate"), []));
                break;
            case "destroy-key":
                there.RemoveAll(each => each.Id == action.Text("key-id") && each.Class is "private" or "public");
                break;
        }
    }

    /// <summary>Shows what a token made in this step; at the latest before the step is done.</summary>
    public void ShowMade()
    {
        (JsonMap Action, JsonMap Receipt)[] made = [.. _made];
        _made.Clear();
        foreach ((_, JsonMap receipt) in made)
        {
            Show(new Screen(
                "The key is made",
                new FactsBlock(
                    Detail.From("token serial", receipt.Text("token-serial")),
                    Detail.From("label", receipt.Text("label")),
                    new Detail("algorithm", receipt.Text("algorithm")),
                    new Detail("attributes", string.Join(", ", receipt.Texts("attributes"))),
                    new Detail("id", receipt.Text("id")),
                    new Detail("SHA-256 of the public key", receipt.Find("public-key") is null ? "–" : HexText.Groups(Hash(receipt.Bytes("public-key")))))).ToJson());
        }
    }

    // By docs/format.md, "Kinds of steps".
    private static JsonMap Outputs(string kind, IReadOnlyList<CeremonyFact> facts) => (kind, facts) switch
    {
        ("open-boot-kit", [BootKitOpened kit, ..]) => new JsonMap { { "", kit.Ca }, { "certificate", kit.Artifact }, { "key", kit.Key is null ? null : new JsonText(kit.Key) } },
        ("generate-key", [KeyGenerated key, ..]) => new JsonMap { { "", key.Key } },
        ("generate-secret-key", [SecretKeyGenerated key, ..]) => new JsonMap { { "", key.Key } },
        ("create-ca", [CaCreated ca, ..]) => new JsonMap { { "", ca.Ca }, { "certificate", ca.Artifact } },
        ("issue-crl", [CrlIssued crl, ..]) => new JsonMap { { "crl", crl.Artifact }, { "pem", crl.Pem ?? "" } },
        ("create-certificate-procedure", [CertificateProcedureCreated procedure, ..]) => new JsonMap { { "", procedure.Procedure } },
        ("create-officer", [OfficerCreated officer, ..]) => new JsonMap { { "", officer.Officer } },
        ("request-certificate", [CertificateRequested request, ..]) => new JsonMap { { "", request.Key }, { "request", request.Artifact } },
        ("issue-soft-token", [CertificateIssued, SoftTokenIssued soft]) => new JsonMap { { "", soft.File }, { "certificate", soft.Artifact }, { "file", soft.File } },
        ("issue-certificate", [CertificateIssued issued, ..]) => new JsonMap { { "certificate", issued.Artifact } },
        ("install-certificate", [CertificateInstalled installed, ..]) => new JsonMap { { "", installed.Key } },
        ("produce-cards", [CardProduced card, ..]) => new JsonMap { { "", card.Number } },
        ("personalise-card", [CertificateIssued, CardPersonalised card, ..]) => new JsonMap { { "", card.Number } },
        _ => [],
    };
}
