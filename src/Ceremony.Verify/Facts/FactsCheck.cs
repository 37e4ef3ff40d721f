using Ceremony.Core.Facts;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What a step says to hold rests on what was performed or seen in it.</summary>
internal static class FactsCheck
{
    public static IEnumerable<string> Problems(Evidence evidence)
    {
        var deeds = new Deeds(evidence);
        return Check.EachLine(
            evidence.Of("step-done"),
            line => Form(line).Concat(Evidence.Facts(line).Select(fact => Problem(new FactBasis(evidence, deeds, line, evidence.RegistryAfter(line)), fact)).OfType<string>()).Concat(Missing(deeds, line)));
    }

    // A step that is done did what it is for.
    private static IEnumerable<string> Missing(Deeds deeds, JournalLine line)
    {
        string? kind = deeds.KindOf(line);
        if (kind is null || !StepFacts.ByKind.TryGetValue(kind, out IReadOnlyList<string>? wanted))
        {
            return [$"the kind of the step, \"{kind}\", is none that this verifier knows"];
        }

        HashSet<string> there = [.. Evidence.Facts(line).Select(fact => fact.Name)];
        return ExceptionEnd.Is(line) ? [] : wanted.Where(names => !names.Split('|').Any(there.Contains))
            .Select(names => $"the step is done, but without the fact \"{names.Replace("|", "\" or \"", StringComparison.Ordinal)}\" that a step of the kind {kind} has");
    }

    private static IEnumerable<string> Form(JournalLine line) => line.Json["facts"].AsList()
        .Where(fact => CeremonyFact.FromJson(fact.AsMap()).ToJson() != fact)
        .Select(fact => $"the fact \"{fact.AsMap().Text("fact")}\" has not the fields that it should have");

    private static string? Problem(FactBasis basis, CeremonyFact fact) => fact switch
    {
        KeyGenerated or SecretKeyGenerated or CardProduced or CardPersonalised or CertificateInstalled or KeyDestroyed => KeyFacts.Problem(basis, fact),
        CaCreated or CertificateIssued or CertificateRequested or SoftTokenIssued or CrlIssued => SigningFacts.Problem(basis, fact),
        BootKitOpened or OfficerRecognised or OfficerSignedIn or SignInRefused => OfficerFacts.Problem(basis, fact),
        CertificateProcedureCreated or TokenProcedureCreated or OfficerProfileCreated or OfficerCreated or OfficerReplaced or CaRevoked =>
            basis.Entered(fact) ? null : $"no action entered the fact \"{fact.Name}\" in the registry",
        ConfigEdited or FilePlaced or FileRemoved or FilesRestored or ServiceStopped or ServiceStarted or TlsProbed or OperatorActed or Attested => InstallationFacts.Problem(basis, fact),
        FingerprintCompared compared => basis.Deeds.Compared(basis.Line, compared.Sha256) ? null : $"the fingerprint of {compared.Of} was not shown, or its words were not given",
        _ => $"this verifier does not know what the fact \"{fact.Name}\" must rest on",
    };
}
