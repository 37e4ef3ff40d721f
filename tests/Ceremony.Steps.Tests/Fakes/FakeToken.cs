using Ceremony.Core.Actions;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A token as a desk sees it, which can be made to tell something else than the truth.</summary>
internal sealed class FakeToken(string name, string label, TokenUse use, string? holder = null) : SoftwareToken(name, $"serial-of-{name}")
{
    public TokenRef Ref { get; } = new(name);

    public TokenEntry Entry { get; } = new(new TokenRef(name), use, Uri(label), "module.so", null, "officer", holder);

    public bool Initialised { get; set; } = true;

    public PinState Pin { get; set; } = use == TokenUse.Hsm ? PinState.Set : PinState.NotSet;

    public PinState SecurityOfficerPin { get; set; } = PinState.Set;

    public string Label { get; set; } = label;

    /// <summary>What the next receipts of keys tell instead of the truth.</summary>
    public Func<KeyReceipt, KeyReceipt> Tells { get; set; } = receipt => receipt;

    /// <summary>The same for secret keys.</summary>
    public Func<SecretKeyReceipt, SecretKeyReceipt> TellsSecret { get; set; } = receipt => receipt;

    /// <summary>What it does not destroy although it says so.</summary>
    public Func<TokenObject, bool> Spares { get; set; } = _ => false;

    /// <summary>What it says of stored certificates instead of the truth.</summary>
    public Func<StoredReceipt, StoredReceipt> TellsStored { get; set; } = receipt => receipt;

    /// <summary>Changes the next signatures, and what comes back from decrypting and unwrapping.</summary>
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

    public KeyReceipt Generate(GenerateKeyPair action) => Tells(MakeKeyPair(action));

    public SecretKeyReceipt Generate(GenerateSecretKey action) => TellsSecret(MakeSecretKey(action));

    public byte[] Sign(string id, SignatureAlgorithm algorithm, byte[] bytes) => Spoils(SignWith(id, algorithm, bytes));

    public DecryptedReceipt Decrypt(ProveDecryption action) => new(Spoils(DecryptWith(action.KeyId, action.Ciphertext)));

    public UnwrappedReceipt Prove(ProveWrapping action) => Wrap(action) with { Plaintext = Spoils(action.Plaintext) };

    public DestroyedReceipt Destroy(DestroyKey action)
    {
        Objects.RemoveAll(each => each.Class is "private" or "public" && each.Id == action.KeyId && !Spares(each));
        return new DestroyedReceipt(Serial);
    }

    public StoredReceipt Store(StoreCertificate action)
    {
        Assert.Empty(Others(Under(action.KeyId), action));
        Assert.Equal(action.Replaces is null ? 0 : 1, Objects.RemoveAll(each => each.Class == "certificate" && each.Id == action.KeyId && Hash(each) == action.Replaces));
        return TellsStored(Hold(action));
    }

    public PinReceipt SetPin()
    {
        Pin = PinState.Set;
        return new PinReceipt(3, 1);
    }

    /// <summary>The blank tokens that are there, before it is initialised.</summary>
    public List<BlankSeen> Blank { get; } = [];

    /// <summary>What it says of itself after a PIN was set or changed, or it was initialised, instead of the truth.</summary>
    public Func<TokenReceipt, TokenReceipt> TellsOf { get; set; } = receipt => receipt;

    public BlankTokens SeeBlank() => new(Initialised, [.. Blank]);

    public TokenReceipt Initialise()
    {
        Initialised = true;
        return TellsOfIt();
    }

    public TokenReceipt SetUserPin()
    {
        Pin = SetsPin;
        return TellsOfIt();
    }

    /// <summary>The state of its user PIN once it was set.</summary>
    public PinState SetsPin { get; set; } = PinState.Set;

    public TokenReceipt TellsOfIt() => TellsOf(new TokenReceipt(Label, Serial, "SoftHSM v2"));

    private static TokenUri Uri(string label)
    {
        Assert.True(TokenUri.TryParse($"pkcs11:token={label}", out TokenUri uri, out string problem), problem);
        return uri;
    }
}
