using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Tokens;

namespace Ceremony.Pki;

/// <summary>One SignerInfo as the verifier reads it (RFC 5652 §5.3). Shares no code with what builds one.</summary>
public sealed class CmsSigner
{
    private readonly byte[] _issuer;
    private readonly byte[] _serial;
    private readonly CmsAttributes _attributes;

    private CmsSigner(byte[] signerInfo, byte[] issuer, byte[] serial, byte[] signedAttributes, SignatureAlgorithm algorithm, byte[] signature, IReadOnlyList<byte[]> certificates)
    {
        SignerInfo = signerInfo;
        _issuer = issuer;
        _serial = serial;
        SignedAttributes = signedAttributes;
        _attributes = CmsAttributes.Read(signedAttributes);
        Algorithm = algorithm;
        Signature = signature;
        Certificate = Find(certificates);
    }

    /// <summary>DER of the certificate with the issuer and serial number that the SignerInfo names; null where it was not given, or two fit.</summary>
    public byte[]? Certificate { get; }

    /// <summary>The whole, DER.</summary>
    public byte[] SignerInfo { get; }

    /// <summary>DER of the SET OF attributes: the bytes that were signed.</summary>
    public byte[] SignedAttributes { get; }

    /// <summary>RSA as PKCS#1 has it, ECDSA as DER.</summary>
    public byte[] Signature { get; }

    /// <summary>An algorithm with SHA-256.</summary>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>SHA-256 of the content, as the signer saw it.</summary>
    public byte[] MessageDigest => _attributes.MessageDigest;

    /// <summary>When the signer says that it was signed.</summary>
    public DateTimeOffset SigningTime => _attributes.SigningTime;

    /// <summary>
    /// Whether signing-certificate-v2 (RFC 5035 §3) names this very certificate: by its hash and, where they are there, issuer and serial
    /// number. False where the certificate was not found.
    /// </summary>
    public bool NamesCertificate =>
        Certificate is not null
        && SHA256.HashData(Certificate).AsSpan().SequenceEqual(_attributes.CertificateSha256)
        && (_attributes.Issuer is null || _issuer.AsSpan().SequenceEqual(_attributes.Issuer))
        && (_attributes.Serial is null || _serial.AsSpan().SequenceEqual(_attributes.Serial));

    /// <summary>
    /// Whether the signature is one over content of that SHA-256, by the key of the certificate, and the certificate is the one that the
    /// signed attributes name. Whether that certificate is an officer's is for the caller to say.
    /// </summary>
    public bool SignatureHolds(ReadOnlySpan<byte> contentSha256) =>
        NamesCertificate
        && contentSha256.SequenceEqual(MessageDigest)
        && Signatures.Verify(CertificateView.Read(Certificate!).PublicKey, Algorithm, SignedAttributes, Signature);

    /// <summary>Reads one SignerInfo by itself. Throws <see cref="PkiException"/>; the signature is not judged.</summary>
    /// <param name="signerInfo">DER.</param>
    /// <param name="certificates">DER of the certificates among which the signer's is looked for.</param>
    public static CmsSigner Read(byte[] signerInfo, IReadOnlyList<byte[]> certificates) => Der.Read("a signer's part of the signature file", () =>
    {
        if (!Der.IsStrict(signerInfo))
            throw new AsnContentException("not DER");

        AsnReader reader = Der.Sequence(signerInfo);
        if (!reader.TryReadInt32(out int version) || version != 1)
            throw new PkiException("a signer's part of the signature file is not of version 1");

        AsnReader identifier = reader.ReadSequence();
        byte[] issuer = identifier.ReadEncodedValue().ToArray();
        byte[] serial = identifier.ReadIntegerBytes().ToArray();
        identifier.ThrowIfNotEmpty();
        AsnReader digest = reader.ReadSequence();
        if (digest.ReadObjectIdentifier() != Oids.Sha256 || digest.HasData)
            throw new PkiException("a signer's part of the signature file is hashed with something other than SHA-256");

        byte[] attributes = reader.ReadEncodedValue().ToArray();
        if (attributes[0] != 0xA0)
            throw new PkiException("a signer's part of the signature file has no signed attributes");
        attributes[0] = 0x31;
        SignatureAlgorithm? algorithm = AlgorithmIdentifiers.Find(reader.ReadEncodedValue().Span);
        if (algorithm is not { HashBits: 256, Family: not KeyFamily.Dsa })
            throw new PkiException("a signer's part of the signature file is signed with something other than RSA or ECDSA with SHA-256");

        byte[] signature = reader.ReadOctetString();
        if (reader.HasData)
            throw new PkiException("a signer's part of the signature file has unsigned attributes");
        return new CmsSigner(signerInfo, issuer, serial, attributes, algorithm, signature, certificates);
    });

    private byte[]? Find(IReadOnlyList<byte[]> certificates)
    {
        List<byte[]> fitting = [.. certificates.Where(Fits)];
        return fitting.Count == 1 ? fitting[0] : null;
    }

    private bool Fits(byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return view.IssuerDer.AsSpan().SequenceEqual(_issuer) && view.SerialNumber == Convert.ToHexStringLower(_serial);
    }
}
