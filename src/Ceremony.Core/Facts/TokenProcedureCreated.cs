using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Facts;

/// <summary>A token procedure stands in the registry; cards are produced by it. Every field matters to what is produced or refused.</summary>
/// <param name="Procedure">Procedure name.</param>
/// <param name="StorageProfile"><c>smart-card</c>, <c>pkcs12</c> or <c>pkcs10</c>.</param>
/// <param name="CardSerialNumber">Whether the card's serial number is kept with the token.</param>
/// <param name="RangeFrom">First serial number of the range, or null for no range.</param>
/// <param name="RangeTo">Last serial number of the range.</param>
/// <param name="RangeMandatory">Whether a card outside the range is refused.</param>
/// <param name="PinProcedure"><c>show-in-client</c>: the PIN is generated and shown to its holder; <c>chosen-by-holder</c>: the holder types a PIN of their own; <c>none</c>: there is no PIN, as with PKCS#10.</param>
/// <param name="IssuerCertificates">Issuer certificates stored on the token: <c>none</c> or <c>store</c>.</param>
/// <param name="CertificateProcedure">Certificate procedure, by its name.</param>
public sealed record TokenProcedureCreated(
    string Procedure,
    string StorageProfile,
    bool CardSerialNumber,
    string? RangeFrom,
    string? RangeTo,
    bool RangeMandatory,
    string PinProcedure,
    string IssuerCertificates,
    string CertificateProcedure) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Token procedures";

    internal const string FactName = "token-procedure-created";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Entry => $"token procedure \"{Hostile.Escape(Procedure)}\"";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details =>
    [
        new Detail("Storage profile", DialogWords.StorageProfile(StorageProfile)),
        new Detail("Card serial number", CardSerialNumber ? "yes" : "no"),
        new Detail("Serial number range", DialogWords.Range(this)),
        new Detail("PIN procedure", DialogWords.PinProcedure(PinProcedure)),
        new Detail("Issuer certificates", IssuerCertificates == "none" ? "do not store any" : "store them on the token"),
        new Detail("Certificate procedure", Hostile.Escape(CertificateProcedure)),
    ];

    internal static TokenProcedureCreated Read(JsonMap json) => new(
        json.Text("procedure"),
        json.Text("storage-profile"),
        json["card-serial-number"].AsBool(),
        json.Find("range-from")?.AsText(),
        json.Find("range-to")?.AsText(),
        json["range-mandatory"].AsBool(),
        json.Text("pin-procedure"),
        json.Text("issuer-certificates"),
        json.Text("certificate-procedure"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "procedure", Procedure },
        { "storage-profile", StorageProfile },
        { "card-serial-number", CardSerialNumber },
        { "range-from", RangeFrom is null ? null : new JsonText(RangeFrom) },
        { "range-to", RangeTo is null ? null : new JsonText(RangeTo) },
        { "range-mandatory", RangeMandatory },
        { "pin-procedure", PinProcedure },
        { "issuer-certificates", IssuerCertificates },
        { "certificate-procedure", CertificateProcedure },
    };
}
