using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about tokens, what is on them, and the keys that were made and destroyed.</summary>
internal static class KeyLies
{
    private static readonly string Other = Convert.ToBase64String(Cast.Forged.Card1.Spki);

    public static IEnumerable<Lie> All => [.. Keys, .. Tokens, .. OtherKeys];

    private static IEnumerable<Lie> Keys =>
    [
        TwoKeys("a key in the fact that is not the one that the token made", f => f.SetFact("key-generated", "public-key", Other), "facts"),
        TwoKeys("a key from outside, in receipt and fact", f => Key(f, "public-key", Other)),
        TwoKeys("a key from outside, wherever it stands", f => f.Everywhere(f.Receipt("generate-key-pair").Text("receipt/public-key"), Other)),
        TwoKeys("a key of another curve than was approved", f => Key(f, "public-key", Convert.ToBase64String(SoftwareKeys.Of(Core.Tokens.KeyAlgorithm.EcP384, "forger", 0).ExportSubjectPublicKeyInfo()))),
        FirstHalf("a key of another size than was approved", f => Key(f, "public-key", Other)),
        FirstHalf("a card's keys called larger than they are", f => f.Everywhere("rsa-2048", "rsa-4096", "produce-card-1")),
        TwoKeys("a key that is no key", f => Key(f, "public-key", "AAAA")),
        TwoKeys("a key in a token of another serial number", f => Key(f, "token-serial", "serial-other")),
        TwoKeys("a key in a token of another serial number, in the fact alone", f => f.SetFact("key-generated", "token-serial", "serial-other"), "facts"),
        TwoKeys("a key on a token that nobody has seen", GhostToken),
        TwoKeys("a key whose attributes do not keep it in the token", f => Key(f, "attributes", JsonList.OfText(["CKA_EXTRACTABLE", "CKA_SIGN", "CKA_TOKEN"]))),
        TwoKeys("a key with attributes that the token did not tell", f => f.SetFact("key-generated", "attributes", JsonList.OfText(["CKA_LOCAL"])), "facts"),
        TwoKeys("a key that cannot do what it is for", f => Key(f, "attributes", new JsonList(f.Receipt("generate-key-pair")["receipt/attributes"].AsList().Where(each => each.AsText() != "CKA_SIGN")))),
        TwoKeys("a key under another label than the script's", f => Consistently(f, "First key", "Harmless key")),
        TwoKeys("a key under another label in the receipt", f => f.Receipt("generate-key-pair").Set("receipt/label", "Harmless key"), "facts"),
        TwoKeys("a key with another id than the token drew", f => Consistently(f, f.Line("proposed").Text("actions/0/id"), "beef"), "new-keys"),
        TwoKeys("a key with another use than the script says", f => Use(f, "decrypt")),
        TwoKeys("a key with another use in the fact", f => f.SetFact("key-generated", "usage", JsonList.OfText(["decrypt"])), "facts"),
        TwoKeys("a key of another algorithm than the script says", f => f.Everywhere("ec-p256", "ec-p384", "first")),
        TwoKeys("two keys of one id", f => f.Everywhere(f.Line("proposed", 2).Text("actions/0/id"), f.Line("proposed").Text("actions/0/id"))),
        TwoKeys("two keys of one label", f => f.Everywhere("Second key", "First key")),
        TwoKeys("two keys that are one", f => f.Everywhere(f.Receipt("generate-key-pair", 2).Text("receipt/public-key"), f.Receipt("generate-key-pair").Text("receipt/public-key")), "new-keys"),
        TwoKeys("a key that no fact tells of", f => f.DropFact("key-generated"), "facts"),
        TwoKeys("a key that two facts tell of", f => f.Line("step-done", 1, "first").Set("facts/+", f.Line("step-done", 1, "first")["facts/0"])),
        TwoKeys("a key that a step of another kind made", f => f.Line("step-done", 1, "people").Set("facts/+", f.Line("step-done", 1, "first")["facts/0"]), "facts"),
        TwoKeys("a step's output that is another key", f => f.Line("step-done", 1, "first").Set("outputs", new JsonMap { { "", "Other key" } }), "outputs"),
        TwoKeys("the screen after the making showed another key", f => f.Line("shown", 2).Set("screen", JsonPath.EachText(f.Line("shown", 2)["screen"], each => each.Replace("First key", "Other key", StringComparison.Ordinal))), "new-keys"),
    ];

