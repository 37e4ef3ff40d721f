using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>What is known after an action was performed, as read back from the device where it can be.</summary>
public abstract record Receipt
{
    /// <summary>The canonical form.</summary>
    public abstract JsonMap ToJson();
}

/// <summary>A key pair that a token made.</summary>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="Label">CKA_LABEL of both halves.</param>
/// <param name="Id">CKA_ID of both halves, lower-case hex.</param>
/// <param name="Algorithm">Such as <c>rsa-4096</c>.</param>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="Attributes">The CKA_ booleans of the private half that are true, sorted; read back after the key was made.</param>
public sealed record KeyReceipt(string TokenSerial, string Label, string Id, string Algorithm, byte[] PublicKey, IReadOnlyList<string> Attributes) : Receipt
{
    /// <summary>The CKA_ booleans that would have to be known and that the token does not tell, sorted: which is not to say that they are false.</summary>
    public IReadOnlyList<string> NotTold { get; init; } = [];

    /// <inheritdoc/>
    public override JsonMap ToJson() => new()
    {
        { "token-serial", TokenSerial },
        { "label", Label },
        { "id", Id },
        { "algorithm", Algorithm },
        { "public-key", Convert.ToBase64String(PublicKey) },
        { "attributes", JsonList.OfText(Attributes) },
        { "not-told", NotTold.Count == 0 ? null : JsonList.OfText(NotTold) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static KeyReceipt FromJson(JsonMap json) =>
        new(json.Text("token-serial"), json.Text("label"), json.Text("id"), json.Text("algorithm"), json.Bytes("public-key"), json.Texts("attributes"))
        {
            NotTold = json.Find("not-told") is null ? [] : json.Texts("not-told"),
        };
}

/// <summary>A raw signature: RSA as PKCS#1 gives it, ECDSA as r‖s (PKCS#11 v2.40 §2.3.1).</summary>
public sealed record SignatureReceipt(byte[] Signature) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "signature", Convert.ToBase64String(Signature) } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static SignatureReceipt FromJson(JsonMap json) => new(json.Bytes("signature"));
}

/// <summary>Bytes that now stand somewhere and were read back.</summary>
/// <param name="Sha256">Their SHA-256 in lower-case hex.</param>
public sealed record StoredReceipt(string Sha256) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "sha256", Sha256 } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static StoredReceipt FromJson(JsonMap json) => new(json.Text("sha256"));
}

/// <summary>A PIN that was set, shown to its holder, and typed back.</summary>
/// <param name="TimesShown">How many times the holder had it shown.</param>
/// <param name="Made">How many PINs were made until one was read back; all but the last are void.</param>
public sealed record PinReceipt(long TimesShown, long Made) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "times-shown", TimesShown }, { "made", Made } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static PinReceipt FromJson(JsonMap json) => new(json.Number("times-shown"), json.Number("made"));
}

/// <summary>Something was entered in the registry; there is nothing more to know about it.</summary>
public sealed record EnteredReceipt : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => [];
}

/// <summary>A secret key that a token made.</summary>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="Label">CKA_LABEL.</param>
/// <param name="Id">CKA_ID, lower-case hex.</param>
/// <param name="Algorithm">Such as <c>aes-256</c>.</param>
/// <param name="Attributes">The CKA_ booleans that are true, sorted; read back after the key was made.</param>
public sealed record SecretKeyReceipt(string TokenSerial, string Label, string Id, string Algorithm, IReadOnlyList<string> Attributes) : Receipt
{
    /// <summary>The CKA_ booleans that would have to be known and that the token does not tell, sorted: which is not to say that they are false.</summary>
    public IReadOnlyList<string> NotTold { get; init; } = [];

    /// <inheritdoc/>
    public override JsonMap ToJson() => new()
    {
        { "token-serial", TokenSerial },
        { "label", Label },
        { "id", Id },
        { "algorithm", Algorithm },
        { "attributes", JsonList.OfText(Attributes) },
        { "not-told", NotTold.Count == 0 ? null : JsonList.OfText(NotTold) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static SecretKeyReceipt FromJson(JsonMap json) =>
        new(json.Text("token-serial"), json.Text("label"), json.Text("id"), json.Text("algorithm"), json.Texts("attributes"))
        {
            NotTold = json.Find("not-told") is null ? [] : json.Texts("not-told"),
        };
}

/// <summary>A key pair that is gone from its token.</summary>
/// <param name="TokenSerial">The token's serial number.</param>
public sealed record DestroyedReceipt(string TokenSerial) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "token-serial", TokenSerial } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static DestroyedReceipt FromJson(JsonMap json) => new(json.Text("token-serial"));
}

