using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>An officer signed the journal's last line when the program was left.</summary>
/// <param name="Officer">The officer's name in the installation.</param>
/// <param name="Person">The name of the person in the room.</param>
/// <param name="Origin"><c>card</c>, <c>soft</c> or <c>console</c>.</param>
/// <param name="Head">The number of the line.</param>
/// <param name="Text">What was signed, as docs/format.md gives it.</param>
/// <param name="Algorithm">How it was signed, such as <c>sha256-rsa</c>.</param>
/// <param name="Signature">RSA PKCS#1, or ECDSA as DER.</param>
/// <param name="Certificate">DER of the officer's certificate.</param>
public sealed record HeadSigned(
    string Officer,
    string Person,
    string Origin,
    long Head,
    string Text,
    string Algorithm,
    byte[] Signature,
    byte[] Certificate) : Entry
{
    internal const string EntryKind = "head-signed";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "person", Person },
        { "origin", Origin },
        { "head", Head },
        { "text", Text },
        { "algorithm", Algorithm },
        { "signature", Convert.ToBase64String(Signature) },
        { "certificate", Convert.ToBase64String(Certificate) },
    };

    internal static HeadSigned Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("person"),
        json.Text("origin"),
        json.Number("head"),
        json.Text("text"),
        json.Text("algorithm"),
        json.Bytes("signature"),
        json.Bytes("certificate"));
}
