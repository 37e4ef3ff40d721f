using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;

namespace Ceremony.Core;

/// <summary>
/// Reads actions and facts back from the journal: all that this program can do, and all that can become true. What has no line here is never read.
/// </summary>
internal static class ClosedLists
{
    /// <summary>An action out of its canonical form. Throws <see cref="JsonFormatException"/> for an unknown one.</summary>
    public static CeremonyAction Action(JsonMap json) => json.Text("do") switch
    {
        AllowException.ActionName => AllowException.Read(json),
        ChangePin.ActionName => ChangePin.Read(json),
        ClearBackup.ActionName => ClearBackup.Read(json),
        CompleteSoftToken.ActionName => CompleteSoftToken.Read(json),
        CorrectAnswer.ActionName => CorrectAnswer.Read(json),
        DestroyKey.ActionName => DestroyKey.Read(json),
        EditConfig.ActionName => EditConfig.Read(json),
        EnterInRegistry.ActionName => EnterInRegistry.Read(json),
        GenerateKeyPair.ActionName => GenerateKeyPair.Read(json),
        GenerateSecretKey.ActionName => GenerateSecretKey.Read(json),
        InitialiseToken.ActionName => InitialiseToken.Read(json),
        MakeSoftToken.ActionName => MakeSoftToken.Read(json),
        PlaceFile.ActionName => PlaceFile.Read(json),
        ProveDecryption.ActionName => ProveDecryption.Read(json),
        ProveDecryptionWithSoftToken.ActionName => ProveDecryptionWithSoftToken.Read(json),
        ProveWrapping.ActionName => ProveWrapping.Read(json),
        RemoveFile.ActionName => RemoveFile.Read(json),
        RemoveObject.ActionName => RemoveObject.Read(json),
        RestoreFiles.ActionName => RestoreFiles.Read(json),
        SetPin.ActionName => SetPin.Read(json),
        SetUserPin.ActionName => SetUserPin.Read(json),
        Sign.ActionName => Sign.Read(json),
        SignChallenge.ActionName => SignChallenge.Read(json),
        SignChallengeWithSoftToken.ActionName => SignChallengeWithSoftToken.Read(json),
        StartService.ActionName => StartService.Read(json),
        StopService.ActionName => StopService.Read(json),
        StoreCertificate.ActionName => StoreCertificate.Read(json),
        string other => throw new JsonFormatException($"the action \"{other}\" is not known"),
    };

    /// <summary>A fact out of its canonical form. Throws <see cref="JsonFormatException"/> for an unknown one.</summary>
    public static CeremonyFact Fact(JsonMap json) => json.Text("fact") switch
    {
        OfficerRecognised.FactName => OfficerRecognised.Read(json),
        BootKitOpened.FactName => BootKitOpened.Read(json),
        KeyGenerated.FactName => KeyGenerated.Read(json),
        CaCreated.FactName => CaCreated.Read(json),
        CertificateProcedureCreated.FactName => CertificateProcedureCreated.Read(json),
        TokenProcedureCreated.FactName => TokenProcedureCreated.Read(json),
        CardProduced.FactName => CardProduced.Read(json),
        CertificateIssued.FactName => CertificateIssued.Read(json),
        CardPersonalised.FactName => CardPersonalised.Read(json),
        OfficerProfileCreated.FactName => OfficerProfileCreated.Read(json),
        OfficerCreated.FactName => OfficerCreated.Read(json),
        OfficerSignedIn.FactName => OfficerSignedIn.Read(json),
        FingerprintCompared.FactName => FingerprintCompared.Read(json),
        SecretKeyGenerated.FactName => SecretKeyGenerated.Read(json),
        CertificateRequested.FactName => CertificateRequested.Read(json),
        CertificateInstalled.FactName => CertificateInstalled.Read(json),
        SoftTokenIssued.FactName => SoftTokenIssued.Read(json),
        ConfigEdited.FactName => ConfigEdited.Read(json),
        FilePlaced.FactName => FilePlaced.Read(json),
        FileRemoved.FactName => FileRemoved.Read(json),
        FilesRestored.FactName => FilesRestored.Read(json),
        BackupCleared.FactName => BackupCleared.Read(json),
        ServiceStopped.FactName => ServiceStopped.Read(json),
        ServiceStarted.FactName => ServiceStarted.Read(json),
        TlsProbed.FactName => TlsProbed.Read(json),
        OperatorActed.FactName => OperatorActed.Read(json),
        CrlIssued.FactName => CrlIssued.Read(json),
        CaRevoked.FactName => CaRevoked.Read(json),
        KeyDestroyed.FactName => KeyDestroyed.Read(json),
        SignInRefused.FactName => SignInRefused.Read(json),
        OfficerReplaced.FactName => OfficerReplaced.Read(json),
        TokenInitialised.FactName => TokenInitialised.Read(json),
        PinChanged.FactName => PinChanged.Read(json),
        PinUnblocked.FactName => PinUnblocked.Read(json),
        DecryptionProven.FactName => DecryptionProven.Read(json),
        WrappingProven.FactName => WrappingProven.Read(json),
        KeyAttested.FactName => KeyAttested.Read(json),
        AuditLogKept.FactName => AuditLogKept.Read(json),
        Attested.FactName => Attested.Read(json),
        string other => throw new JsonFormatException($"the fact \"{other}\" is not known"),
    };
}
