using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about what the officers were asked, what they agreed to, and who of them did.</summary>
internal static class ApprovalLies
{
    private const string Harmless = "Switch on the light.";
    private static readonly string Zeros = new('0', 64);

    public static IEnumerable<Lie> All => [.. Proposals, .. Confirmations, .. Approvals, .. Deeds];

    private static IEnumerable<Lie> Proposals =>
    [
        TwoKeys("the officers read another label than the key's", f => Says(f.Line("proposed"), "First key", "Harmless key"), "proposals"),
        TwoKeys("the officers signed another label than the key's", f => Sentence(f.Line("proposed"), "First key", "Harmless key"), "proposals"),
        TwoKeys("the officers read harmless words before the sentence", f => f.Line("proposed").Set("screen/blocks", new JsonList([Text(Harmless), .. f.Line("proposed")["screen/blocks"].AsList()])), "proposals"),
        TwoKeys("the officers signed harmless words", f => f.Line("proposed").Set("text", JsonList.OfText([Harmless])), "proposals"),
        TwoKeys("the officers read another algorithm than the key's", f => Says(f.Line("proposed"), "ec-p256", "ec-p384"), "proposals"),
        TwoKeys("the officers read another token than the key's", f => Says(f.Line("proposed"), "in HSM", "in the safe"), "proposals"),
        TwoKeys("the officers read no words at all", f => f.Line("proposed").Set("screen/blocks", new JsonList()), "proposals"),
        FirstHalf("the storing of a certificate was called irreversible", f => f.Proposal("store-certificate").Set("screen/irreversible", true), "proposals"),
        FirstHalf("the setting of a PIN was not called irreversible", f => f.Proposal("set-pin").Set("screen/irreversible", null), "proposals"),
        TwoKeys("the officers did not read that a key cannot be unmade", f => Says(f.Line("proposed"), "A key is made", "A key comes"), "proposals"),
        FirstHalf("what the operator alone decides names officers", f => f.Proposal("set-pin").Set("officers", f.Line("proposed")["officers"]), "proposals"),
        TwoKeys("the making of a key was not called irreversible", f => f.Line("proposed").Set("screen/irreversible", null)),
        TwoKeys("the officers read another serial number than the token's", f => Says(f.Line("proposed"), "serial-HSM", "serial-other")),
        TwoKeys("two actions and one sentence", f => f.Line("proposed").Set("actions/+", f.Line("proposed", 2)["actions/0"]), "proposals"),
        TwoKeys("one action and two sentences", f => f.Line("proposed").Set("text/+", Harmless), "proposals"),
        TwoKeys("the same action twice in one proposal", f => f.Line("proposed").Set("actions/+", f.Line("proposed")["actions/0"]).Set("text/+", f.Line("proposed")["text/0"]).Set("screen/blocks", new JsonList([f.Line("proposed")["screen/blocks/0"], .. f.Line("proposed")["screen/blocks"].AsList()]))),
        TwoKeys("an action that nobody knows", f => f.Line("proposed").Set("actions/0/do", "open-the-door"), "proposals"),
        TwoKeys("a key laid before the operator alone", f => f.Line("proposed").Set("authority", "operator"), "proposals"),
        TwoKeys("a key laid before the operator alone, who agreed", OperatorAlone, "proposals"),
        TwoKeys("a proposal that names no officers", f => f.Line("proposed").Set("officers", new JsonList())),
        TwoKeys("a proposal that names one officer", f => f.Line("proposed").Set("officers/1", null)),
        TwoKeys("a proposal that names a third officer", f => f.Line("proposed").Set("officers/+", f.Line("proposed")["officers/0"]).Set("officers/-1/officer", "eve")),
        TwoKeys("a proposal that names another certificate of an officer", f => f.Line("proposed").Set("officers/0/certificate-sha256", Zeros)),
        TwoKeys("a proposal that names another person as the officer", f => f.Line("proposed").Set("officers/0/person", "Eve Miller")),
        TwoKeys("a proposal that names another origin of an officer's key", f => f.Line("proposed").Set("officers/0/origin", "card")),
        TwoKeys("a proposal that stood open longer than the script allows", f => f.Line("proposed").Set("until", "2026-03-01T20:00:00.000Z"), "proposals"),
        TwoKeys("a proposal that had expired when the officers confirmed", f => f.Line("proposed").Set("until", f.Line("proposed")["at"]), "confirmations"),
        TwoKeys("a nonce that was used before", f => f.Line("proposed", 2).Set("nonce", f.Line("proposed")["nonce"]), "proposals"),
        TwoKeys("a nonce of one byte", f => f.Line("proposed").Set("nonce", "00"), "proposals"),
        FirstHalf("a certificate whose subject the officers did not read", f => Says(f.Line("proposed", 2), "CN=Officer and system CA", "CN=Harmless"), "proposals"),
        FirstHalf("a certificate that is stored under another label than the operator read", f => Says(f.Proposal("store-certificate"), "authentication", "signature"), "proposals"),
        FirstHalf("a PIN for somebody else than the operator read", f => Says(f.Proposal("set-pin"), "Name of officer 1", "Name of officer 2"), "proposals"),
        FirstHalf("an officer who is held by somebody else than the officers read", f => Says(f.Line("proposed").Step == "" ? f.Line("proposed") : f.First(line => line.Kind == "proposed" && line.Step == "officer-1"), "Name of officer 1", "Name of officer 2"), "proposals"),
    ];

