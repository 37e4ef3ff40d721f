using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>An officer signed the archive.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Person">The name of the person in the room.</param>
/// <param name="Sha256Sums">SHA-256, lower-case hex, of the <c>SHA256SUMS</c> that was signed.</param>
/// <param name="SignerInfo">DER of the SignerInfo (RFC 5652 §5.3).</param>
/// <param name="Certificate">DER of the officer's certificate.</param>
public sealed record Signed(string Officer, string Person, string Sha256Sums, byte[] SignerInfo, byte[] Certificate) : Entry
{
    internal const string EntryKind = "signed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "person", Person },
        { "sha256sums", Sha256Sums },
        { "signer-info", Convert.ToBase64String(SignerInfo) },
        { "certificate", Convert.ToBase64String(Certificate) },
    };

    internal static Signed Read(JsonMap json) => new(json.Text("officer"), json.Text("person"), json.Text("sha256sums"), json.Bytes("signer-info"), json.Bytes("certificate"));
}
