using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Secrets;

namespace Ceremony.Pki;

/// <summary>PKCS#12 files (RFC 7292): AES-256-CBC with PBKDF2, HMAC-SHA-256 and 100000 rounds (PBES2, RFC 8018), and a MAC of SHA-256.</summary>
internal static class Pkcs12
{
    private const int Rounds = 100_000;

    /// <summary>HRESULT of ERROR_INVALID_PASSWORD, which the framework uses on every system.</summary>
    private const int InvalidPassword = unchecked((int)0x80070056);

    /// <summary>
    /// GnuTLS uses 600000 rounds three times over, which the framework's own limits refuse. Still bounded: a hostile file costs seconds, not hours.
    /// </summary>
    private static readonly Pkcs12LoaderLimits Limits = new()
    {
        MacIterationLimit = Pbkdf2.MostRounds,
        IndividualKdfIterationLimit = Pbkdf2.MostRounds,
        TotalKdfIterationLimit = 4_000_000,
    };

    private static readonly Pkcs12LoaderLimits OfMac = new(Limits) { IgnoreEncryptedAuthSafes = true, IgnorePrivateKeys = true };

    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Rounds);

    // The SHA-256 of each file whose MAC was right: the same bytes need not be proven again, which takes longer than to decrypt the key. Whether the PIN is right is seen at the key.
    private static readonly ConcurrentDictionary<string, bool> Proven = new(StringComparer.Ordinal);

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private delegate T UseOfCharacters<out T>(ReadOnlySpan<char> characters);

    /// <summary>
    /// Everything in the file, whose MAC is checked before anything else in it is used; keys are never written to disk. Throws <see cref="WrongPinException"/> where the MAC is that of another PIN, and
    /// another <see cref="PkiException"/> where no PIN could open it.
    /// </summary>
    public static X509Certificate2Collection Load(byte[] pkcs12, Secret pin)
    {
        Pkcs12File file = Pkcs12File.Read(pkcs12);
        if (file.Mac?.Is(file.Contents, pin) == false)
            throw new WrongPinException();

        byte[] known = file.Mac is null ? pkcs12 : file.WithoutMac;
        return WithCharacters(pin, characters => X509CertificateLoader.LoadPkcs12Collection(
            known, characters, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable, Limits));
    }

    /// <summary>
    /// The key alone, for whoever knows its certificate: what is encrypted besides is not opened, since each opening takes its time on purpose. The MAC is checked all the same before the key is given, once for a file. Null where the
    /// key is another one, or lies where only <see cref="Load"/> finds it. Throws <see cref="WrongPinException"/>, and another <see cref="PkiException"/> where no PIN could open the file.
    /// </summary>
    /// <param name="pkcs12">The file.</param>
    /// <param name="pin">Its PIN.</param>
    /// <param name="publicKey">DER of the SubjectPublicKeyInfo in the certificate.</param>
    /// <param name="isRsa">Whether that is an RSA key.</param>
    public static AsymmetricAlgorithm? LoadKey(byte[] pkcs12, Secret pin, byte[] publicKey, bool isRsa)
    {
        Pkcs12File file = Pkcs12File.Read(pkcs12);
        if (file.Key is not { } told || Pbes2.Read(told) is not { } encrypted)
            return null;

        string hash = Convert.ToHexStringLower(SHA256.HashData(pkcs12));
        if (Proven.ContainsKey(hash) && Decrypted(encrypted, pin, publicKey, isRsa) is { } known)
            return known;

        // Two independent derivations from the PIN, so one thread each.
        Task<AsymmetricAlgorithm?> key = Task.Run(() => Decrypted(encrypted, pin, publicKey, isRsa));
        try
        {
            DemandMac(pkcs12, file, pin);
            Proven[hash] = true;
        }
        catch
        {
            key.GetAwaiter().GetResult()?.Dispose();
            throw;
        }

        return key.GetAwaiter().GetResult();
    }

    private static void DemandMac(byte[] pkcs12, Pkcs12File file, Secret pin)
    {
        if (file.Mac is { } mac ? !mac.Is(file.Contents, pin) : WithCharacters(pin, characters => X509CertificateLoader.LoadPkcs12Collection(pkcs12, characters, X509KeyStorageFlags.EphemeralKeySet, OfMac)) is null)
            throw new WrongPinException();
    }

    // Whoever opens the whole file finds out what is wrong with it.
    private static AsymmetricAlgorithm? Decrypted(Pbes2 encrypted, Secret pin, byte[] publicKey, bool isRsa)
    {
        AsymmetricAlgorithm key = isRsa ? RSA.Create() : ECDsa.Create();
        try
        {
            encrypted.Import(key, pin);
            if (key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey))
                return key;
        }
        catch (Exception fault) when (Der.IsAboutTheInput(fault))
        {
            // The PIN is another one, or what was decrypted is no key.
        }

        key.Dispose();
        return null;
    }

    /// <summary>Whether the private key is the one of the certificate: a file may pair any two.</summary>
    public static bool KeyFits(X509Certificate2 holder)
    {
        try
        {
            using RSA? rsa = holder.GetRSAPrivateKey();
            using ECDsa? ecdsa = holder.GetECDsaPrivateKey();
            byte[]? publicKey = rsa?.ExportSubjectPublicKeyInfo() ?? ecdsa?.ExportSubjectPublicKeyInfo();
            return publicKey is not null && publicKey.AsSpan().SequenceEqual(holder.PublicKey.ExportSubjectPublicKeyInfo());
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A file with one key, its certificate and those above it.</summary>
    public static byte[] Make(AsymmetricAlgorithm key, byte[] certificate, IReadOnlyList<byte[]> issuers, Secret pin)
    {
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(certificate);
        using X509Certificate2 holder = key is ECDsa ecdsa ? bare.CopyWithPrivateKey(ecdsa) : bare.CopyWithPrivateKey((RSA)key);
        var all = new X509Certificate2Collection(holder);
        foreach (byte[] issuer in issuers)
            all.Add(X509CertificateLoader.LoadCertificate(issuer));

        // The framework demands a string. This one is shared with nobody, so that it can be wiped, and does not move, so that no copy of it is left.
        string characters = new('\0', pin.Reveal(bytes => StrictUtf8.GetCharCount(bytes)));
        var held = GCHandle.Alloc(characters, GCHandleType.Pinned);
        try
        {
            pin.Reveal(bytes => StrictUtf8.GetChars(bytes, Inside(characters)));
            return all.ExportPkcs12(Encryption, characters);
        }
        finally
        {
            Inside(characters).Clear();
            held.Free();
            foreach (X509Certificate2 issuer in all.Skip(1))
                issuer.Dispose();
        }
    }

    private static Span<char> Inside(string own) => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(own.AsSpan()), own.Length);

    // The framework takes characters only; ours are pinned and wiped.
    private static T WithCharacters<T>(Secret pin, UseOfCharacters<T> use) => pin.Reveal(bytes =>
    {
        char[] characters = GC.AllocateArray<char>(bytes.Length, pinned: true);
        try
        {
            return use(characters.AsSpan(0, StrictUtf8.GetChars(bytes, characters)));
        }
        catch (CryptographicException wrong) when (wrong.HResult == InvalidPassword)
        {
            throw new WrongPinException();
        }
        catch (Exception fault) when (Der.IsAboutTheInput(fault))
        {
            throw new PkiException("the soft token cannot be read, although it is a PKCS#12 file: it is damaged, or what is encrypted in it is of a kind that this program does not know");
        }
        finally
        {
            characters.AsSpan().Clear();
        }
    });
}