    private static IEnumerable<Lie> Confirmations =>
    [
        TwoKeys("an approval without confirmations", f => f.Drop(f.AllAnswering(f.Line("proposed"), "confirmed")), "approvals"),
        TwoKeys("an approval with one confirmation", f => f.Drop(f.Line("confirmed", 2)), "approvals"),
        TwoKeys("an approval with one confirmation, by the officer who forges", f => f.Drop(f.Line("confirmed", 2)), null, Signs.One),
        TwoKeys("confirmations by one officer twice", f => Copied(f, 1, 2), "approvals"),
        TwoKeys("confirmations by one officer twice, by that officer", f => Copied(f, 1, 2), null, Signs.One),
        TwoKeys("a confirmation under the other's name with one's own key", f => f.Line("confirmed", 2).Set("certificate", f.Line("confirmed")["certificate"]), "confirmations"),
        TwoKeys("a confirmation that one signed under the other's name", f => f.Line("confirmed", 2).Set("certificate", f.Line("confirmed")["certificate"]), null, Signs.One),
        TwoKeys("a third person's approval", ThirdPerson, "confirmations"),
        TwoKeys("a third person's approval, who was in the room", ThirdPersonInTheRoom, "confirmations"),
        TwoKeys("a confirmation whose signature is nonsense", f => f.Line("confirmed").Set("signature", "AAAA"), "confirmations"),
        TwoKeys("a confirmation of another step", f => f.Line("confirmed").Set("text", f.Line("confirmed").Text("text").Replace("step: first", "step: second", StringComparison.Ordinal)), "confirmations"),
        TwoKeys("a confirmation of another ceremony", f => f.Line("confirmed").Set("text", f.Line("confirmed").Text("text").Replace("ceremony: two-keys", "ceremony: other", StringComparison.Ordinal)), "confirmations"),
        TwoKeys("a confirmation for production in a rehearsal", f => f.Line("confirmed").Set("text", f.Line("confirmed").Text("text").Replace("mode: rehearsal", "mode: production", StringComparison.Ordinal)), "confirmations"),
        TwoKeys("a confirmation by another algorithm", f => f.Line("confirmed").Set("algorithm", "sha512-rsa"), "confirmations"),
        TwoKeys("a confirmation by an officer under another name", f => f.Line("confirmed").Set("officer", "eve"), "confirmations"),
        TwoKeys("a confirmation by another person", f => f.Line("confirmed").Set("person", "Name of witness 1"), "confirmations"),
        TwoKeys("a confirmation by a card that is a soft token", f => f.Line("confirmed").Set("origin", "card")),
        TwoKeys("a confirmation of a line that is no proposal", f => f.Line("confirmed").Set("proposed", 3), "confirmations"),
        TwoKeys("a confirmation of the proposal that came later", f => f.Line("confirmed").Name("proposed", f.Line("proposed", 2)), "confirmations"),
        TwoKeys("a confirmation after the approval", f => f.Move(f.Line("confirmed", 2), f.Line("approved")), "approvals"),
        TwoKeys("a confirmation in another step than its proposal", f => f.Line("confirmed").Set("step", "second")),
        TwoKeys("a confirmation that answers another call than its proposal", f => f.Line("confirmed").Set("call", 2)),
        Whole("a confirmation by a bootstrap officer after cards had taken over", f => Replace(f, f.First(line => line.Kind == "confirmed" && line.Step == "tls-key"), f.Line("confirmed")), "confirmations"),
        Whole("a confirmation by a card that was not an officer's yet", f => Replace(f, f.Line("confirmed"), f.Last("confirmed")), "confirmations"),
        Whole("a confirmation by a server's key", ServersKey, "confirmations"),
    ];

