namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Every lie that is tried.</summary>
internal static class AllLies
{
    private static readonly Dictionary<string, Lie> ByName =
        new Lie[][] { [.. OpeningLies.All], [.. RoomLies.All], [.. ApprovalLies.All], [.. KeyLies.All], [.. CertificateLies.All], [.. OfficerLies.All], [.. ProofLies.All], [.. RenewalLies.All], [.. TogetherLies.All], [.. SystemLies.All], [.. EndingLies.All], [.. LeavingLies.All], [.. UnlockedLies.All], [.. TokenSetupLies.All], [.. KeptStatementLies.All], [.. CorrectionLies.All], [.. ArchiveLies.All] }
            .SelectMany(lies => lies).ToDictionary(lie => lie.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Lie Find(string name) => ByName[name];
}
