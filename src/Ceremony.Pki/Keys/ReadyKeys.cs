using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>
/// Public keys as the framework has them, of those that this thread used last: to make one ready takes several times as long as to verify a signature by it, and a ceremony has few keys and many signatures.
/// </summary>
internal static class ReadyKeys
{
    private const int Most = 16;

    [ThreadStatic]
    private static Dictionary<string, AsymmetricAlgorithm>? _ready;

    /// <summary>A key; not to be disposed of, nor to be given to another thread. Throws as <see cref="AsymmetricAlgorithm.ImportSubjectPublicKeyInfo"/> does.</summary>
    /// <param name="publicKey">DER of its SubjectPublicKeyInfo; each key of the same bytes is the same.</param>
    /// <param name="create">Makes an object of the key's family, such as <see cref="RSA.Create()"/>.</param>
    public static T Of<T>(byte[] publicKey, Func<T> create)
        where T : AsymmetricAlgorithm
    {
        Dictionary<string, AsymmetricAlgorithm> ready = _ready ??= new(StringComparer.Ordinal);
        string bytes = Convert.ToBase64String(publicKey);
        if (ready.TryGetValue(bytes, out AsymmetricAlgorithm? known) && known is T same)
            return same;

        if (ready.Count >= Most)
            Forget(ready);

        T key = create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
        }
        catch
        {
            key.Dispose();
            throw;
        }

        ready[bytes] = key;
        return key;
    }

    private static void Forget(Dictionary<string, AsymmetricAlgorithm> ready)
    {
        foreach (AsymmetricAlgorithm key in ready.Values)
            key.Dispose();

        ready.Clear();
    }
}
