using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>
/// A .p7s as the verifier reads it. It shares no code with what builds one, and accepts nothing but the one encoding: a detached SignedData,
/// version 1 (RFC 5652 §5.1), in DER, with SHA-256 and without unsigned attributes, revocation lists or anything unknown.
/// </summary>
public sealed class CmsView
{
    private const int MostBytes = 1024 * 1024;

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private CmsView(IReadOnlyList<CmsSigner> signers, IReadOnlyList<byte[]> certificates)
    {
        Signers = signers;
        Certificates = certificates;
    }

    /// <summary>In the order of their encodings.</summary>
    public IReadOnlyList<CmsSigner> Signers { get; }

    /// <summary>DER of all certificates in it, in the order of their encodings.</summary>
    public IReadOnlyList<byte[]> Certificates { get; }

    /// <summary>Reads DER of at most 1 MiB. Throws <see cref="PkiException"/> for anything but the one encoding; signatures are not judged.</summary>
    public static CmsView Read(byte[] p7s)
    {
        if (p7s.Length > MostBytes)
            throw new PkiException($"the signature file has {p7s.Length} bytes, more than the {MostBytes} allowed");

        CmsView view = Der.Read("the signature file", () => ReadContentInfo(p7s));
        return CmsEncoding.Of(view).AsSpan().SequenceEqual(p7s)
            ? view
            : throw new PkiException("the signature file is not in the only encoding that is accepted (X.690 §11)");
    }

    private static CmsView ReadContentInfo(byte[] p7s)
    {
        AsnReader contentInfo = Der.Sequence(p7s);
        Expect(contentInfo.ReadObjectIdentifier() == Oids.SignedData, "is not CMS SignedData");
        AsnReader wrapped = contentInfo.ReadSequence(Zero);
        contentInfo.ThrowIfNotEmpty();
        AsnReader signedData = wrapped.ReadSequence();
        wrapped.ThrowIfNotEmpty();

        Expect(signedData.TryReadInt32(out int version) && version == 1, "is not of version 1");
        ReadDigestAlgorithms(signedData);
        AsnReader content = signedData.ReadSequence();
        Expect(content.ReadObjectIdentifier() == Oids.Data && !content.HasData, "is not a detached signature of plain data");
        Expect(signedData.HasData && signedData.PeekTag() == Zero, "holds no certificates");
        List<byte[]> certificates = ReadMembers(signedData.ReadSetOf(Zero));
        foreach (byte[] certificate in certificates)
            CertificateView.Read(certificate);
        List<byte[]> signers = ReadMembers(signedData.ReadSetOf());
        Expect(signers.Count > 0, "has no signer");
        signedData.ThrowIfNotEmpty();
        return new CmsView([.. signers.Select(each => CmsSigner.Read(each, certificates))], certificates);
    }

    private static void ReadDigestAlgorithms(AsnReader signedData)
    {
        AsnReader set = signedData.ReadSetOf();
        AsnReader only = set.ReadSequence();
        Expect(only.ReadObjectIdentifier() == Oids.Sha256 && !only.HasData && !set.HasData, "is hashed with something other than SHA-256");
    }

    private static List<byte[]> ReadMembers(AsnReader set)
    {
        var members = new List<byte[]>();
        while (set.HasData)
        {
            byte[] member = set.ReadEncodedValue().ToArray();
            Expect(members.Count == 0 || !members[^1].AsSpan().SequenceEqual(member), "contains something twice");
            members.Add(member);
        }

        return members;
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new PkiException($"the signature file {otherwise}");
    }
}
