using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about keys that were proven by decrypting and wrapping.</summary>
internal static class ProofLies
{
    private const string Decrypt = "prove-decryption";
    private const string DecryptSoft = "prove-decryption-with-soft-token";
    private const string Wrap = "prove-wrapping";

    private static readonly string Other = Convert.ToBase64String(new byte[32]);

    public static IEnumerable<Lie> All => [.. Decryption, .. Wrapping];

    private static IEnumerable<Lie> Decryption =>
    [
        Proven("a key proven by decrypting that no action had decrypt", f => f.Drop(f.Receipt(Decrypt)), "facts"),
        Proven("a key proven by decrypting, although another value came back", f => f.Receipt(Decrypt).Set("receipt/plaintext", Other), "facts"),
        Proven("a key proven by decrypting, for another certificate", f => f.SetFact("decryption-proven", "artifact", "soft.crt"), "facts"),
        Proven("a key proven by decrypting that is another one", f => f.SetFact("decryption-proven", "key", "kekrsa"), "facts"),
        Proven("a key proven by decrypting with another id", f => f.SetFact("decryption-proven", "key-id", "beef"), "facts"),
        Proven("a key proven by decrypting, and a soft token as well", f => f.SetFact("decryption-proven", "file", "media/soft.p12"), "facts"),
        Proven("a proof by decrypting that no fact tells of", f => f.DropFact("decryption-proven")),
        Proven("what was decrypted was not the value that was drawn", f => Look(f, "prove-hard").Set("seen/hex", new string('1', 506)), "names"),
        Proven("what was decrypted was drawn with fewer bytes than the key takes", f => Look(f, "prove-hard").Set("seen/hex", Look(f, "prove-hard").Text("seen/hex")[..64]).Set("look/bytes", 32), "names"),
        Proven("what was decrypted was something that others had encrypted", Foreign, "names"),
        Proven("what was decrypted was encrypted for another key", f => Told(f, Decrypt, "ciphertext", f.Intention(DecryptSoft).Text("action/ciphertext")), "names"),
        Proven("a proof whose key is called otherwise", f => Told(f, Decrypt, "key-label", "Harmless key"), "names"),
        Proven("a proof by a key that no line tells of", f => Told(f, Decrypt, "key-id", "beef"), "names"),
        Proven("a proof by a soft token of somebody else", f => Told(f, DecryptSoft, "holder", "Ada Berg"), "names"),
        Proven("a proof by a soft token that there is not", f => Told(f, DecryptSoft, "file", "media/other.p12"), "names"),
        Proven("a proof by a soft token, although another value came back", f => f.Receipt(DecryptSoft).Set("receipt/plaintext", Other), "facts"),
        Proven("a proof by a soft token that no action had decrypt", f => f.Drop(f.Receipt(DecryptSoft)), "facts"),
        Proven("a proof by a soft token for a certificate that is not its own", f => f.SetFact("decryption-proven", "artifact", "pin.crt", 2), "facts"),
    ];

    private static IEnumerable<Lie> Wrapping =>
    [
        Proven("a key proven by wrapping that no action had wrap", f => f.Drop(f.Receipt(Wrap)), "facts"),
        Proven("a key proven by wrapping, although another value came back", f => f.Receipt(Wrap).Set("receipt/plaintext", Other), "facts"),
        Proven("a key proven by wrapping that is another one", f => f.SetFact("wrapping-proven", "key", "kekdes3"), "facts"),
        Proven("a key proven by wrapping in another token", f => f.SetFact("wrapping-proven", "token", "hsm2"), "facts"),
        Proven("a key proven by wrapping that only encrypted", f => f.SetFact("wrapping-proven", "way", "wrap", 2), "facts"),
        Proven("a key proven by wrapping that only encrypted, in receipt and fact", WrapsAfterAll),
        Proven("a key proven by wrapping with another mechanism than the token told", f => f.SetFact("wrapping-proven", "scheme", "CKM_AES_CBC_PAD"), "facts"),
        Proven("a key proven by wrapping with a mechanism that is not for it", f => { f.Receipt(Wrap).Set("receipt/scheme", "CKM_RSA_PKCS"); f.SetFact("wrapping-proven", "scheme", "CKM_RSA_PKCS"); }, "facts"),
        Proven("a wrapped key of another length than the mechanism gives", f => f.Receipt(Wrap, 3).Set("receipt/wrapped", Other), "facts"),
        Proven("a value for wrapping that was not drawn", f => { Told(f, Wrap, "plaintext", Other); f.Receipt(Wrap).Set("receipt/plaintext", Other); }, "names"),
        Proven("a key proven by wrapping of another algorithm", f => Told(f, Wrap, "algorithm", "aes-128")),
        Proven("a key proven by wrapping that is called otherwise", f => Told(f, Wrap, "key-label", "Harmless key"), "names"),
        Proven("a proof by wrapping that no fact tells of", f => f.DropFact("wrapping-proven")),
    ];

    // Everything that goes with the action tells the same.
    private static void Told(Forger forger, string action, string field, string value)
    {
        forger.Proposal(action).Set($"actions/0/{field}", value);
        forger.Intention(action).Set($"action/{field}", value);
    }

    private static void Foreign(Forger forger)
    {
        byte[] foreign = Convert.FromBase64String(forger.Intention(Decrypt).Text("action/ciphertext"));
        foreign[^1] ^= 1;
        Told(forger, Decrypt, "ciphertext", Convert.ToBase64String(foreign));
    }

    private static void WrapsAfterAll(Forger forger)
    {
        forger.Receipt(Wrap, 2).Set("receipt/encrypted", Other).Set("receipt/scheme", "CKM_DES3_CBC_PAD");
        forger.SetFact("wrapping-proven", "way", "wrap", 2);
        forger.SetFact("wrapping-proven", "scheme", "CKM_DES3_CBC_PAD", 2);
    }

    private static ForgedLine Look(Forger forger, string step) => forger.First(line => line.Step == step && line.Kind == "looked" && line.Text("look/look") == "random");
}
