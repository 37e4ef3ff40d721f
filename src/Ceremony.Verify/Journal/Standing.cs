using Ceremony.Core.Facts;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Whose confirmations count at a moment, and which authorities there are; each is worked out when it is first asked for.</summary>
/// <param name="registry">The facts that <see cref="RestsOn"/> names; others make no difference.</param>
/// <param name="evidence">The evidence.</param>
internal sealed class Standing(Registry registry, Evidence evidence)
{
    /// <summary>Whose confirmations count.</summary>
    public IReadOnlyList<Confirmer> Confirmers => field ??= registry.Confirmers(evidence.Quorum);

    /// <summary>The boot kit's authorities, those that were made, and self-signed certificates of officers. Throws <see cref="PkiException"/>.</summary>
    public IReadOnlyList<CertificateView> Authorities => field ??= AuthoritiesBut([]);

    /// <summary>The same without those that are revoked.</summary>
    public IReadOnlyList<CertificateView> AuthoritiesInForce => field ??= AuthoritiesBut([.. registry.All<CaRevoked>().Select(each => each.Ca)]);

    /// <summary>Whether officers or authorities depend on such a fact.</summary>
    public static bool RestsOn(CeremonyFact fact) => fact is BootKitOpened or CaCreated or CaRevoked or OfficerRecognised or OfficerProfileCreated or OfficerCreated or OfficerReplaced;

    private IReadOnlyList<CertificateView> AuthoritiesBut(HashSet<string> revoked) =>
    [
        .. registry.All<BootKitOpened>().Where(fact => !revoked.Contains(fact.Ca)).Select(fact => evidence.Certificates.Read(fact.Certificate)),
        .. registry.All<CaCreated>().Where(fact => !revoked.Contains(fact.Ca)).Select(fact => evidence.Certificates.Read(fact.Certificate)),
        .. registry.All<OfficerRecognised>().Select(fact => evidence.Certificates.Read(fact.Certificate)).Where(view => view.IsSelfIssued),
    ];
}
