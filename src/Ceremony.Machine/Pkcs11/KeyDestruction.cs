using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>
/// Destroys key pairs in a token (PKCS#11 v2.40 §5.7, C_DestroyObject). The private half goes first: wherever it is interrupted, the key can
/// sign no more, and doing it again finishes it.
/// </summary>
internal sealed class KeyDestruction(ISession session, string called)
{
    /// <summary>
    /// Destroys the private half, then the public one; a half that is already gone is not a fault, and certificates stay. Throws
    /// <see cref="DeviceFault"/> with code <c>TwoKeys</c> where several private keys have that CKA_ID, <c>NoId</c> for an empty one,
    /// <c>StillThere</c> where the token says that it destroyed a half and shows it still.
    /// </summary>
    public void Destroy(DestroyKey action)
    {
        // Whatever has no CKA_ID at all would be found by an empty one.
        if (action.KeyId.Length == 0)
            throw new DeviceFault("NoId", $"The key \"{action.KeyLabel}\" on {called} has no CKA_ID, so it is not clear what to destroy: have it given one, or have it removed with the token's own tool.");
        List<IObjectHandle> privateHalves = Halves(CKO.CKO_PRIVATE_KEY, action.KeyId);
        if (privateHalves.Count > 1)
            throw KeyFaults.TwoKeys(called, privateHalves.Count, action.KeyId);

        privateHalves.ForEach(session.DestroyObject);
        if (Halves(CKO.CKO_PRIVATE_KEY, action.KeyId).Count > 0)
            throw StillThere(action, "private");
        Halves(CKO.CKO_PUBLIC_KEY, action.KeyId).ForEach(session.DestroyObject);
        if (!IsGone(action.KeyId))
            throw StillThere(action, "public");
    }

    /// <summary>Whether neither half is there.</summary>
    public bool IsGone(string keyId) => Halves(CKO.CKO_PRIVATE_KEY, keyId).Count == 0 && Halves(CKO.CKO_PUBLIC_KEY, keyId).Count == 0;

    private List<IObjectHandle> Halves(CKO kind, string keyId) => ObjectReader.Find(session, kind, keyId);

    private DeviceFault StillThere(DestroyKey action, string half) => new(
        "StillThere",
        $"{called} reports the key \"{action.KeyLabel}\" as destroyed, but its {half} half with CKA_ID {action.KeyId} is still there: look at the device and its log, then try again.");
}