    private static IEnumerable<Lie> Tokens =>
    [
        TwoKeys("a token with another label than the script's", f => View(f.Line("inventory"), "label", "Other"), "proposals"),
        TwoKeys("a token with another serial number at the end", f => View(f.Last("inventory"), "serial", "serial-other"), "tokens"),
        TwoKeys("a token with another serial number when a step looked at it", f => Look(f, "first").Set("seen/serial", "serial-other"), "tokens"),
        TwoKeys("a token that was another one when a step looked at it", f => Look(f, "first").Set("seen/serial", "serial-other").Set("seen/label", "Other")),
        TwoKeys("a token that was not there at the beginning and was never put in", NeverPutIn, "tokens"),
        TwoKeys("a token that was taken out, and made a key", f => f.Before(f.Line("intended"), "token-removed", new JsonMap { { "token", "hsm" } }).Set("step", null), "tokens"),
        TwoKeys("a token that the script does not have was put in", f => f.Before(f.Line("proposed"), "token-inserted", new JsonMap { { "token", "ghost" } }), "tokens"),
        TwoKeys("a token whose PIN was locked, and somebody logged in", f => Look(f, "first").Set("seen/pin", "Locked"), "tokens"),
        TwoKeys("a token that was not initialised, and made a key", f => Look(f, "first").Set("seen/initialised", false), "tokens"),
        TwoKeys("a key that was there already under that label", f => Look(f, "first").Set("seen/objects", Look(f, "second")["seen/objects"])),
        TwoKeys("a key that is not on its token any more", f => Look(f, "second").Set("seen/objects", new JsonList()), "tokens"),
        TwoKeys("an inventory at the end without the key that was made", f => f.Last("inventory").Set("tokens/0/view/objects/0", null), "tokens"),
        TwoKeys("an inventory at the end with a key that nobody made", f => f.Last("inventory").Set("tokens/0/view/objects/+", f.Last("inventory")["tokens/0/view/objects/0"]).Set("tokens/0/view/objects/-1/id", "beef").Set("tokens/0/view/objects/-1/label", "Ghost"), "tokens"),
        TwoKeys("an inventory at the beginning with a key that nobody explains", f => View(f.Line("inventory"), "objects", f.Last("inventory")["tokens/0/view/objects"])),
        TwoKeys("no inventory at the beginning", f => f.Drop(f.Line("inventory")), "tokens"),
        TwoKeys("no inventory at the end", f => f.Drop(f.Last("inventory")), "tokens"),
        TwoKeys("an inventory of another time", f => f.Last("inventory").Set("when", "before"), "tokens"),
        TwoKeys("an inventory of a moment that there is not", f => f.Last("inventory").Set("when", "sometimes"), "tokens"),
        TwoKeys("an inventory that leaves the token out", f => f.Line("inventory").Set("tokens", new JsonList()), "tokens"),
        TwoKeys("an id that was drawn with too few bytes", f => f.First(line => line.Text("look/look") == "random").Set("seen/hex", "00"), "new-keys"),
        TwoKeys("an id that was not the one drawn", f => f.First(line => line.Text("look/look") == "random").Set("seen/hex", new string('0', 40)), "new-keys"),
        TwoKeys("nobody looked at the token before the key was made", f => f.Drop(Look(f, "first"))),
    ];

