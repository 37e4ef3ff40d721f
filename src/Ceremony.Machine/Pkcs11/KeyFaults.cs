using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>The faults that keep a key from being made or used, in sentences.</summary>
internal static class KeyFaults
{
    /// <summary>
    /// Throws <see cref="DeviceFault"/> with code <c>LabelTaken</c> where any object has that label or CKA_ID: products find keys by either.
    /// </summary>
    public static void RefuseTaken(ISession session, string called, string label, string id)
    {
        if (ObjectReader.Called(session, label, id) is not [var taken, ..])
            return;
        throw new DeviceFault(
            "LabelTaken",
            taken.Label == label
                ? $"{called} already holds a {KindOf(taken)} with the label \"{label}\": choose another label, or another token."
                : $"{called} already holds a {KindOf(taken)} with the CKA_ID {id} (\"{taken.Label}\"): draw another CKA_ID.");
    }

    /// <summary>Several private keys have one CKA_ID.</summary>
    public static DeviceFault TwoKeys(string called, int count, string id) =>
        new("TwoKeys", $"{called} holds {count} private keys with CKA_ID {id}, and it is not clear which is meant: have all but one removed.");

    private static string KindOf(TokenObject found) => found.Class switch
    {
        "certificate" => "certificate",
        "data" => "data object",
        _ => $"{found.Class} key",
    };
}
