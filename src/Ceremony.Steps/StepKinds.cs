using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Every kind of step that a script can ask for. The list is closed: what is not in it, no script can do.</summary>
public static class StepKinds
{
    /// <summary>The kinds by subject, in the order of a ceremony.</summary>
    public static IReadOnlyList<StepGroup> Groups { get; } =
    [
        new(
            "The room and its people",
            new CheckRoomKind(),
            new GatherKind(),
            new ReadKind(),
            new RecordKind(),
            new AttestKind(),
            new OperatorActionKind()),
        new(
            "Tokens and keys",
            new InitialiseTokenKind(),
            new ListTokenKind(),
            new ChangePinKind(),
            new UnblockPinKind(),
            new OpenBootKitKind(),
            new GenerateKeyKind(),
            new GenerateSecretKeyKind(),
            new ProveWrappingKind(),
            new KeepAttestationKind(),
            new KeepAuditLogKind(),
            new DestroyKeyKind()),
        new(
            "Authorities and fingerprints",
            new CreateCaKind(),
            new ShowFingerprintKind(),
            new CompareFingerprintKind()),
        new(
            "Procedures and certificates",
            new CreateCertificateProcedureKind(),
            new CreateTokenProcedureKind(),
            new RequestCertificateKind(),
            new IssueCertificateKind(),
            new InstallCertificateKind(),
            new ProveDecryptionKind()),
        new(
            "Cards and soft tokens",
            new ProduceCardsKind(),
            new PersonaliseCardKind(),
            new IssueSoftTokenKind()),
        new(
            "Officers",
            new CreateOfficerProfileKind(),
            new CreateOfficerKind(),
            new ReplaceOfficerKind(),
            new SignInKind()),
        new(
            "Files and services",
            new EditConfigKind(),
            new PlaceFileKind(),
            new RemoveFileKind(),
            new ReleaseMediumKind(),
            new StopServiceKind(),
            new StartServiceKind(),
            new ProbeTlsKind(),
            new ClearBackupsKind()),
        new(
            "The end of a CA and of the ceremony",
            new IssueCrlKind(),
            new RevokeCaKind(),
            new SealTranscriptKind()),
    ];

    /// <summary>All kinds, in the order of a ceremony.</summary>
    public static IReadOnlyList<StepKind> All { get; } = [.. Groups.SelectMany(group => group.Kinds)];

    /// <summary>The kind of that name, or null.</summary>
    public static StepKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
