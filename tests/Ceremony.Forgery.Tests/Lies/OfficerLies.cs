using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.CertificateLies;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about who is an officer, and about signing in.</summary>
internal static class OfficerLies
{
    public static IEnumerable<Lie> All => [.. Recognised, .. Created, .. SignedIn];

    private static IEnumerable<Lie> Recognised =>
    [
        TwoKeys("an officer of the kit who opened no token", f => f.Drop(f.First(line => line.Text("look/look") == "soft-token")), "facts"),
        TwoKeys("an officer of the kit whose token somebody else opened", f => f.SetFact("officer-recognised", "person", "Name of witness 1"), "facts"),
        TwoKeys("an officer of the kit with another certificate", f => f.SetFact("officer-recognised", "certificate", f.Fact("boot-kit-opened").Line["facts/0/certificate"]), "facts"),
        TwoKeys("an officer of the kit whose file was another", f => f.SetFact("officer-recognised", "file", "boot-kit/other.p12")),
        TwoKeys("an officer of the kit whose key was made at the console", f => f.SetFact("officer-recognised", "origin", "console")),
        TwoKeys("an officer of the kit who is no bootstrap officer", f => f.SetFact("officer-recognised", "bootstrap", false)),
        TwoKeys("officers of the kit under the same name", f => f.Everywhere("bootstrap officer 2", "bootstrap officer 1"), "approvals"),
        TwoKeys("a third officer of the kit", ThirdOfficer),
        TwoKeys("both tokens of the kit opened by one person", f => f.Everywhere("Name of officer 2", "Name of officer 1", "kit")),
        TwoKeys("an officer who was recognised after the first confirmation", f => f.Line("step-done", 1, "first").Set("facts/+", f.Fact("officer-recognised").Line["facts/1"]), "facts"),
        Console("a key that was made at the console, called a soft token's", f => f.Everywhere("console", "soft")),
        Console("a key that was made at the console for somebody else", f => f.SetFact("officer-recognised", "person", "Name of witness 1")),
        Console("a key that nobody made at the console", f => f.Drop(f.First(line => line.Text("look/look") == "console-key")), "facts"),
    ];

    private static IEnumerable<Lie> Created =>
    [
        FirstHalf("an officer who is inactive, and signs", f => Entry(f, "officer-created", "state", "inactive")),
        FirstHalf("an officer by a profile that is inactive, and signs", f => Entry(f, "officer-profile-created", "state", "inactive")),
        FirstHalf("an officer by a profile that nobody knows", f => Entry(f, "officer-created", "profile", "Ghosts")),
        FirstHalf("an officer in another domain than the profile's", f => Entry(f, "officer-created", "domain", "Elsewhere")),
        FirstHalf("an officer who is not the holder of the card", f => Entry(f, "officer-created", "person", "Name of witness 1")),
        FirstHalf("an officer whose key is on another card", f => Entry(f, "officer-created", "token", "card-2")),
        FirstHalf("an officer with another key of the card", f => Entry(f, "officer-created", "key-id", f.Fact("card-produced").Line["facts/0/keys/0/id"])),
        FirstHalf("an officer with the other's certificate", f => Entry(f, "officer-created", "certificate", f.Fact("officer-created", 2).Line["facts/0/certificate"])),
        FirstHalf("an officer who is not the one that was approved", f => f.SetFact("officer-created", "officer", "Eve"), "facts"),
        FirstHalf("an officer of another person than was approved", f => f.SetFact("officer-created", "person", "Name of witness 1"), "facts"),
        FirstHalf("an officer whom nobody created", f => f.DropFact("officer-created"), "facts"),
        FirstHalf("an officer who was created twice", f => f.Fact("officer-created").Line.Set("facts/+", f.Fact("officer-created").Line["facts/0"])),
        FirstHalf("a profile with other roles than was approved", f => f.SetFact("officer-profile-created", "roles", JsonList.OfText(["Everything"])), "facts"),
        FirstHalf("a profile with a role less than somebody signed in with", f => Entry(f, "officer-profile-created", "roles", JsonList.OfText(["Use RA"]))),
        FirstHalf("an officer on a soft token, though it is a card's", f => { Entry(f, "officer-created", "token", null); Entry(f, "officer-created", "key-id", null); Entry(f, "officer-created", "file", "officer.p12"); }),
        FirstHalf("an officer who is replaced without an approval", f => f.Fact("officer-created", 2).Line.Set("facts/+", new JsonMap { { "fact", "officer-replaced" }, { "officer", "Officer 1" }, { "reason", "the card died" } }), "facts"),
    ];