    private static IEnumerable<Lie> OtherKeys =>
    [
        Whole("a secret key that no action made", f => f.Drop(f.Receipt("generate-secret-key")), "facts"),
        Whole("a secret key of another size than was approved", f => f.Receipt("generate-secret-key").Set("receipt/algorithm", "aes-128"), "facts"),
        Whole("a secret key with another use than was approved", f => f.SetFact("secret-key-generated", "usage", JsonList.OfText(["encrypt"])), "facts"),
        Whole("a secret key that can leave the token", SecretKeyLeaves),
        Whole("a secret key in a token of another serial number", f => { f.Receipt("generate-secret-key").Set("receipt/token-serial", "HSM-9"); f.SetFact("secret-key-generated", "token-serial", "HSM-9"); }),
        Whole("a destroyed key that no action destroyed", f => f.Drop(f.Receipt("destroy-key")), "facts"),
        Whole("a destroyed key that was still there", f => Look(f, "destroy").Set("seen/objects/+", new JsonMap { { "class", "private" }, { "label", "Boot CA key" }, { "id", "b0" }, { "algorithm", "rsa-2048" }, { "attributes", new JsonList() } }), "facts"),
        Whole("a destroyed key that nobody looked for", f => f.Drop(Look(f, "destroy")), "facts"),
        Whole("a destroyed key that somebody looked for without a login", f => Look(f, "destroy").Set("look/logged-in", false), "facts"),
        Whole("a destroyed key that somebody looked for in another token", f => Look(f, "destroy").Set("seen/serial", "HSM-9"), "facts"),
        Whole("a destroyed key of another token", f => f.SetFact("key-destroyed", "token-serial", "HSM-9"), "facts"),
        Whole("a destroyed key that nobody knew", UnknownKeyDestroyed),
        Whole("a key that was destroyed and is not told of", f => f.DropFact("key-destroyed"), "facts"),
        Removed("an object that was removed by an agreement on another", f => f.Intention("remove-object").Set("action/id", "0715"), "actions"),
        Removed("an object that was removed without the officers", f => f.Drop(f.AllAnswering(f.Proposal("remove-object"), "confirmed"))),
        Removed("an object that was removed, and was the key that the ceremony had made", RemovedAKey),
        Removed("an object that was removed, and is still there", f => f.Last("inventory").Set("tokens/0/view/objects/+", f.Last("inventory")["tokens/0/view/objects/0"]).Set("tokens/0/view/objects/-1/class", "public").Set("tokens/0/view/objects/-1/id", "beef"), "tokens"),
        Whole("a key that was looked for before it was destroyed", f => f.Move(Look(f, "destroy"), f.Line("step-started", 1, "destroy"))),
    ];

    private static void Key(Forger forger, string field, JsonValue value)
    {
        forger.Receipt("generate-key-pair").Set($"receipt/{field}", value);
        forger.SetFact("key-generated", field, value);
    }

    // One story throughout, but for what looks at the token saw.
    private static void Consistently(Forger forger, string text, string other)
    {
        ForgedLine[] seen = [.. forger.Lines.Where(line => line.Kind is "looked" or "inventory")];
        Ceremony.Core.Json.JsonMap[] honest = [.. seen.Select(line => line.Json)];
        forger.Everywhere(text, other);
        foreach ((ForgedLine line, JsonMap json) in seen.Zip(honest))
        {
            line.Change(_ => json);
        }
    }

    private static void Use(Forger forger, string use)
    {
        JsonList uses = JsonList.OfText([use]);
        forger.Line("proposed").Set("actions/0/usage", uses);
        forger.Line("intended").Set("action/usage", uses);
        forger.SetFact("key-generated", "usage", uses);
    }

    private static void GhostToken(Forger forger)
    {
        forger.Line("parameters").Set("tokens/+", new JsonMap { { "token", "ghost" }, { "called", "GHOST" } });
        foreach (ForgedLine line in forger.Lines.Where(line => line.Step == "first" && line.Kind is not "looked"))
        {
            line.Change(json => JsonPath.EachText(json, each => each == "hsm" ? "ghost" : each == "serial-HSM" ? "serial-GHOST" : each.Replace("in HSM;", "in GHOST;", StringComparison.Ordinal)).AsMap());
        }
    }

    private static void SecretKeyLeaves(Forger forger)
    {
        JsonList attributes = JsonList.OfText(["CKA_EXTRACTABLE", "CKA_TOKEN"]);
        forger.Receipt("generate-secret-key").Set("receipt/attributes", attributes);
        forger.SetFact("secret-key-generated", "attributes", attributes);
    }

    private static void UnknownKeyDestroyed(Forger forger)
    {
        foreach (ForgedLine line in forger.Lines.Where(line => line.Step == "destroy"))
        {
            line.Change(json => JsonPath.EachText(json, each => each == "b0" ? "99" : each.Replace("Boot CA key", "Ghost key", StringComparison.Ordinal)).AsMap());
        }
    }

    private static void RemovedAKey(Forger forger)
    {
        string made = forger.Receipt("generate-key-pair").Text("receipt/id");
        forger.Everywhere("beef", made);
    }

    private static void NeverPutIn(Forger forger)
    {
        foreach (ForgedLine inventory in forger.All("inventory").Where(line => line.Text("when") is "before" or "act"))
        {
            inventory.Set("tokens/0", new JsonMap { { "token", "hsm" }, { "absent", true } });
        }
    }

    private static void View(ForgedLine inventory, string field, JsonValue value) => inventory.Set($"tokens/0/view/{field}", value);

    private static ForgedLine Look(Forger forger, string step) => forger.First(line => line.Step == step && line.Text("look/look") == "token");
}
