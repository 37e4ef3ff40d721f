using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// What officers always confirm by itself, whatever the script says: what destroys or revokes, what makes a CA or an officer, and what they allow or correct. The verifier has a list of its
/// own, and with it the keys that become a CA's.
/// </summary>
internal static class StandsAlone
{
    /// <summary>What the action does that is confirmed alone, as a clause; null where it may be confirmed together with others.</summary>
    public static string? Why(CeremonyAction action) => action switch
    {
        InitialiseToken => "a token is initialised alone",
        DestroyKey or RemoveObject or ClearBackup or RemoveFile { Backup: null } => "what it destroys is confirmed alone",
        Sign sign when SignedBytes.Lasting(sign.Bytes) is not null => "the certificate of a CA and a CRL are confirmed alone",
        EnterInRegistry { Entry: CaCreated or CaRevoked or BootKitOpened } => "a CA is confirmed alone",
        EnterInRegistry { Entry: OfficerRecognised or OfficerCreated or OfficerReplaced } => "an officer is confirmed alone",
        RestoreFiles or AllowException or CorrectAnswer => "what officers allow, correct or have brought back is confirmed alone",
        _ => null,
    };
}
