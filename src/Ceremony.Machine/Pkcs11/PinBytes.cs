using System.Security.Cryptography;
using Ceremony.Core.Secrets;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Lends a PIN to calls that want an array.</summary>
internal static class PinBytes
{
    /// <summary>The array is zeroed when the call returns or throws. It is pinned, since the collector leaves copies of what it moves.</summary>
    public static void Use(Secret pin, Action<byte[]> use)
    {
        byte[] copy = pin.Reveal(bytes =>
        {
            byte[] pinned = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
            bytes.CopyTo(pinned);
            return pinned;
        });
        try
        {
            use(copy);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(copy);
        }
    }
}
