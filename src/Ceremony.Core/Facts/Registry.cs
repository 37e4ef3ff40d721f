namespace Ceremony.Core.Facts;

/// <summary>
/// What exists by now: keys, CAs, procedures, cards, profiles, officers. A fold of the facts in the journal; nothing else is stored.
/// </summary>
/// <param name="Facts">All facts, oldest first.</param>
public sealed record Registry(IReadOnlyList<CeremonyFact> Facts)
{
    /// <summary>A registry in which nothing stands yet.</summary>
    public static Registry Empty { get; } = new([]);

    /// <summary>All facts of one kind, oldest first.</summary>
    public IEnumerable<T> All<T>()
        where T : CeremonyFact => Facts.OfType<T>();

    /// <summary>The latest fact of one kind that fits, or null.</summary>
    public T? Find<T>(Func<T, bool> fits)
        where T : CeremonyFact => Facts.OfType<T>().LastOrDefault(fits);

    /// <summary>The key of that name, or null.</summary>
    public KeyGenerated? Key(string name) => Find<KeyGenerated>(key => key.Key == name);

    /// <summary>The CA of that name, or null.</summary>
    public CaCreated? Ca(string name) => Find<CaCreated>(ca => ca.Ca == name);

    /// <summary>The certificate procedure of that name, or null.</summary>
    public CertificateProcedureCreated? CertificateProcedure(string name) => Find<CertificateProcedureCreated>(procedure => procedure.Procedure == name);

    /// <summary>The token procedure of that name, or null.</summary>
    public TokenProcedureCreated? TokenProcedure(string name) => Find<TokenProcedureCreated>(procedure => procedure.Procedure == name);

    /// <summary>The officer profile of that name, or null.</summary>
    public OfficerProfileCreated? OfficerProfile(string name) => Find<OfficerProfileCreated>(profile => profile.Profile == name);

    /// <summary>The officers in the registry whose state and whose profile's state are active, in the order of their creation.</summary>
    public IReadOnlyList<OfficerCreated> ActiveOfficers => [.. All<OfficerCreated>().Where(IsActive)];

    /// <summary>
    /// Whose confirmations count: the active officers of the registry once there are as many as must confirm, before that those who were
    /// recognised at the beginning (bootstrap officers, or officers with keys made at the console).
    /// </summary>
    /// <param name="quorum">How many officers must confirm.</param>
    public IReadOnlyList<Confirmer> Confirmers(int quorum)
    {
        IReadOnlyList<OfficerCreated> created = ActiveOfficers;
        return created.Count >= quorum
            ? [.. created.Select(each => new Confirmer(each.Officer, each.Person, "card", false, each.Certificate, null, each.Token, each.KeyId))]
            : [.. All<OfficerRecognised>().Select(each => new Confirmer(each.Officer, each.Person, each.Origin, each.Bootstrap, each.Certificate, each.File, null, null))];
    }

    // Who may not sign in may not confirm either. That there is such a profile is for create-officer to see to.
    private bool IsActive(OfficerCreated officer) => officer.State == "active" && OfficerProfile(officer.Profile) is not { State: not "active" };

    /// <summary>The same with one more fact at its end.</summary>
    public Registry With(IEnumerable<CeremonyFact> more) => new([.. Facts, .. more]);
}