    private static IEnumerable<Lie> SignedIn =>
    [
        FirstHalf("an officer signed in who is another", f => f.SetFact("officer-signed-in", "officer", "Officer 2"), "facts"),
        FirstHalf("an officer signed in with another role than the challenge's", f => f.SetFact("officer-signed-in", "role", "Use RA"), "facts"),
        FirstHalf("an officer signed in with a signature that is another's", f => f.Receipt("sign-challenge").Set("receipt/signature", f.Receipt("sign-challenge", 2)["receipt/signature"]), "facts"),
        FirstHalf("an officer signed in without a signature", f => f.Drop(f.Receipt("sign-challenge")), "facts"),
        FirstHalf("an officer signed in with a challenge of another step", f => Challenge(f, "step: sign-in-1", "step: sign-in-2"), "facts"),
        FirstHalf("an officer signed in with a challenge of another time", f => Challenge(f, "at: 2026", "at: 2016")),
        FirstHalf("an officer signed in with a challenge whose nonce was not drawn", f => Challenge(f, "nonce: ", "nonce: 00")),
        FirstHalf("an officer signed in with a challenge for another officer", f => Challenge(f, "officer: Officer 1", "officer: Officer 2"), "facts"),
        FirstHalf("an officer signed in with a role that the profile does not have", f => SignedRole(f, "Use everything")),
        FirstHalf("an officer was refused who signed in", f => { f.SetFact("officer-signed-in", "reason", "mistaken"); f.SetFact("officer-signed-in", "fact", "sign-in-refused"); }, "facts"),
        Whole("an officer was refused with a signature that is another's", f => f.Receipt("sign-challenge-with-soft-token").Set("receipt/signature", "AAAA"), "facts"),
        Whole("an officer was refused for another role than the challenge's", f => f.SetFact("sign-in-refused", "role", "auditor"), "facts"),
        Whole("an officer of a revoked authority signed in", f => { f.SetFact("sign-in-refused", "reason", null); f.SetFact("sign-in-refused", "fact", "officer-signed-in"); }, "facts"),
    ];

    private static void ThirdOfficer(Forger forger)
    {
        (ForgedLine done, _) = forger.Fact("officer-recognised");
        done.Set("facts/+", done["facts/1"].AsMap().Without("officer").With(new JsonMap { { "officer", "bootstrap officer 3" } }));
    }

    private static void SignedRole(Forger forger, string role)
    {
        Challenge(forger, "role: Use AWB", $"role: {role}");
        forger.SetFact("officer-signed-in", "role", role);
    }

    // The challenge is otherwise from the proposal on, and the card signs it.
    private static void Challenge(Forger forger, string text, string other)
    {
        ForgedLine proposed = forger.Proposal("sign-challenge");
        ForgedLine intended = forger.Intention("sign-challenge");
        byte[] bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromBase64String(intended.Text("action/bytes"))).Replace(text, other, StringComparison.Ordinal));
        if (bytes.AsSpan().SequenceEqual(Convert.FromBase64String(intended.Text("action/bytes"))))
        {
            throw new ArgumentException($"the challenge has no {text}", nameof(text));
        }

        proposed.Set("actions/0/bytes", Convert.ToBase64String(bytes));
        intended.Set("action/bytes", Convert.ToBase64String(bytes));
        OfficerKey card = HonestCeremonies.FirstHalf.Value.Keys.Single(key => key.Base64 == forger.Fact("officer-created").Line.Text("facts/0/certificate"));
        forger.Receipt("sign-challenge").Set("receipt/signature", Convert.ToBase64String(card.Raw(SignatureAlgorithm.Sha256Rsa, bytes)));
    }
}