    private static IEnumerable<Lie> Approvals =>
    [
        TwoKeys("a proposal that expired and was approved", f => f.Before(f.Line("approved"), f.Line("approved").Copy().Set("kind", "expired"))),
        TwoKeys("a proposal that an officer refused and that was approved", f => f.Before(f.Line("approved"), "refused", new JsonMap { { "proposed", 0 }, { "officer", f.Line("confirmed")["officer"] }, { "reason", "wrong" } }).Name("proposed", f.Line("proposed"))),
        TwoKeys("an approval of a line that is no proposal", f => f.Line("approved").Set("proposed", 2), "approvals"),
        TwoKeys("an approval of another step's proposal", f => f.Line("approved", 2).Name("proposed", f.Line("proposed"))),
        TwoKeys("a proposal that was approved twice", f => f.After(f.Line("approved"), f.Line("approved").Copy())),
        TwoKeys("an approval before the proposal", f => f.Move(f.Line("approved"), f.Line("step-started", 4)), "approvals"),
        TwoKeys("an approval that answers another request", f => f.Line("approved").Set("asks", Zeros), "requests"),
    ];

    private static IEnumerable<Lie> Deeds =>
    [
        TwoKeys("a key that was made without an intention", f => f.Drop(f.Line("intended")), "actions"),
        TwoKeys("a key that was made without an approval", f => f.Drop(f.Line("approved")), "actions"),
        TwoKeys("a key under another label than was approved", f => f.Line("intended").Set("action/label", "Other key"), "actions"),
        TwoKeys("a key with another use than was approved", f => f.Line("intended").Set("action/usage/+", "decrypt"), "actions"),
        TwoKeys("a key that was made twice", f => f.After(f.After(f.Line("performed", 2), f.Line("intended").Copy()), f.Line("performed", 2).Copy()), "actions"),
        TwoKeys("one intention and two deeds", f => f.After(f.Line("performed", 2), f.Line("performed", 2).Copy()), "actions"),
        TwoKeys("a key that was made by another step's approval", f => f.Line("intended", 2).Name("approved", f.Line("approved")), "actions"),
        TwoKeys("a key that was made before it was approved", f => f.Move(f.Line("intended"), f.Line("proposed")), "actions"),
        TwoKeys("a key that was made in another step", f => f.Line("intended").Set("step", "second"), "actions"),
        TwoKeys("a key that could not be made, and was", f => f.After(f.Line("performed", 2), "failed", new JsonMap { { "intended", 0 }, { "code", "CKR_DEVICE_ERROR" }, { "reason", "It broke." } }).Name("intended", f.Line("intended"))),
        TwoKeys("a deed that failed without an intention", f => f.After(f.Line("performed", 2), "failed", new JsonMap { { "intended", 3 }, { "code", "CKR_DEVICE_ERROR" }, { "reason", "It broke." } })),
        TwoKeys("a key that was found done after an interruption that never was", f => f.Line("performed", 2).Set("inspected", true)),
        TwoKeys("a receipt of another kind of deed", f => f.Line("performed", 2).Set("receipt", new JsonMap { { "signature", "AAAA" } }), "actions"),
        TwoKeys("a deed without a receipt", f => f.Line("performed", 2).Set("receipt", new JsonMap()), "actions"),
        TwoKeys("a deed that nobody intended, proposed or approved", f => f.Drop(f.Lines.Where(line => line.Step == "first" && line.Kind is "proposed" or "confirmed" or "approved" or "intended").Where(line => line.Step == "first")), "actions"),
        FirstHalf("a certificate that was signed without the officers", f => f.Drop(f.Lines.Where(line => line.Step == "system-ca" && line.Kind is "confirmed" or "approved").Where(line => line.Step == "system-ca")), "actions"),
        FirstHalf("an entry in the registry that nobody approved", f => f.Drop(f.Lines.Where(line => line.Step == "officer-1" && line.Kind is "confirmed" or "approved").Where(line => line.Step == "officer-1")), "actions"),
        FirstHalf("bytes that were signed and are not those that were approved", f => f.Intention("sign").Set("action/bytes", "AAAA"), "actions"),
        FirstHalf("a signature by another key than was approved", f => f.Intention("sign").Set("action/key-id", "00"), "actions"),
        Whole("a service that was stopped by another command than was approved", f => f.Intention("stop-service").Set("action/command/0", "/bin/rm"), "actions"),
        Whole("a key that was destroyed and is not the one that was approved", f => f.Intention("destroy-key").Set("action/key-id", "0715"), "actions"),
        Whole("a configuration with another change than was approved", f => f.Intention("edit-config").Set("action/edits/0/value", "elsewhere"), "actions"),
        Whole("a file that was removed and is not the one that was approved", f => f.Intention("remove-file").Set("action/file", "/etc/passwd"), "actions"),
    ];

