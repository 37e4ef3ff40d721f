using Ceremony.Core.Facts;

namespace Ceremony.Verify;

/// <summary>Edition 4: the same as edition 5 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition4
{
    public static Rules Rules { get; } = CurrentEdition.Rules with
    {
        Edition = 4,
        Facts = CurrentEdition.Rules.Facts.With(
            KnownFact.Of<CardPersonalised>("card-personalised", "token number holder", CardFacts.Personalised),
            KnownFact.Of<CertificateRequested>("certificate-requested", "key key-usage request artifact", SigningFacts.Requested),
            KnownFact.Of<SoftTokenIssued>("soft-token-issued", "file holder subject token-procedure certificate artifact", SoftTokenFacts.Issued),
            KnownFact.Entered<CertificateProcedureCreated>("certificate-procedure-created", "procedure key-usage issuer ca-chain format valid-for signature-algorithm least-key? subject?", it => $"certificate procedure \"{it["procedure"]}\"", RegistryFacts.Created)),
        ProbesServers = false,
    };
}
