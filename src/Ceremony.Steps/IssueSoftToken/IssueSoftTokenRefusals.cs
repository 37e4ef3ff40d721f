using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Why a soft token is not issued.</summary>
internal static class IssueSoftTokenRefusals
{
    // The file and the pending one, with room for a chain; a medium with less is full.
    private const long LeastFreeBytes = 64 * 1024;

    private const string OtherMedium = "Insert the removable medium that the paper script names, then try again.";

    public static StepResult? ByTokenProcedure(TokenProcedureCreated procedure) => procedure.StorageProfile == "pkcs12" ? null : new StepResult.Refused(
        "storage-profile",
        $"The storage profile of the token procedure \"{procedure.Procedure}\" is {DialogWords.StorageProfile(procedure.StorageProfile)}, not PKCS#12.",
        Refusals.CorrectScript);

    /// <summary>What speaks against what the folder lies on; null where nothing does.</summary>
    public static StepResult? ByMedium(string folder, MediumView? medium, bool isRehearsal)
    {
        string called = Hostile.Escape(folder);
        if (medium is null)
            return new StepResult.Refused("no-medium", $"There is no folder {called}.", OtherMedium);
        if (!isRehearsal && !IsOwn(medium))
            return new StepResult.Refused("medium-not-removable", $"The folder {called} lies on the machine's own disk, not on removable media.", OtherMedium);
        if (medium.ReadOnly)
            return new StepResult.Refused("medium-read-only", $"Nothing can be written to {called}: it is mounted read-only.", "Have the medium mounted for writing, then try again.");

        return medium.FreeBytes >= LeastFreeBytes ? null : new StepResult.Refused(
            "medium-full",
            $"There is no room in {called}: {medium.FreeBytes} bytes are free, and {LeastFreeBytes} are needed.",
            "Insert a medium with room, then try again.");
    }

    /// <summary>Whether it can be taken out, or is at least not the machine's root file system.</summary>
    public static bool IsOwn(MediumView medium) => medium.Removable || medium.MountPoint != "/";

    public static StepResult FileThere(string file) => new StepResult.Refused(
        "file-there",
        $"The file {Hostile.Escape(file)} is there already; no soft token is overwritten.",
        "Find out what it is. If nobody needs it, have it removed and try again, otherwise insert another medium.");

    public static StepResult SideBySide(string file, string folder, string other, string holder) => new StepResult.Refused(
        "side-by-side",
        $"The soft token {file} would lie in the folder {Hostile.Escape(folder)} beside {other}, which is {Hostile.Escape(holder)}'s: whoever has the one medium would have both keys.",
        "Abort and have the script write each soft token to a medium of its own holder.");

    public static StepResult Faulty(string file, PkiException faulty) => new StepResult.Refused(
        "certificate-faulty",
        $"The certificate for the soft token {file} is not issued: {faulty.Message}.",
        "Find out why; if the script or a procedure is at fault, abort and have it corrected, otherwise try again, which makes another key.");

    public static StepResult OtherKey(string file, KeyAlgorithm algorithm) => new StepResult.Refused(
        "key-differs",
        $"The key for the soft token {file} that the program made is not {algorithm.Name}.",
        "Nothing was made with it. Try again; if it happens again, abort and have the machine examined.");

    public static StepResult Differs(string file) => new StepResult.Refused(
        "soft-token-differs",
        $"The soft token {file} was opened again and does not hold the certificate that was issued for it.",
        "Do not use the file: remove it from the medium, then try again, or abort.");
}
