using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about proven keys must rest on; what is wrong with that is given as a clause.</summary>
internal static class ProofFacts
{
    private const int BitsAByte = 8;

    // The length of a throwaway key of 32 bytes as each mechanism wraps it (RFC 3394 §2.2.1, RFC 5649 §3, PKCS#7 padding), and of a value of 32 bytes where nothing is wrapped.
    private static readonly Dictionary<(string Kind, string Way, string Scheme), int> Lengths = new()
    {
        [("aes", WrappingProven.Wrapped, "CKM_AES_KEY_WRAP")] = 40,
        [("aes", WrappingProven.Wrapped, "CKM_AES_KEY_WRAP_PAD")] = 40,
        [("aes", WrappingProven.Wrapped, "CKM_AES_CBC_PAD")] = 48,
        [("aes", WrappingProven.Encrypted, "CKM_AES_CBC")] = 32,
        [("des3", WrappingProven.Wrapped, "CKM_DES3_CBC_PAD")] = 40,
        [("des3", WrappingProven.Wrapped, "CKM_DES3_CBC")] = 32,
        [("des3", WrappingProven.Encrypted, "CKM_DES3_CBC")] = 32,
    };

    public static string? Decrypted(FactBasis basis, DecryptionProven proven)
    {
        if (basis.Registry.Find<CertificateIssued>(each => each.Artifact == proven.Artifact) is not { } issued)
        {
            return $"the certificate {proven.Artifact}, whose key was proven, was not issued here";
        }

        return proven switch
        {
            { File: { } file, Key: null, Token: null, KeyId: null } => WithSoftToken(basis, file, issued),
            { File: null, Key: { } key, Token: { } token, KeyId: { } id } => basis.Registry.Key(key) is not { } made || (made.Token, made.Id) != (token, id) ? $"the key \"{key}\", which was proven, is not in the registry"
                : !made.PublicKey.AsSpan().SequenceEqual(CertificateView.Read(issued.Certificate).PublicKey) ? $"the key \"{key}\" that was proven is not that of the certificate {proven.Artifact}"
                : basis.Did("prove-decryption", (action, receipt) => action.Text("token") == token.Name && action.Text("key-id") == id && CameBack(action, receipt)) ? null : $"nothing shows that the key \"{key}\" decrypted what was encrypted for it",
            _ => $"it is not clear which key was proven for the certificate {proven.Artifact}",
        };
    }

    private static string? WithSoftToken(FactBasis basis, string file, CertificateIssued issued) =>
        basis.Registry.Find<SoftTokenIssued>(each => each.File == file) is not { } soft ? $"the soft token {file}, which was proven, was not issued here"
            : !soft.Certificate.AsSpan().SequenceEqual(issued.Certificate) ? $"the soft token {file} that was proven is not that of the certificate {issued.Artifact}"
            : basis.Did("prove-decryption-with-soft-token", (action, receipt) => action.Text("file") == file && CameBack(action, receipt)) ? null : $"nothing shows that the soft token {file} decrypted what was encrypted for it";

    public static string? Wrapped(FactBasis basis, WrappingProven proven)
    {
        (string Token, string Id, string Algorithm)? key = basis.Registry.SecretKey(proven.Key) is { } secret ? (secret.Token.Name, secret.Id, secret.Algorithm)
            : basis.Registry.Key(proven.Key) is { } pair ? (pair.Token.Name, pair.Id, pair.Algorithm) : null;
        if (key is not { } known || (known.Token, known.Id) != (proven.Token.Name, proven.KeyId))
        {
            return $"the key \"{proven.Key}\", which was proven, is not in the registry";
        }

        return basis.Did("prove-wrapping", (action, receipt) =>
            action.Text("token") == known.Token && action.Text("key-id") == known.Id && action.Text("algorithm") == known.Algorithm
            && receipt.Text("scheme") == proven.Scheme && receipt.Find("encrypted") is not null == (proven.Way == WrappingProven.Wrapped)
            && Fits(known.Algorithm, proven, receipt)
            && receipt["plaintext"] == action["plaintext"])
                ? null
                : $"nothing shows that the key \"{proven.Key}\" wrapped and unwrapped as it is described";
    }

    private static bool Fits(string algorithm, WrappingProven proven, JsonMap receipt)
    {
        string[] parts = algorithm.Split('-');
        int length = receipt.Bytes("wrapped").Length;
        return parts is ["rsa", var bits]
            ? proven.Scheme == "CKM_RSA_PKCS" && Evidence.Text(length * BitsAByte) == bits
            : Lengths.TryGetValue((parts[0], proven.Way, proven.Scheme), out int expected) && length == expected;
    }

    private static bool CameBack(JsonMap action, JsonMap receipt) => FactBasis.Hash(receipt.Bytes("plaintext")) == action.Text("sha256");
}
