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
    /// Stores the certificate, reads it back, and only then takes the former one away: a key is never without one. Throws <see cref="DeviceFault"/> with code
    /// <c>CertificateTaken</c> where another certificate has that CKA_ID, <c>NoCertificate</c> where the one to be replaced does not stand there,
    /// <c>BadCertificate</c> where the bytes are none, <c>Different</c> where other bytes are read back, <c>StillThere</c> where the former one stays.
    /// </summary>
    public StoredReceipt Store(StoreCertificate action)
    {
        List<Held> held = Certificates(action.KeyId);
        if (Receipt(held, action) is { } there)
            return there;
        if (held.Find(each => each.Sha256 != Hash(action.Certificate) && each.Sha256 != action.Replaces) is { } other)
            throw new DeviceFault("CertificateTaken", $"{called} already holds another certificate (\"{other.Label}\") for the key with CKA_ID {action.KeyId}: have it removed first, or use another key.");
        if (action.Replaces is { } former && held.TrueForAll(each => each.Sha256 != former))
            throw new DeviceFault("NoCertificate", $"{called} does not hold the certificate that is to be replaced (SHA-256 {former}): look at the list of its objects (F5), and put the right card in.");

        // An interruption may have left both.
        if (held.TrueForAll(each => each.Sha256 == action.Replaces))
            Create(action);
        if (Certificates(action.KeyId).TrueForAll(each => each.Sha256 != Hash(action.Certificate)))
            throw new DeviceFault("Different", $"{called} stored the certificate \"{action.Label}\" but gives back other bytes: do not use it, and look at the token.");
        foreach (Held each in held.Where(each => each.Sha256 == action.Replaces))
        {
            session.DestroyObject(each.Handle);
        }

        return Inspect(action)
            ?? throw new DeviceFault("StillThere", $"{called} reports the former certificate of the key with CKA_ID {action.KeyId} as removed, but it is still there: look at the device and its log, then try again.");
    }

    /// <summary>The receipt if exactly these bytes, and nothing else, are stored under that CKA_ID; null otherwise.</summary>
    public StoredReceipt? Inspect(StoreCertificate action) => Receipt(Certificates(action.KeyId), action);

    private static StoredReceipt? Receipt(List<Held> held, StoreCertificate action) =>
        held is [var only] && only.Sha256 == Hash(action.Certificate) ? new StoredReceipt(only.Sha256) : null;

    private void Create(StoreCertificate action)
    {
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
    }

    private List<Held> Certificates(string keyId) =>
    [
        .. from handle in ObjectReader.Find(session, CKO.CKO_CERTIFICATE, keyId)
           let seen = ObjectReader.Read(session, handle)
           where seen is not null
           select new Held(handle, seen.Label, Hash(seen.Certificate ?? [])),
    ];

    private static string Hash(byte[] certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));

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

    /// <summary>A certificate on the token.</summary>
    /// <param name="Handle">Its handle.</param>
    /// <param name="Label">CKA_LABEL.</param>
    /// <param name="Sha256">Of its bytes, in lower-case hex.</param>
    private sealed record Held(IObjectHandle Handle, string Label, string Sha256);
}
