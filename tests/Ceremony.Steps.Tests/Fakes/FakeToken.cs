using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A token with keys in software.</summary>
internal sealed class FakeToken(string name, string label, TokenUse use, string? holder = null)
{
    private static readonly string[] Attributes = ["CKA_ALWAYS_SENSITIVE", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_SIGN", "CKA_TOKEN"];

    private static readonly string[] SecretAttributes =
        ["CKA_ALWAYS_SENSITIVE", "CKA_ENCRYPT", "CKA_LOCAL", "CKA_NEVER_EXTRACTABLE", "CKA_PRIVATE", "CKA_SENSITIVE", "CKA_TOKEN", "CKA_WRAP"];

    private readonly Dictionary<string, AsymmetricAlgorithm> _keys = [];

    public TokenRef Ref { get; } = new(name);

    public TokenEntry Entry { get; } = new(new TokenRef(name), use, Uri(label), "module.so", null, "officer", holder);

    public List<TokenObject> Objects { get; } = [];

    public bool Initialised { get; set; } = true;

    public PinState Pin { get; set; } = use == TokenUse.Hsm ? PinState.Set : PinState.NotSet;

    public PinState SecurityOfficerPin { get; set; } = PinState.Set;

    public string Serial { get; set; } = $"serial-of-{name}";

    public string Label { get; set; } = label;

    /// <summary>What the next receipts of keys tell instead of the truth.</summary>
    public Func<KeyReceipt, KeyReceipt> Tells { get; set; } = receipt => receipt;

    /// <summary>The same for secret keys.</summary>
    public Func<SecretKeyReceipt, SecretKeyReceipt> TellsSecret { get; set; } = receipt => receipt;

    /// <summary>What it does not destroy although it says so.</summary>
    public Func<TokenObject, bool> Spares { get; set; } = _ => false;

    /// <summary>What it says of stored certificates instead of the truth.</summary>
    public Func<StoredReceipt, StoredReceipt> TellsStored { get; set; } = receipt => receipt;

    /// <summary>Changes the next signatures.</summary>
    public Func<byte[], byte[]> Spoils { get; set; } = signature => signature;

    public TokenView View(bool loggedIn) => new(
        Label,
        Serial,
        "SoftHSM project",
        "SoftHSM v2",
        "2.6",
        Initialised,
        Pin,
        SecurityOfficerPin,
        [.. Objects.Where(each => loggedIn || each.Class is not ("private" or "secret"))]);

    public KeyReceipt Generate(GenerateKeyPair action)
    {
        byte[] publicKey = Put(action.Label, action.Id, action.Algorithm);
        return Tells(new KeyReceipt(Serial, action.Label, action.Id, action.Algorithm.Name, publicKey, Attributes));
    }

    /// <summary>Has a key on the token as if it had been made earlier.</summary>
    public byte[] Put(string label, string id, KeyAlgorithm algorithm)
    {
        AsymmetricAlgorithm key = SoftwareKeys.Of(algorithm, Ref.Name, _keys.Count);
        _keys.Add(id, key);
        byte[] publicKey = key.ExportSubjectPublicKeyInfo();
        Objects.Add(new TokenObject("private", label, id, algorithm.Name, null, null, Attributes));
        Objects.Add(new TokenObject("public", label, id, algorithm.Name, publicKey, null, ["CKA_TOKEN", "CKA_VERIFY"]));
        return publicKey;
    }

    public byte[] Sign(string id, SignatureAlgorithm algorithm, byte[] bytes) => Spoils(SoftwareKeys.Sign(_keys[id], algorithm, bytes));

    public SecretKeyReceipt Generate(GenerateSecretKey action)
    {
        Objects.Add(new TokenObject("secret", action.Label, action.Id, action.Algorithm.Name, null, null, SecretAttributes));
        return TellsSecret(new SecretKeyReceipt(Serial, action.Label, action.Id, action.Algorithm.Name, SecretAttributes));
    }

    public DestroyedReceipt Destroy(DestroyKey action)
    {
        Objects.RemoveAll(each => each.Class is "private" or "public" && each.Id == action.KeyId && !Spares(each));
        return new DestroyedReceipt(Serial);
    }

    public StoredReceipt Store(StoreCertificate action)
    {
        Objects.Add(new TokenObject("certificate", action.Label, action.KeyId, "", null, action.Certificate, ["CKA_TOKEN"]));
        return TellsStored(new StoredReceipt(Convert.ToHexStringLower(SHA256.HashData(action.Certificate))));
    }

    public PinReceipt SetPin()
    {
        Pin = PinState.Set;
        return new PinReceipt(3, 1);
    }

    private static TokenUri Uri(string label)
    {
        Assert.True(TokenUri.TryParse($"pkcs11:token={label}", out TokenUri uri, out string problem), problem);
        return uri;
    }
}
