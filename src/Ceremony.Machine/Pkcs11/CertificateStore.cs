using System.Formats.Asn1;
using System.Security.Cryptography;
using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Ceremony.Machine.Pkcs11;

/// <summary>Puts certificates on a token (PKCS#11 v2.40 §4.6.3).</summary>
internal sealed class CertificateStore(ISession session, string called)
{
    /// <summary>
    /// Stores the certificate and reads it back. Throws <see cref="DeviceFault"/> with code <c>CertificateTaken</c> where another certificate
    /// has that CKA_ID, <c>BadCertificate</c> where the bytes are none, <c>Different</c> where other bytes are read back.
    /// </summary>
    public StoredReceipt Store(StoreCertificate action)
    {
        if (Inspect(action) is { } there)
            return there;
        if (Certificates(action.KeyId) is [var other, ..])
            throw new DeviceFault("CertificateTaken", $"{called} already holds another certificate (\"{other.Label}\") for the key with CKA_ID {action.KeyId}: have it removed first, or use another key.");
        (byte[] serial, byte[] issuer, byte[] subject) = Names(action.Certificate);
        using var template = new AttributeTemplate(session)
        {
            { CKA.CKA_CLASS, (ulong)CKO.CKO_CERTIFICATE },
            { CKA.CKA_CERTIFICATE_TYPE, (ulong)CKC.CKC_X_509 },
            { CKA.CKA_TOKEN, true },
            { CKA.CKA_PRIVATE, false },
            { CKA.CKA_LABEL, action.Label },
            { CKA.CKA_ID, Convert.FromHexString(action.KeyId) },
            { CKA.CKA_SUBJECT, subject },
            { CKA.CKA_ISSUER, issuer },
            { CKA.CKA_SERIAL_NUMBER, serial },
            { CKA.CKA_VALUE, action.Certificate },
        };
        session.CreateObject(template.Attributes);
        return Inspect(action)
            ?? throw new DeviceFault("Different", $"{called} stored the certificate \"{action.Label}\" but gives back other bytes: do not use it, and look at the token.");
    }

    /// <summary>The receipt if exactly these bytes, and nothing else, are stored under that CKA_ID; null otherwise.</summary>
    public StoredReceipt? Inspect(StoreCertificate action) =>
        Certificates(action.KeyId) is [{ Certificate: { } bytes }] && bytes.AsSpan().SequenceEqual(action.Certificate)
            ? new StoredReceipt(Convert.ToHexStringLower(SHA256.HashData(bytes)))
            : null;

    private List<TokenObject> Certificates(string keyId) =>
        [.. ObjectReader.Find(session, CKO.CKO_CERTIFICATE, keyId).Select(handle => ObjectReader.Read(session, handle)).OfType<TokenObject>()];

    // Tokens compare these attributes byte for byte, so they are cut out of the certificate, not built again (RFC 5280 §4.1).
    private (byte[] Serial, byte[] Issuer, byte[] Subject) Names(byte[] certificate)
    {
        try
        {
            AsnReader fields = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence().ReadSequence();
            var version = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
            if (fields.PeekTag() == version)
                fields.ReadEncodedValue();
            byte[] serial = fields.ReadEncodedValue().ToArray();
            fields.ReadEncodedValue();
            byte[] issuer = fields.ReadEncodedValue().ToArray();
            fields.ReadEncodedValue();
            return (serial, issuer, fields.ReadEncodedValue().ToArray());
        }
        catch (AsnContentException)
        {
            throw new DeviceFault("BadCertificate", $"The certificate for {called} is not DER as RFC 5280 defines it: nothing was stored; have it issued again.");
        }
    }
}
