using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>
/// What a key decrypts to prove itself is a value that was drawn in the step and encrypted for that very key. The operator alone agrees to a proof: under its name, a key could decrypt what others encrypted under
/// its certificate.
/// </summary>
/// <param name="evidence">The evidence.</param>
internal sealed class NamedProofs(Evidence evidence)
{
    private readonly KnownKeys _keys = new(evidence);
    private readonly Dictionary<string, byte[]> _softTokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<byte[]>> _drawn = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the proof that a line intends, as a clause, or null.</summary>
    public string? Problem(JournalLine line)
    {
        string? problem = line.Kind == "intended" ? Problem(line.Step ?? "", line.Json["action"].AsMap()) : null;
        _keys.Take(line);
        if (line.Kind == "looked" && line.Json["look"].AsMap().Text("look") == "random")
        {
            Draw(line.Step ?? "", Convert.FromHexString(line.Json["seen"].AsMap().Text("hex")));
        }

        foreach (SoftTokenIssued soft in line.Kind == "step-done" ? Evidence.Facts(line).OfType<SoftTokenIssued>() : [])
        {
            _softTokens[soft.File] = CertificateView.Read(soft.Certificate).PublicKey;
        }

        return problem;
    }

    private string? Problem(string step, JsonMap action) => action.Text("do") switch
    {
        "prove-decryption" => Encrypted(step, action, _keys.Find(action.Text("token"), action.Text("key-id"))?.PublicKey),
        "prove-decryption-with-soft-token" => Encrypted(step, action, _softTokens.GetValueOrDefault(action.Text("file"))),
        "prove-wrapping" => Drawn(step).Any(each => each.AsSpan().SequenceEqual(action.Bytes("plaintext"))) ? null : "the value that proves the key was not drawn in the step",
        _ => null,
    };

    // The padding was drawn too, so that the value can be encrypted again.
    private string? Encrypted(string step, JsonMap action, byte[]? publicKey)
    {
        if (publicKey is null || Signatures.KindOf(publicKey)?.StartsWith("rsa-", StringComparison.Ordinal) != true)
        {
            return "what is decrypted is not for an RSA key that this ceremony made";
        }

        int length = RsaEncryption.DrawnBytes(publicKey);
        bool isProof = Drawn(step).Where(each => each.Length == length).Any(each =>
            FactBasis.Hash(RsaEncryption.Value(each)) == action.Text("sha256") && RsaEncryption.Encrypt(publicKey, each).AsSpan().SequenceEqual(action.Bytes("ciphertext")));
        return isProof ? null : "what is decrypted is not a value that was drawn in the step and encrypted for the key";
    }

    private List<byte[]> Drawn(string step) => _drawn.GetValueOrDefault(step) ?? [];

    private void Draw(string step, byte[] bytes)
    {
        if (!_drawn.TryGetValue(step, out List<byte[]>? drawn))
        {
            _drawn.Add(step, drawn = []);
        }

        drawn.Add(bytes);
    }
}
