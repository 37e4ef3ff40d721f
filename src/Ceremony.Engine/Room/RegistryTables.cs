using System.Globalization;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>The registry's tables: each entry with its state, the journal's lines that made it what it is, and where it holds.</summary>
/// <param name="facts">All facts, oldest first, with the line in which each stands.</param>
/// <param name="quorum">How many officers must confirm.</param>
internal sealed class RegistryTables(IReadOnlyList<(CeremonyFact Fact, JournalLine Line)> facts, int quorum)
{
    private const string None = "–";
    private const int ShortId = 8;
    private readonly Registry _registry = new([.. facts.Select(each => each.Fact)]);

    /// <summary>An entry.</summary>
    /// <param name="Changes">Whether a later fact changes its state.</param>
    /// <param name="Cells">The first cells.</param>
    private sealed record Row(Func<CeremonyFact, bool> Changes, params IReadOnlyList<string> Cells);

    /// <summary>The tables that have an entry.</summary>
    public IReadOnlyList<Block> All() =>
    [
        .. Table(Keys, "key", "state", "token", "algorithm", "id"),
        .. Table(Cas, "CA", "state", "key"),
        .. Table(CertificateProcedures, "certificate procedure", "issuer", "valid for", "signature"),
        .. Table(TokenProcedures, "token procedure", "storage", "certificates by"),
        .. Table(Profiles, "officer profile", "state", "roles"),
        .. Table(Officers, "officer", "state", "person", "key kept"),
    ];

    private IEnumerable<Block> Table(Func<CeremonyFact, IEnumerable<Row>> rowsOf, params IReadOnlyList<string> columns)
    {
        IReadOnlyList<IReadOnlyList<string>> rows =
        [
            .. from each in facts
               from row in rowsOf(each.Fact)
               select (IReadOnlyList<string>)[.. row.Cells, Lines(each.Line, row), each.Fact.Holds],
        ];
        return rows.Count > 0 ? [new TableBlock([.. columns, "lines", "holds"], rows)] : [];
    }

    private string Lines(JournalLine made, Row row) => string.Join(
        ' ',
        facts.Where(each => row.Changes(each.Fact)).Select(each => each.Line.Seq).Prepend(made.Seq).Select(seq => seq.ToString(CultureInfo.InvariantCulture)));

    private IEnumerable<Row> Keys(CeremonyFact fact) => fact switch
    {
        KeyGenerated key => [Key(key.Key, key.Token, key.Algorithm, key.Id)],
        SecretKeyGenerated key => [Key(key.Key, key.Token, key.Algorithm, key.Id)],
        BootKitOpened { Key: { } name, KeyId: { } id, Token: { } token } => [Key(name, token, None, id)],
        _ => [],
    };

    private Row Key(string name, TokenRef token, string algorithm, string id)
    {
        IReadOnlyList<string> cas = [.. CasOf(name)];
        string state = _registry.IsDestroyed(name) ? "destroyed" : cas.Any(_registry.IsRevoked) ? "retired" : "in use";
        return new Row(
            later => later is KeyDestroyed destroyed ? destroyed.Key == name : later is CaRevoked revoked && cas.Contains(revoked.Ca),
            Safe(name),
            state,
            token.Name,
            algorithm,
            id.Length > ShortId ? id[..ShortId] + "…" : id);
    }

    // The CAs that sign with a key: its end is theirs.
    private IEnumerable<string> CasOf(string key) =>
        _registry.All<CaCreated>().Where(ca => ca.Key == key).Select(ca => ca.Ca).Concat(_registry.All<BootKitOpened>().Where(kit => kit.Key == key).Select(kit => kit.Ca));

    private IEnumerable<Row> Cas(CeremonyFact fact) => fact switch
    {
        BootKitOpened kit => [Ca(kit.Ca, kit.Key)],
        CaCreated ca => [Ca(ca.Ca, ca.Key)],
        _ => [],
    };

    private Row Ca(string name, string? key) =>
        new(later => later is CaRevoked revoked && revoked.Ca == name, Safe(name), _registry.IsRevoked(name) ? "revoked" : "in force", Safe(key ?? None));

    private static IEnumerable<Row> CertificateProcedures(CeremonyFact fact) => fact switch
    {
        BootKitOpened kit => kit.Procedures.Select(procedure => Lasting(procedure, kit.Ca, None, None)),
        CertificateProcedureCreated procedure => [Lasting(procedure.Procedure, procedure.Issuer, procedure.ValidFor, procedure.SignatureAlgorithm)],
        _ => [],
    };

    private static IEnumerable<Row> TokenProcedures(CeremonyFact fact) =>
        fact is TokenProcedureCreated procedure ? [Lasting(procedure.Procedure, procedure.StorageProfile, procedure.CertificateProcedure)] : [];

    private static IEnumerable<Row> Profiles(CeremonyFact fact) =>
        fact is OfficerProfileCreated profile ? [Lasting(profile.Profile, profile.State, string.Join(", ", profile.Roles))] : [];

    private static Row Lasting(params IEnumerable<string> cells) => new(_ => false, [.. cells.Select(Safe)]);

    private IEnumerable<Row> Officers(CeremonyFact fact) => fact switch
    {
        OfficerRecognised officer => [new Row(
            later => later is SignInRefused refused && refused.Officer == officer.Officer,
            Safe(officer.Officer),
            StateOf(officer),
            Safe(officer.Person),
            Safe(officer.File))],
        OfficerCreated officer => [new Row(
            later => later is OfficerReplaced replaced && replaced.Officer == officer.Officer,
            Safe(officer.Officer),
            StateOf(officer),
            Safe(officer.Person),
            Safe(officer.File ?? officer.Token?.Name ?? None))],
        _ => [],
    };

    private string StateOf(OfficerRecognised officer)
    {
        if (officer.Bootstrap && _registry.All<BootKitOpened>().Any(kit => _registry.IsRevoked(kit.Ca)))
        {
            return "refused";
        }

        return _registry.Confirmers(quorum).Any(each => each.Officer == officer.Officer && each.Person == officer.Person) ? "in force" : "relieved";
    }

    private string StateOf(OfficerCreated officer) =>
        _registry.IsReplaced(officer.Officer) ? "replaced" : _registry.ActiveOfficers.Any(each => each.Officer == officer.Officer) ? "in force" : "inactive";

    private static string Safe(string text) => Hostile.Escape(text);
}
