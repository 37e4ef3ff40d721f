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

    /// <summary>The secret key of that name, or null.</summary>
    public SecretKeyGenerated? SecretKey(string name) => Find<SecretKeyGenerated>(key => key.Key == name);

    /// <summary>The officer of that name in the registry, replaced or not; null where there is none.</summary>
    public OfficerCreated? Officer(string name) => Find<OfficerCreated>(officer => officer.Officer == name);

    /// <summary>Whether a CA is revoked: its officers are refused, and its key is retired.</summary>
    public bool IsRevoked(string ca) => All<CaRevoked>().Any(each => each.Ca == ca);

    /// <summary>Whether a key is gone from its token.</summary>
    public bool IsDestroyed(string key) => All<KeyDestroyed>().Any(each => each.Key == key);

    /// <summary>Whether an officer's card died or the officer left.</summary>
    public bool IsReplaced(string officer) => All<OfficerReplaced>().Any(each => each.Officer == officer);

    /// <summary>The CA of that name with where its key is; null where there is none, or its key is out of reach.</summary>
    public SigningCa? SigningCa(string name)
    {
        if (Ca(name) is { } ca)
        {
            return Key(ca.Key) is { } key ? new SigningCa(name, ca.Certificate, ca.Key, key.Token, key.Id) : null;
        }

        return Find<BootKitOpened>(each => each.Ca == name) is { Token: { } token, KeyId: { } id, Key: { } label } kit ? new SigningCa(name, kit.Certificate, label, token, id) : null;
    }

    /// <summary>The CAs that are not revoked, each with its certificate, in the order in which they came.</summary>
    public IReadOnlyList<(string Ca, byte[] Certificate)> CasInForce =>
    [
        .. Facts.Select(fact => fact switch
        {
            BootKitOpened kit => (kit.Ca, kit.Certificate),
            CaCreated ca => (ca.Ca, ca.Certificate),
            _ => default,
        }).Where(each => each.Ca is not null && !IsRevoked(each.Ca)),
    ];

    /// <summary>The names of the procedures that are bound to a CA: those that the installation came with, and those that were created.</summary>
    public IReadOnlyList<string> ProceduresOf(string ca) =>
    [
        .. All<BootKitOpened>().Where(kit => kit.Ca == ca).SelectMany(kit => kit.Procedures),
        .. All<CertificateProcedureCreated>().Where(procedure => procedure.Issuer == ca).Select(procedure => procedure.Procedure),
    ];

    /// <summary>The officers in the registry whose state and whose profile's state are active, in the order of their creation.</summary>
    public IReadOnlyList<OfficerCreated> ActiveOfficers
    {
        get
        {
            HashSet<string> inactive = InactiveProfiles();
            HashSet<string> replaced = [.. All<OfficerReplaced>().Select(each => each.Officer)];
            return [.. All<OfficerCreated>().Where(officer => WasActive(officer, inactive) && !replaced.Contains(officer.Officer))];
        }
    }

    /// <summary>
    /// Whose confirmations count: the active officers of the registry once there are as many as must confirm, before that those who were
    /// recognised at the beginning (bootstrap officers, or officers with keys made at the console). Where officers were replaced and too few are
    /// left, those of the beginning who hold no card in force stand in for them, bootstrap officers until their CA is revoked.
    /// </summary>
    /// <param name="quorum">How many officers must confirm.</param>
    public IReadOnlyList<Confirmer> Confirmers(int quorum)
    {
        IReadOnlyList<OfficerCreated> created = ActiveOfficers;
        if (created.Count >= quorum)
        {
            return [.. created.Select(Of)];
        }

        bool kitsCount = All<BootKitOpened>().All(kit => !IsRevoked(kit.Ca));
        IEnumerable<OfficerRecognised> recognised = All<OfficerRecognised>().Where(each => !each.Bootstrap || kitsCount);
        HashSet<string> holding = [.. created.Select(officer => officer.Person)];
        return HadTakenOver(quorum)
            ? [.. created.Select(Of), .. recognised.Where(each => !holding.Contains(each.Person)).Select(Of)]
            : [.. recognised.Select(Of)];
    }

    private static Confirmer Of(OfficerCreated each) =>
        new(each.Officer, each.Person, each.File is null ? "card" : "soft", false, each.Certificate, each.File, each.Token, each.KeyId);

    private static Confirmer Of(OfficerRecognised each) => new(each.Officer, each.Person, each.Origin, each.Bootstrap, each.Certificate, each.File, null, null);

    // Whether there ever were as many active officers at one time as must confirm.
    private bool HadTakenOver(int quorum)
    {
        var inForce = new HashSet<string>();
        HashSet<string> inactive = InactiveProfiles();
        foreach (CeremonyFact fact in Facts)
        {
            if (fact is OfficerCreated created && WasActive(created, inactive))
            {
                inForce.Add(created.Officer);
            }
            else if (fact is OfficerReplaced replaced)
            {
                inForce.Remove(replaced.Officer);
            }

            if (inForce.Count >= quorum)
            {
                return true;
            }
        }

        return false;
    }

    // Who may not sign in may not confirm either. That there is such a profile is for create-officer to see to.
    private static bool WasActive(OfficerCreated officer, HashSet<string> inactive) => officer.State == "active" && !inactive.Contains(officer.Profile);

    // The latest state of each counts.
    private HashSet<string> InactiveProfiles()
    {
        var inactive = new HashSet<string>();
        foreach (OfficerProfileCreated profile in All<OfficerProfileCreated>())
        {
            _ = profile.State == "active" ? inactive.Remove(profile.Profile) : inactive.Add(profile.Profile);
        }

        return inactive;
    }

    /// <summary>The same with more facts at its end.</summary>
    public Registry With(IEnumerable<CeremonyFact> more) => new([.. Facts, .. more]);
}
