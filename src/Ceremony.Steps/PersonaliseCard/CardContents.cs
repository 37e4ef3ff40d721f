using Ceremony.Core.Facts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>What this ceremony stored on a card before.</summary>
/// <param name="Round">How many times the card gets certificates, this time included.</param>
/// <param name="Certificates">The last certificate of each key that has one there.</param>
/// <param name="Issuers">The CAs whose own certificates stand beside them.</param>
internal sealed record CardContents(int Round, IReadOnlyList<CertificateIssued> Certificates, IReadOnlyList<CaCreated> Issuers)
{
    /// <summary>What the registry tells of a card.</summary>
    public static CardContents Of(Registry registry, CardProduced card, TokenProcedureCreated procedure)
    {
        CertificateIssued[] stored = [.. registry.All<CertificateIssued>().Where(each => each.Token == card.Token)];
        return new CardContents(
            1 + registry.All<CardPersonalised>().Count(each => each.Token == card.Token),
            [.. card.Keys.Select(key => stored.LastOrDefault(each => each.KeyId == key.Id)).OfType<CertificateIssued>()],
            procedure.IssuerCertificates == "store" ? [.. stored.Select(each => each.Issuer).Distinct().Select(registry.Ca).OfType<CaCreated>()] : []);
    }

    /// <summary>The certificate of a key; null where it has none on the card.</summary>
    public CertificateIssued? CertificateOf(CardKey key) => Certificates.FirstOrDefault(each => each.KeyId == key.Id);

    /// <summary>A certificate that should be on the card and is not; null where all are.</summary>
    public CertificateIssued? Missing(IReadOnlyList<TokenObject> seen) => Certificates.FirstOrDefault(stored => !seen.Any(each => Is(each, stored)));

    /// <summary>Whether only these certificates are on the card.</summary>
    public bool AreAll(IReadOnlyList<TokenObject> seen) => seen.Where(each => each.Class == "certificate")
        .All(each => Certificates.Any(stored => Is(each, stored)) || Issuers.Any(ca => each.Certificate.AsSpan().SequenceEqual(ca.Certificate)));

    private static bool Is(TokenObject seen, CertificateIssued stored) =>
        seen.Class == "certificate" && seen.Id == stored.KeyId && seen.Certificate.AsSpan().SequenceEqual(stored.Certificate);
}
