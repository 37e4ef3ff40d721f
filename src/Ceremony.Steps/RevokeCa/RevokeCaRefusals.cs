using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a CA is not revoked yet: what could never be made good afterwards must be done before.</summary>
internal static class RevokeCaRefusals
{
    /// <summary>Whether it is a CA that can end; null where it is.</summary>
    public static StepResult? ByCa(Registry registry, string ca)
    {
        if (Authorities.Certificate(registry, ca) is null)
            return Refusals.Unknown("CA", ca);

        return registry.IsRevoked(ca)
            ? Already(ca)
            : Ending.RefuseInUse(registry, ca);
    }

    /// <summary>Whether the new officers were seen to work: as many as must confirm signed in, and something was entered in the registry by them since.</summary>
    public static StepResult? ByOfficers(Registry registry, string ca, int quorum)
    {
        string[] tried = [.. SignedIn(registry.Facts, registry)];
        if (tried.Length < quorum)
            return new StepResult.Refused(
                "officers-not-tried",
                $"Before the CA \"{ca}\" is revoked, {quorum} of the new officers must have signed in, but {(tried.Length == 0 ? "none" : $"only {StepWords.And(tried)}")} did.",
                "Abort and have steps added before this one by which the new officers sign in.");

        return IsUpdatedSince(registry, quorum) ? null : new StepResult.Refused(
            "no-update",
            $"Before the CA \"{ca}\" is revoked, the new officers must be seen to sign an update, but since they signed in nothing was entered in the registry.",
            "Abort and have a step added before this one that enters something, such as an officer profile.");
    }

    /// <summary>Whether somebody attested that the log which this CA's key signed is safe; null where it was.</summary>
    public static StepResult? ByLogs(Registry registry, string ca, string logs) => registry.All<Attested>().Any(each => each.About == logs) ? null : new StepResult.Refused(
        "logs-not-attested",
        $"Nobody attested \"{logs}\": that the logs signed with the key of the CA \"{ca}\" were archived. They can never be verified again once that key is gone.",
        "Abort and have a step added before this one by which it is attested.");

    /// <summary>Whether the CA's last CRL was issued while its key can still sign, and names all that it issued; null where it does.</summary>
    public static StepResult? ByCrl(Registry registry, string ca)
    {
        if (registry.Find<CrlIssued>(each => each.Ca == ca) is not { } last)
            return NoCrl(ca);

        int missing = Authorities.IssuedBy(registry, ca).Count(each => !last.Serials.Contains(each.SerialNumber));
        return missing == 0 ? null : new StepResult.Refused(
            "crl-incomplete",
            $"{StepWords.Count(missing, "certificate")} of the CA \"{ca}\" {(missing == 1 ? "is" : "are")} not on its last CRL.",
            "Abort and have the last CRL issued after the last certificate.");
    }

    public static StepResult Already(string ca) => new StepResult.Refused("already-revoked", $"The CA \"{ca}\" is revoked already.", Refusals.CorrectScript);

    public static StepResult NoCrl(string ca) => new StepResult.Refused(
        "no-crl",
        $"The CA \"{ca}\" has not issued its last CRL, which its key cannot sign once it is gone.",
        "Abort and have a step added before this one that issues it.");

    private static IEnumerable<string> SignedIn(IEnumerable<CeremonyFact> facts, Registry registry)
    {
        string[] names = [.. facts.OfType<OfficerSignedIn>().Select(each => each.Officer)];
        return registry.ActiveOfficers.Select(each => each.Officer).Where(names.Contains);
    }

    // Once as many as must confirm had signed in, it was they who confirmed each entry.
    private static bool IsUpdatedSince(Registry registry, int quorum)
    {
        int count = 0;
        while (SignedIn(registry.Facts.Take(count), registry).Count() < quorum)
            count++;
        return registry.Facts.Skip(count).Any(fact => fact is CertificateProcedureCreated or TokenProcedureCreated or OfficerProfileCreated or OfficerCreated);
    }
}
