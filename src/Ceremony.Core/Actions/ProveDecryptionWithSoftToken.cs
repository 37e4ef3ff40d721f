using Ceremony.Core.Json;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Has the holder of a soft token decrypt with it a random value that was encrypted under its certificate (RSAES-PKCS1-v1_5, RFC 8017 §7.2). It changes nothing.</summary>
/// <param name="File">The soft token's file.</param>
/// <param name="Holder">The name of the person who knows the PIN.</param>
/// <param name="Sha256">SHA-256 of the value, lower-case hex.</param>
/// <param name="Ciphertext">The value as it was encrypted.</param>
public sealed record ProveDecryptionWithSoftToken(string File, string Holder, string Sha256, byte[] Ciphertext) : CeremonyAction<DecryptedReceipt>
{
    internal const string ActionName = "prove-decryption-with-soft-token";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new SoftTokenPin(File, Holder)];

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Decrypt a random value, SHA-256 {Sha256}, with the soft token {Safe(File)}.";

    /// <inheritdoc/>
    public override DecryptedReceipt ReadReceipt(JsonMap json) => DecryptedReceipt.FromJson(json);

    internal static ProveDecryptionWithSoftToken Read(JsonMap json) => new(json.Text("file"), json.Text("holder"), json.Text("sha256"), json.Bytes("ciphertext"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "sha256", Sha256 },
        { "ciphertext", Convert.ToBase64String(Ciphertext) },
    };
}
