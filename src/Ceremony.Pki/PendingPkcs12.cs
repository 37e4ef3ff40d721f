using System.Formats.Asn1;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;

namespace Ceremony.Pki;

/// <summary>
/// The form of a PKCS#12 file with one shrouded key and no certificate (RFC 7292 §4), which the framework neither writes nor gives the key
/// of.
/// </summary>
internal static class PendingPkcs12
{
    private const int Version = 3;
    private const int SaltBytes = 16;
    private const int MacBits = 256;

    private static readonly Asn1Tag Explicit = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The file.</summary>
    /// <param name="shrouded">DER of the EncryptedPrivateKeyInfo (RFC 5958 §3).</param>
    /// <param name="passphrase">What the MAC is made with.</param>
    /// <param name="rounds">Of the MAC's key derivation.</param>
    public static byte[] Write(byte[] shrouded, ReadOnlySpan<char> passphrase, int rounds)
    {
        byte[] contents = Sequence(list => WriteBag(list, shrouded));
        byte[] safe = Sequence(list => WriteData(list, contents));
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] mac = Mac(safe, passphrase, salt, rounds);
        return Sequence(file =>
        {
            file.WriteInteger(Version);
            WriteData(file, safe);
            WriteMac(file, mac, salt, rounds);
        });
    }

    /// <summary>DER of the EncryptedPrivateKeyInfo of the one bag of such a file. Throws <see cref="AsnContentException"/> for any other file.</summary>
    public static byte[] ReadKey(byte[] file)
    {
        AsnReader reader = Der.Sequence(file);
        if (!reader.TryReadInt32(out int version) || version != Version)
            throw new AsnContentException("not of version 3");
        AsnReader safe = Der.Sequence(ReadData(reader));
        AsnReader contents = Der.Sequence(ReadData(safe));
        safe.ThrowIfNotEmpty();
        AsnReader bag = contents.ReadSequence();
        contents.ThrowIfNotEmpty();
        if (bag.ReadObjectIdentifier() != Oids.ShroudedKeyBag)
            throw new AsnContentException("no shrouded key");
        AsnReader value = bag.ReadSequence(Explicit);
        byte[] shrouded = value.ReadEncodedValue().ToArray();
        value.ThrowIfNotEmpty();
        bag.ThrowIfNotEmpty();
        return shrouded;
    }

    /// <summary>The key, RSA or on a curve. Throws <see cref="CryptographicException"/>.</summary>
    public static AsymmetricAlgorithm Open(byte[] shrouded, ReadOnlySpan<char> passphrase)
    {
        AsymmetricAlgorithm? key = null;
        try
        {
            key = RSA.Create();
            key.ImportEncryptedPkcs8PrivateKey(passphrase, shrouded, out _);
            return key;
        }
        catch (CryptographicException)
        {
            key?.Dispose();
        }

        key = ECDsa.Create();
        try
        {
            key.ImportEncryptedPkcs8PrivateKey(passphrase, shrouded, out _);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            throw;
        }
    }

    private static byte[] ReadData(AsnReader reader)
    {
        AsnReader content = reader.ReadSequence();
        if (content.ReadObjectIdentifier() != Oids.Data)
            throw new AsnContentException("not plain data");
        AsnReader value = content.ReadSequence(Explicit);
        byte[] data = value.ReadOctetString();
        value.ThrowIfNotEmpty();
        content.ThrowIfNotEmpty();
        return data;
    }

    private static void WriteBag(AsnWriter list, byte[] shrouded)
    {
        using (list.PushSequence())
        {
            list.WriteObjectIdentifier(Oids.ShroudedKeyBag);
            using (list.PushSequence(Explicit))
                list.WriteEncodedValue(shrouded);
        }
    }

    private static void WriteData(AsnWriter list, byte[] data)
    {
        using (list.PushSequence())
        {
            list.WriteObjectIdentifier(Oids.Data);
            using (list.PushSequence(Explicit))
                list.WriteOctetString(data);
        }
    }

    private static void WriteMac(AsnWriter file, byte[] mac, byte[] salt, int rounds)
    {
        using (file.PushSequence())
        {
            using (file.PushSequence())
            {
                using (file.PushSequence())
                {
                    file.WriteObjectIdentifier(Oids.Sha256);
                    file.WriteNull();
                }

                file.WriteOctetString(mac);
            }

            file.WriteOctetString(salt);
            file.WriteInteger(rounds);
        }
    }

    // RFC 7292 appendix B.
    private static byte[] Mac(byte[] safe, ReadOnlySpan<char> passphrase, byte[] salt, int rounds)
    {
        byte[] encoded = Encode(passphrase);
        var generator = new Pkcs12ParametersGenerator(new Sha256Digest());
        generator.Init(encoded, salt, rounds);
        byte[] key = ((KeyParameter)generator.GenerateDerivedMacParameters(MacBits)).GetKey();
        try
        {
            return HMACSHA256.HashData(key, safe);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(encoded);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Big-endian UTF-16 with two zeros at its end (RFC 7292 appendix B.1).</summary>
    private static byte[] Encode(ReadOnlySpan<char> passphrase)
    {
        byte[] encoded = GC.AllocateArray<byte>((2 * passphrase.Length) + 2, pinned: true);
        for (int at = 0; at < passphrase.Length; at++)
        {
            encoded[2 * at] = (byte)(passphrase[at] >> 8);
            encoded[(2 * at) + 1] = (byte)passphrase[at];
        }

        return encoded;
    }

    private static byte[] Sequence(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            write(writer);
        return writer.Encode();
    }
}
