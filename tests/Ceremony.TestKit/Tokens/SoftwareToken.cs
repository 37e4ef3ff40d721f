using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;

namespace Ceremony.TestKit;

/// <summary>A token with keys in software: its objects, which a test may change as it likes, and what it does when it is told to.</summary>
/// <param name="keysOf">Whose keys it makes: tokens of the same name have the same keys in every test.</param>
/// <param name="serial">Its serial number.</param>
public class SoftwareToken(string keysOf, string serial)
{
    private static readonly string[] Attributes = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_TOKEN"];

    private readonly Dictionary<string, AsymmetricAlgorithm> _keys = [];
    private int _made;

    public string Serial { get; set; } = serial;

    public List<TokenObject> Objects { get; } = [];

    /// <summary>Its key pairs, by their public halves.</summary>
    public IReadOnlyList<TokenKey> Keys =>
        [.. All("public").Select(half => new TokenKey(half.Label, half.Id, PrivateIsGone: !All("private").Any(other => other.Id == half.Id)))];

    /// <summary>The objects of a class, such as <c>private</c>.</summary>
    public IEnumerable<TokenObject> All(string kind) => Objects.Where(each => each.Class == kind);

    /// <summary>Has a key on the token as if it had been made earlier, and gives the public one.</summary>
    public byte[] Put(string label, string id, KeyAlgorithm algorithm) => Put(label, id, algorithm, ["sign"]);

    /// <summary>The same with a key that others know.</summary>
    public byte[] Put(string label, string id, KeyAlgorithm algorithm, AsymmetricAlgorithm key) => Put(label, id, algorithm, key, ["sign"]);

    private byte[] Put(string label, string id, KeyAlgorithm algorithm, IReadOnlyList<string> usage) => Put(label, id, algorithm, SoftwareKeys.Of(algorithm, keysOf, _made++), usage);

    private byte[] Put(string label, string id, KeyAlgorithm algorithm, AsymmetricAlgorithm key, IReadOnlyList<string> usage)
    {
        _keys[id] = key;
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        Objects.Add(new TokenObject("private", label, id, algorithm.Name, null, null, For(usage)));
        Objects.Add(new TokenObject("public", label, id, algorithm.Name, publicKey, null, ["CKA_TOKEN", "CKA_VERIFY"]));
        return publicKey;
    }

    public KeyReceipt MakeKeyPair(GenerateKeyPair action)
    {
        Put(action.Label, action.Id, action.Algorithm, action.Usage);
        return KeyPair(action.Id)!;
    }

    /// <summary>What there is to say of a key pair; null where there is none.</summary>
    public KeyReceipt? KeyPair(string id) => All("public").FirstOrDefault(each => each.Id == id) is { } key
        ? new KeyReceipt(Serial, key.Label, key.Id, key.Algorithm, key.PublicKey!, All("private").FirstOrDefault(each => each.Id == id)?.Attributes ?? [])
        : null;

    private static string[] For(IReadOnlyList<string> usage) => [.. Attributes.Concat(usage.Select(each => $"CKA_{each.ToUpperInvariant()}")).Order(StringComparer.Ordinal)];

    public SecretKeyReceipt MakeSecretKey(GenerateSecretKey action)
    {
        Objects.Add(new TokenObject("secret", action.Label, action.Id, action.Algorithm.Name, null, null, For(action.Usage)));
        return SecretKey(action.Id)!;
    }

    /// <summary>What there is to say of a secret key; null where there is none.</summary>
    public SecretKeyReceipt? SecretKey(string id) => All("secret").FirstOrDefault(each => each.Id == id) is { } key
        ? new SecretKeyReceipt(Serial, key.Label, key.Id, key.Algorithm, key.Attributes)
        : null;

    /// <summary>A raw signature by the key of that CKA_ID, whatever the objects say of it.</summary>
    public byte[] SignWith(string id, SignatureAlgorithm algorithm, byte[] bytes) => SoftwareKeys.Sign(_keys[id], algorithm, bytes);

    /// <summary>What the key of that CKA_ID decrypts by RSAES-PKCS1-v1_5.</summary>
    public byte[] DecryptWith(string id, byte[] ciphertext) => ((RSA)_keys[id]).Decrypt(ciphertext, RSAEncryptionPadding.Pkcs1);

    /// <summary>What comes of wrapping with a key that is there: by Triple DES it encrypts only, as SoftHSM2 2.6 does.</summary>
    public UnwrappedReceipt Wrap(ProveWrapping action)
    {
        string algorithm = Objects.First(each => each.Id == action.KeyId).Algorithm;
        (string scheme, int wrapped) = algorithm.Split('-') switch
        {
            ["rsa", ..] => ("CKM_RSA_PKCS", ((RSA)_keys[action.KeyId]).KeySize / 8),
            ["aes", ..] => ("CKM_AES_KEY_WRAP", 40),
            _ => ("CKM_DES3_CBC", action.Plaintext.Length),
        };
        byte[] Random(int length) => RandomNumberGenerator.GetBytes(length);
        return new UnwrappedReceipt(scheme, Random(wrapped), scheme == "CKM_DES3_CBC" ? null : Random(action.Plaintext.Length), action.Plaintext);
    }

    public StoredReceipt Hold(StoreCertificate action)
    {
        Objects.Add(new TokenObject("certificate", action.Label, action.KeyId, "", null, action.Certificate, ["CKA_TOKEN"]));
        return Receipt(action);
    }

    /// <summary>The certificates under a CKA_ID.</summary>
    public TokenObject[] Under(string keyId) => [.. All("certificate").Where(each => each.Id == keyId)];

    /// <summary>SHA-256 of a certificate, in lower-case hex.</summary>
    public static string Hash(TokenObject certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate.Certificate!));

    /// <summary>Those that an action neither stores nor replaces.</summary>
    public static TokenObject[] Others(IEnumerable<TokenObject> held, StoreCertificate action) =>
        [.. held.Where(each => Hash(each) != action.Replaces && !each.Certificate.AsSpan().SequenceEqual(action.Certificate))];

    public static StoredReceipt Receipt(StoreCertificate action) => new(Convert.ToHexStringLower(SHA256.HashData(action.Certificate)));
}