/// <summary>A key pair that was made in the program, under a PIN that its holder typed back.</summary>
/// <param name="PublicKey">DER of the SubjectPublicKeyInfo.</param>
/// <param name="TimesShown">How many times the holder had the PIN shown.</param>
/// <param name="Made">How many PINs were made until one was read back; all but the last are void.</param>
public sealed record SoftKeyReceipt(byte[] PublicKey, long TimesShown, long Made) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "public-key", Convert.ToBase64String(PublicKey) }, { "times-shown", TimesShown }, { "made", Made } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static SoftKeyReceipt FromJson(JsonMap json) => new(json.Bytes("public-key"), json.Number("times-shown"), json.Number("made"));
}

/// <summary>A soft token that was written, read back and opened.</summary>
/// <param name="Size">The file's size in bytes.</param>
/// <param name="CertificateSha256">SHA-256 of the certificate that was found in it, lower-case hex.</param>
public sealed record SoftTokenReceipt(long Size, string CertificateSha256) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "size", Size }, { "certificate-sha256", CertificateSha256 } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static SoftTokenReceipt FromJson(JsonMap json) => new(json.Number("size"), json.Text("certificate-sha256"));
}

/// <summary>A configuration file that was edited and read back.</summary>
/// <param name="Masked">SHA-256 of its masked form as it is now, lower-case hex.</param>
public sealed record EditedReceipt(string Masked) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "masked", Masked } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static EditedReceipt FromJson(JsonMap json) => new(json.Text("masked"));
}

/// <summary>A service whose state was read back.</summary>
/// <param name="State"><c>active</c>, <c>inactive</c>, <c>failed</c>, or what else the service's own tool says.</param>
/// <param name="Log">The last lines of its log where it is not as wanted.</param>
public sealed record ServiceReceipt(string State, IReadOnlyList<string> Log) : Receipt
{
    /// <summary>Whether it is up.</summary>
    public bool IsUp => State == "active";

    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "state", State }, { "log", JsonList.OfText(Log) } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static ServiceReceipt FromJson(JsonMap json) => new(json.Text("state"), json.Texts("log"));
}

/// <summary>What came back from a decryption.</summary>
/// <param name="Plaintext">The value.</param>
public sealed record DecryptedReceipt(byte[] Plaintext) : Receipt
{
    /// <inheritdoc/>
    public override JsonMap ToJson() => new() { { "plaintext", Convert.ToBase64String(Plaintext) } };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static DecryptedReceipt FromJson(JsonMap json) => new(json.Bytes("plaintext"));
}

/// <summary>What came of a proof of wrapping.</summary>
/// <param name="Scheme">How the key was used, by its PKCS#11 mechanism, such as <c>CKM_AES_KEY_WRAP</c>.</param>
/// <param name="Wrapped">The throwaway key as it was wrapped; where nothing was wrapped, the value as the key encrypted it.</param>
/// <param name="Encrypted">The value as the throwaway key encrypted it; null where nothing was wrapped.</param>
/// <param name="Plaintext">The value that came back, by the unwrapped key or by the key itself.</param>
public sealed record UnwrappedReceipt(string Scheme, byte[] Wrapped, byte[]? Encrypted, byte[] Plaintext) : Receipt
{
    /// <summary>Whether a key was wrapped, and not only the value encrypted.</summary>
    public bool WasWrapped => Encrypted is not null;

    /// <inheritdoc/>
    public override JsonMap ToJson() => new()
    {
        { "scheme", Scheme },
        { "wrapped", Convert.ToBase64String(Wrapped) },
        { "encrypted", Encrypted is null ? null : new JsonText(Convert.ToBase64String(Encrypted)) },
        { "plaintext", Convert.ToBase64String(Plaintext) },
    };

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/>.</summary>
    public static UnwrappedReceipt FromJson(JsonMap json) =>
        new(json.Text("scheme"), json.Bytes("wrapped"), json.Find("encrypted") is null ? null : json.Bytes("encrypted"), json.Bytes("plaintext"));
}
