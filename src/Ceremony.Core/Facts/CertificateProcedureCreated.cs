using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Facts;

/// <summary>A certificate procedure stands in the registry; certificates are issued by it. Every field matters to what is issued.</summary>
/// <param name="Procedure">Procedure name.</param>
/// <param name="KeyUsage">Key usage selected; empty for none selected: the certificate has the one that its request asks for, if any.</param>
/// <param name="Issuer">Issuing CA, by its name.</param>
/// <param name="CaChain">CA chain: <c>none</c>, or <c>include</c> to give the issuers' certificates along.</param>
/// <param name="Format">Certificate format: <c>rfc5280</c> or <c>server-certificate</c>.</param>
/// <param name="ValidFor">Validity, such as <c>5 years</c>.</param>
/// <param name="SignatureAlgorithm">Such as <c>sha256-rsa</c>.</param>
public sealed record CertificateProcedureCreated(
    string Procedure,
    IReadOnlyList<string> KeyUsage,
    string Issuer,
    string CaChain,
    string Format,
    string ValidFor,
    string SignatureAlgorithm) : CeremonyFact
{
    /// <summary>The weakest RSA key that a request may have, such as <c>rsa-2048</c>; null for any that a certificate may hold.</summary>
    public string? LeastKey { get; init; }

    /// <summary>The attributes that a request's subject must consist of, in any order, such as CN and O; empty for any.</summary>
    public IReadOnlyList<string> Subject { get; init; } = [];

    /// <summary>The extended key usage of every certificate, by names of RFC 5280 §4.2.1.12; empty for none selected: the certificate has the one that its request asks for, if any.</summary>
    public IReadOnlyList<string> ExtendedKeyUsage { get; init; } = [];

    /// <summary>The subject alternative names of every certificate, such as <c>DNS:localhost</c>; empty for none selected: the certificate has those that its request asks for, if any.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Certificate procedures";

    internal const string FactName = "certificate-procedure-created";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Entry => $"certificate procedure \"{Hostile.Escape(Procedure)}\"";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details =>
    [
        new Detail("Key usage", DialogWords.Selected(KeyUsage)),
        new Detail("Extended key usage", DialogWords.Selected(ExtendedKeyUsage)),
        new Detail("Alternative names", DialogWords.Selected(AlternativeNames)),
        new Detail("CA chain", CaChain == "none" ? "none" : "include the issuers' certificates"),
        new Detail("Issuing CA", Hostile.Escape(Issuer)),
        new Detail("Format", Format == "rfc5280" ? "rfc5280" : "server certificate"),
        new Detail("Validity", Hostile.Escape(ValidFor)),
        new Detail("Signature algorithm", Hostile.Escape(SignatureAlgorithm)),
        .. LeastKey is { } least ? [new Detail("Weakest RSA key", Hostile.Escape(least))] : Array.Empty<Detail>(),
        .. Subject.Count > 0 ? [new Detail("Subject", $"{Wording.And([.. Subject.Select(Hostile.Escape)])}, in any order")] : Array.Empty<Detail>(),
    ];

    internal static CertificateProcedureCreated Read(JsonMap json) => new(
        json.Text("procedure"),
        json.Texts("key-usage"),
        json.Text("issuer"),
        json.Text("ca-chain"),
        json.Text("format"),
        json.Text("valid-for"),
        json.Text("signature-algorithm"))
    {
        LeastKey = json.Find("least-key")?.AsText(),
        Subject = json.Find("subject") is null ? [] : json.Texts("subject"),
        ExtendedKeyUsage = json.Find("extended-key-usage") is null ? [] : json.Texts("extended-key-usage"),
        AlternativeNames = json.Find("subject-alternative-names") is null ? [] : json.Texts("subject-alternative-names"),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "procedure", Procedure },
        { "key-usage", JsonList.OfText(KeyUsage) },
        { "issuer", Issuer },
        { "ca-chain", CaChain },
        { "format", Format },
        { "valid-for", ValidFor },
        { "signature-algorithm", SignatureAlgorithm },
        { "least-key", LeastKey is null ? null : new JsonText(LeastKey) },
        { "subject", Subject.Count == 0 ? null : JsonList.OfText(Subject) },
        { "extended-key-usage", ExtendedKeyUsage.Count == 0 ? null : JsonList.OfText(ExtendedKeyUsage) },
        { "subject-alternative-names", AlternativeNames.Count == 0 ? null : JsonList.OfText(AlternativeNames) },
    };
}
