using Ceremony.Core.Facts;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>No two things of one kind have one name: whoever reads the second would take it for the first.</summary>
internal sealed class UniqueNames
{
    private readonly HashSet<(string Kind, string Name)> _taken = [];

    /// <summary>What is wrong with the names in a line of kind <c>step-done</c>, as a clause, or null.</summary>
    public string? Problem(JournalLine line) => line.Kind != "step-done"
        ? null
        : Evidence.Facts(line).SelectMany(Names).FirstOrDefault(each => !_taken.Add(each)) is { Kind: { } kind, Name: var name }
            ? $"the record has a second {kind} \"{name}\""
            : null;

    private static IEnumerable<(string Kind, string Name)> Names(CeremonyFact fact) => fact switch
    {
        // Later steps name a key without its token.
        KeyGenerated key => [("key", key.Key)],
        SecretKeyGenerated key => [("key", key.Key)],
        BootKitOpened kit => [("CA", kit.Ca), .. kit.Key is { } key ? [("key", key)] : Array.Empty<(string, string)>()],
        CaCreated ca => [("CA", ca.Ca)],
        CertificateProcedureCreated procedure => [("certificate procedure", procedure.Procedure)],
        TokenProcedureCreated procedure => [("token procedure", procedure.Procedure)],
        OfficerProfileCreated profile => [("officer profile", profile.Profile)],
        OfficerRecognised officer => [(officer.Bootstrap ? "officer" : "officer of the console", officer.Officer)],
        OfficerCreated officer => [("officer", officer.Officer)],
        OfficerReplaced officer => [("end of the officer", officer.Officer)],
        CardProduced card => [("card in the token", card.Token.Name), ("card with the number", card.Number), ("card with the serial number", card.TokenSerial)],
        CardPersonalised { IsRenewal: false } card => [("personalised card", card.Token.Name)],
        _ => [],
    };
}
