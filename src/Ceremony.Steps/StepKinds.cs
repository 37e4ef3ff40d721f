using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Every kind of step that a script can ask for. The list is closed: what is not in it, no script can do.</summary>
public static class StepKinds
{
    /// <summary>The kinds, in the order of a ceremony.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
    [
        new CheckRoomKind(),
        new GatherKind(),
        new ReadKind(),
        new RecordKind(),
        new AttestKind(),
        new OperatorActionKind(),
        new ListTokenKind(),
        new OpenBootKitKind(),
        new GenerateKeyKind(),
        new GenerateSecretKeyKind(),
        new DestroyKeyKind(),
        new CreateCaKind(),
        new ShowFingerprintKind(),
        new CompareFingerprintKind(),
        new CreateCertificateProcedureKind(),
        new CreateTokenProcedureKind(),
        new RequestCertificateKind(),
        new IssueCertificateKind(),
        new InstallCertificateKind(),
        new ProduceCardsKind(),
        new PersonaliseCardKind(),
        new IssueSoftTokenKind(),
        new CreateOfficerProfileKind(),
        new CreateOfficerKind(),
        new ReplaceOfficerKind(),
        new SignInKind(),
        new EditConfigKind(),
        new PlaceFileKind(),
        new RemoveFileKind(),
        new ReleaseMediumKind(),
        new StopServiceKind(),
        new StartServiceKind(),
        new ProbeTlsKind(),
        new IssueCrlKind(),
        new RevokeCaKind(),
        new SealTranscriptKind(),
    ];

    /// <summary>The kind of that name, or null.</summary>
    public static StepKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
