using System.Security.Cryptography;

namespace Ceremony.Pki;

/// <summary>
/// Public keys as the framework has them, of those that this thread used last: to make one ready takes several times as long as to verify a signature by it, and a ceremony has few keys and many signatures.
/// </summary>
internal static class ReadyKeys
{
    private const int Most = 16;

    [ThreadStatic]
    private static Dictionary<byte[], AsymmetricAlgorithm>? _ready;

    /// <summary>A key; not to be disposed of, nor to be given to another thread. Throws as <see cref="AsymmetricAlgorithm.ImportSubjectPublicKeyInfo"/> does.</summary>
    /// <param name="publicKey">DER of its SubjectPublicKeyInfo; each key of the same bytes is the same.</param>
    /// <param name="create">Makes an object of the key's family, such as <see cref="RSA.Create()"/>.</param>
    public static T Of<T>(byte[] publicKey, Func<T> create)
        where T : AsymmetricAlgorithm
    {
        Dictionary<byte[], AsymmetricAlgorithm> ready = _ready ??= new(SameBytes.Instance);
        if (ready.TryGetValue(publicKey, out AsymmetricAlgorithm? known) && known is T same)
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

        // Whoever called keeps their array, and may change it.
        ready[[.. publicKey]] = key;
        return key;
    }

    private static void Forget(Dictionary<byte[], AsymmetricAlgorithm> ready)
    {
        foreach (AsymmetricAlgorithm key in ready.Values)
            key.Dispose();

        ready.Clear();
    }

    private sealed class SameBytes : IEqualityComparer<byte[]>
    {
        public static readonly SameBytes Instance = new();

        public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

        public int GetHashCode(byte[] bytes)
        {
            var hash = default(HashCode);
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