    private static JsonMap Text(string words) => new() { { "block", "text" }, { "text", words } };

    // What people read and what they signed, but not what was done.
    private static void Says(ForgedLine proposed, string text, string other)
    {
        Sentence(proposed, text, other);
        proposed.Set("screen", JsonPath.EachText(proposed["screen"], each => each.Replace(text, other, StringComparison.Ordinal)));
    }

    private static void Sentence(ForgedLine proposed, string text, string other)
    {
        JsonValue made = JsonPath.EachText(proposed["text"], each => each.Replace(text, other, StringComparison.Ordinal));
        if (made == proposed["text"] && !proposed.Text("screen/title").Contains("Generate", StringComparison.Ordinal))
        {
            throw new ArgumentException($"no sentence has {text}", nameof(text));
        }

        proposed.Set("text", made);
    }

    private static void OperatorAlone(Forger forger)
    {
        forger.Drop(forger.AllAnswering(forger.Line("proposed"), "confirmed"));
        forger.Line("proposed").Set("authority", "operator").Set("officers", new JsonList());
    }

    private static void Copied(Forger forger, int from, int to)
    {
        (ForgedLine first, ForgedLine second) = (forger.Line("confirmed", from), forger.Line("confirmed", to));
        foreach (string field in new[] { "officer", "person", "origin", "certificate", "by" })
        {
            second.Set(field, first.Find(field));
        }
    }

    private static void Replace(Forger forger, ForgedLine line, ForgedLine by)
    {
        foreach (string field in new[] { "officer", "person", "origin", "certificate" })
        {
            line.Set(field, by[field]);
        }
    }

    private static void ThirdPerson(Forger forger)
    {
        Actor eve = Cast.Forged.Console1;
        forger.MoreKeys.Add(OfficerKey.Of(eve));
        forger.Line("confirmed", 2).Set("officer", "eve").Set("person", "Eve Miller").Set("by", "Eve Miller").Set("certificate", Convert.ToBase64String(eve.Certificate));
    }

    private static void ThirdPersonInTheRoom(Forger forger)
    {
        ThirdPerson(forger);
        forger.After(forger.Line("entered", 4), "entered", new JsonMap { { "person", new JsonMap { { "role", "officer" }, { "number", 3 }, { "name", "Eve Miller" } } } }).Set("step", null);
    }

    private static void ServersKey(Forger forger)
    {
        Actor server = Cast.Original.Again(Cast.Forged.Card1, "localhost", "");
        forger.MoreKeys.Add(OfficerKey.Of(server));
        forger.First(line => line.Kind == "confirmed" && line.Step == "tls-key").Set("certificate", Convert.ToBase64String(server.Certificate));
    }
}
