using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

/// <summary>A step that issues certificates by a certificate procedure, with what differs from the other such steps.</summary>
internal sealed class Issuer
{
    private static readonly Issuer[] All =
    [
        new()
        {
            Step = "personalise-card",
            Fields = Installation.Personalise,
            Certificates = Installation.Certificates,
            Before =
            [
                ("create-token-procedure", Installation.Cards),
                ("produce-cards", Installation.Produce.But("algorithm", "rsa-2048")),
            ],
            KeyIs = "The key \"authentication\" of the card 00004711",
            SubjectOf = "the card 00004711 consists of C, O, CN and serialNumber",
            Chain = "officer-1-authentication-chain.pem",
        },
        new()
        {
            Step = "issue-certificate",
            Fields = Installation.TlsCertificate,
            Certificates = Installation.SecureCertificates,
            Before =
            [
                ("create-token-procedure", Installation.HsmKeys),
                ("generate-key", Installation.TlsKey),
                ("request-certificate", Installation.TlsRequest),
            ],
            KeyIs = "The key in the request tls.csr",
            SubjectOf = "the request tls.csr consists of O and CN",
            Chain = "tls.crt",
        },
        new()
        {
            Step = "issue-soft-token",
            Fields = Installation.TlsSoftToken,
            Certificates = Installation.SecureCertificates,
            Before = [("create-token-procedure", Installation.ServerSoftTokens)],
            KeyIs = "The key of the soft token tls.p12",
            SubjectOf = "the soft token tls.p12 consists of O and CN",
            Chain = "tls.crt",
        },
    ];

    /// <summary>The kinds of these steps.</summary>
    public static TheoryData<string> Steps => [.. All.Select(each => each.Step)];

    public required string Step { get; init; }

    /// <summary>The usual fields of the certificate procedure.</summary>
    public required (string Name, object Value)[] Certificates { get; init; }

    /// <summary>What refusals call the key, as the beginning of a sentence; it is of RSA and 2048 bits.</summary>
    public required string KeyIs { get; init; }

    /// <summary>What refusals say of the subject.</summary>
    public required string SubjectOf { get; init; }

    /// <summary>The artifact with the certificate and those above it.</summary>
    public required string Chain { get; init; }

    public string Procedure => (string)Certificates.Single(each => each.Name == "name").Value;

    private (string Name, object Value)[] Fields { get; init; } = [];

    private (string Kind, (string Name, object Value)[] Fields)[] Before { get; init; } = [];

    public static Issuer Of(string step) => All.Single(each => each.Step == step);

    /// <summary>From a CA on as far as the step itself, by that certificate procedure.</summary>
    public async Task Prepare(Installation room, (string Name, object Value)[] certificates)
    {
        await room.Do("create-certificate-procedure", certificates);
        foreach ((string kind, (string Name, object Value)[] fields) in Before)
        {
            await room.Do(kind, fields);
        }
    }

    public Task<StepResult> Run(Installation room) => room.Run(Step, Fields);

    /// <summary>The first certificate that was issued.</summary>
    public static CertificateView Certificate(StepResult result) => CertificateView.Read(Says.IsDone(result).Facts.OfType<CertificateIssued>().First().Certificate);
}
