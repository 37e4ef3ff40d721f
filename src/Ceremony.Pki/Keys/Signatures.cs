using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>Signatures in software: forms and verification. Nothing here has a private key.</summary>
public static class Signatures
{
    private const long LargestRsaBits = 16384;
    private const int LargestRawHalf = 66;

    /// <summary>Kind and size of a public key in the words of <see cref="KeyAlgorithm"/>, such as <c>rsa-4096</c>; null where it cannot be read.</summary>
    public static string? KindOf(byte[] publicKey)
    {
        try
        {
            return PublicKeyInfo.Read(publicKey).Name;
        }
        catch (PkiException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a signature is one of these bytes by that key: RSASSA-PKCS1-v1_5 (RFC 8017 §8.2), or DSA and ECDSA given as DER (RFC 3279
    /// §2.2.2, §2.2.3).
    /// False, never an exception, for a key or a signature that cannot be read, and for a key whose parameters are not exact: it would be one
    /// key under two hashes.
    /// </summary>
    public static bool Verify(byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, byte[] signature)
    {
        try
        {
            PublicKeyInfo key = PublicKeyInfo.Read(publicKey);
            return key.ExactParameters && key.Family == algorithm.Family && algorithm.Family switch
            {
                KeyFamily.Rsa => VerifyRsa(key, publicKey, algorithm, bytes, signature),
                KeyFamily.Dsa => VerifyDsa(key, publicKey, algorithm, bytes, signature),
                _ => VerifyEcdsa(key, publicKey, algorithm, bytes, signature),
            };
        }
        catch (Exception fault) when (fault is PkiException || Der.IsAboutTheInput(fault))
        {
            return false;
        }
    }

    /// <summary>The same for a raw signature, as a token returns it: see <see cref="ToDer"/>.</summary>
    public static bool VerifyRaw(byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, byte[] raw) =>
        (algorithm.IsRsa || IsTwoHalves(raw)) && Verify(publicKey, algorithm, bytes, ToDer(algorithm, raw));

    /// <summary>
    /// A raw signature in the form that certificates, requests and CMS hold: r‖s (PKCS#11 v2.40 §2.2.1, §2.3.1) as Dss-Sig-Value and
    /// Ecdsa-Sig-Value (RFC 3279 §2.2.2, §2.2.3), which are the same, RSA unchanged. Throws <see cref="PkiException"/> where r‖s is not two halves.
    /// </summary>
    public static byte[] ToDer(SignatureAlgorithm algorithm, byte[] raw)
    {
        if (algorithm.IsRsa)
            return [.. raw];
        if (!IsTwoHalves(raw))
            throw new PkiException($"{(algorithm.Family == KeyFamily.Dsa ? "a DSA" : "an ECDSA")} signature of {raw.Length} bytes is not r and s of equal length");

        int half = raw.Length / 2;
        return EncodeHalves(new BigInteger(raw.AsSpan(0, half), isUnsigned: true, isBigEndian: true), new BigInteger(raw.AsSpan(half), isUnsigned: true, isBigEndian: true));
    }

    /// <summary>PEM (RFC 7468): 64 characters a line, a line feed after each.</summary>
    /// <param name="label">Such as <c>CERTIFICATE</c>, <c>PUBLIC KEY</c> or <c>CMS</c>.</param>
    /// <param name="der">What is inside.</param>
    public static string ToPem(string label, byte[] der) => new StringBuilder(PemEncoding.WriteString(label, der)).Append('\n').ToString();

    /// <summary>
    /// What a key signs with: SHA-256, or SHA-384 for P-384. Throws <see cref="PkiException"/> for a key that is neither RSA or DSA nor on a
    /// known curve. DSA keys sign requests only: <see cref="Lint"/> refuses certificates that they sign.
    /// </summary>
    public static SignatureAlgorithm For(byte[] publicKey)
    {
        PublicKeyInfo key = PublicKeyInfo.Read(publicKey);
        return key.Family switch
        {
            KeyFamily.Rsa => SignatureAlgorithm.Sha256Rsa,
            KeyFamily.Dsa => SignatureAlgorithm.Sha256Dsa,
            KeyFamily.Ec => key.KnownCurve!.Signature,
            _ => throw new PkiException($"a key of type {key.Name} cannot sign here: use RSA, P-256 or P-384"),
        };
    }

    /// <summary>
    /// What a key signs confirmations and archives with: always SHA-256, so that one <c>openssl dgst</c> line checks every one. Throws
    /// <see cref="PkiException"/> for a key that is neither RSA nor on a known curve.
    /// </summary>
    public static SignatureAlgorithm ForConfirmation(byte[] publicKey) => For(publicKey).Family switch
    {
        KeyFamily.Rsa => SignatureAlgorithm.Sha256Rsa,
        KeyFamily.Ec => SignatureAlgorithm.Sha256Ecdsa,
        _ => throw new PkiException("a DSA key signs requests only"),
    };

    private static bool IsTwoHalves(byte[] raw) => raw.Length is > 0 and <= 2 * LargestRawHalf && raw.Length % 2 == 0;

    private static bool VerifyRsa(PublicKeyInfo key, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, byte[] signature)
    {
        // A modulus or exponent of absurd size would keep the machine busy for minutes.
        if (key.RsaBits > LargestRsaBits || key.Exponent.GetBitLength() > 64)
            return false;

        return ReadyKeys.Of(publicKey, RSA.Create).VerifyData(bytes, signature, AlgorithmIdentifiers.Hash(algorithm), RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyEcdsa(PublicKeyInfo key, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, byte[] signature)
    {
        if (key.KnownCurve is not { } curve || ToRaw(signature, curve.Bits / 8) is not { } raw)
            return false;

        return ReadyKeys.Of(publicKey, ECDsa.Create).VerifyData(bytes, raw, AlgorithmIdentifiers.Hash(algorithm), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static bool VerifyDsa(PublicKeyInfo key, byte[] publicKey, SignatureAlgorithm algorithm, ReadOnlySpan<byte> bytes, byte[] signature)
    {
        if (key.Domain is not { IsSound: true } domain || ToRaw(signature, (int)domain.Subprime.GetBitLength() / 8) is not { } raw)
            return false;

        return ReadyKeys.Of(publicKey, DSA.Create).VerifyData(bytes, raw, AlgorithmIdentifiers.Hash(algorithm), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>r‖s of a strict Dss-Sig-Value or Ecdsa-Sig-Value, so that each signature has one encoding; null for anything else.</summary>
    private static byte[]? ToRaw(byte[] signature, int half)
    {
        AsnReader reader = Der.Sequence(signature);
        BigInteger r = reader.ReadInteger();
        BigInteger s = reader.ReadInteger();
        reader.ThrowIfNotEmpty();
        if (r.Sign <= 0 || s.Sign <= 0 || r.GetByteCount(isUnsigned: true) > half || s.GetByteCount(isUnsigned: true) > half)
            return null;

        byte[] raw = new byte[2 * half];
        byte[] rBytes = r.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] sBytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        rBytes.CopyTo(raw, half - rBytes.Length);
        sBytes.CopyTo(raw, raw.Length - sBytes.Length);
        return raw;
    }

    private static byte[] EncodeHalves(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }

        return writer.Encode();
    }
}
