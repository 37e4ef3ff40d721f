using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Every kind of step that a script can ask for. The list is closed: what is not in it, no script can do.</summary>
public static class StepKinds
{
    /// <summary>The kinds, in the order of a ceremony.</summary>
    public static IReadOnlyList<StepKind> All { get; } =
    [
        new CheckRoom.CheckRoomKind(),
        new Gather.GatherKind(),
        new Read.ReadKind(),
        new Record.RecordKind(),
        new Attest.AttestKind(),
        new OperatorAction.OperatorActionKind(),
        new ListToken.ListTokenKind(),
        new OpenBootKit.OpenBootKitKind(),
        new GenerateKey.GenerateKeyKind(),
        new GenerateSecretKey.GenerateSecretKeyKind(),
        new DestroyKey.DestroyKeyKind(),
        new CreateCa.CreateCaKind(),
        new ShowFingerprint.ShowFingerprintKind(),
        new CompareFingerprint.CompareFingerprintKind(),
        new CreateCertificateProcedure.CreateCertificateProcedureKind(),
        new CreateTokenProcedure.CreateTokenProcedureKind(),
        new RequestCertificate.RequestCertificateKind(),
        new IssueCertificate.IssueCertificateKind(),
        new InstallCertificate.InstallCertificateKind(),
        new ProduceCards.ProduceCardsKind(),
        new PersonaliseCard.PersonaliseCardKind(),
        new IssueSoftToken.IssueSoftTokenKind(),
        new CreateOfficerProfile.CreateOfficerProfileKind(),
        new CreateOfficer.CreateOfficerKind(),
        new ReplaceOfficer.ReplaceOfficerKind(),
        new SignIn.SignInKind(),
        new EditConfig.EditConfigKind(),
        new PlaceFile.PlaceFileKind(),
        new RemoveFile.RemoveFileKind(),
        new ReleaseMedium.ReleaseMediumKind(),
        new StopService.StopServiceKind(),
        new StartService.StartServiceKind(),
        new ProbeTls.ProbeTlsKind(),
        new IssueCrl.IssueCrlKind(),
        new RevokeCa.RevokeCaKind(),
        new SealTranscript.SealTranscriptKind(),
    ];

    /// <summary>The kind of that name, or null.</summary>
    public static StepKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
