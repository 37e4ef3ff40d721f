using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about what a token states about a key, and about its audit log.</summary>
internal static class KeptStatementLies
{
    private const string Fact = "key-attested";
    private const string Log = "audit-log-kept";
    private static readonly string Other = Convert.ToBase64String(new byte[64]);

    public static IEnumerable<Lie> All =>
    [
        Attested("an attestation that is another than the token presented", f => f.SetFact(Fact, "statement", Other), "facts"),
        Attested("an attestation that is another than the file held", f => f.SetFact(Fact, "statement", Other, 2), "facts"),
        Attested("an attestation of a key that there is not", f => f.SetFact(Fact, "key", "Harmless key"), "facts"),
        Attested("an attestation of a key with another id", f => f.SetFact(Fact, "id", "beef"), "facts"),
        Attested("an attestation by a token with another serial number", f => f.SetFact(Fact, "token-serial", "other"), "facts"),
        Attested("an attestation that was not told to hold, but does", f => f.SetFact(Fact, "checked/chain", "not-told"), "facts"),
        Attested("an attestation up to another root than the script names", f => f.SetFact(Fact, "root-sha256", new string('0', 64)), "facts"),
        Attested("an attestation that was read from another file", f => f.SetFact(Fact, "file", "media/other.p7b", 2), "facts"),
        Attested("an attestation that no fact tells of", f => f.DropFact(Fact)),
        Attested("an attestation that is kept under another name", f => f.SetFact(Fact, "artifact", "other.attestation"), "facts"),
        Attested("an audit log that is another than the file held", f => f.SetFact(Log, "sha256", new string('0', 64)), "facts"),
        Attested("an audit log that was longer than it is", f => f.SetFact(Log, "size", 4), "facts"),
        Attested("an audit log of another token", f => f.SetFact(Log, "token-serial", "other"), "facts"),
        Attested("an audit log that no fact tells of", f => f.DropFact(Log)),
    ];
}
