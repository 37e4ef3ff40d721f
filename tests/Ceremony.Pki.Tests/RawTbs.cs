using System.Formats.Asn1;

namespace Ceremony.Pki.Tests;

/// <summary>A TBSCertificate written part by part, so that each part can be wrong. When nothing is changed it is the good one.</summary>
internal sealed record RawTbs
{
    public int? Version { get; init; } = 2;

    public byte[] Serial { get; init; } = [];

    public byte[] Algorithm { get; init; } = [];

    public byte[] Issuer { get; init; } = [];

    public RawTime NotBefore { get; init; }

    public RawTime NotAfter { get; init; }

    public byte[] Subject { get; init; } = [];

    public byte[] PublicKey { get; init; } = [];

    public bool UniqueId { get; init; }

    public IReadOnlyList<RawExtension> Extensions { get; init; } = [];

    public static RawTbs Of(CertificateTemplate template, params IReadOnlyList<RawExtension> extensions) => new()
    {
        Serial = template.SerialNumber,
        Algorithm = AlgorithmIdentifiers.Encode(template.Algorithm),
        Issuer = template.Issuer,
        NotBefore = new RawTime(template.NotBefore, true),
        NotAfter = new RawTime(template.NotAfter, true),
        Subject = template.Subject,
        PublicKey = template.PublicKey,
        Extensions = extensions,
    };

    public RawTbs Without(string oid) => this with { Extensions = [.. Extensions.Where(each => each.Oid != oid)] };

    public RawTbs With(RawExtension extension) => this with { Extensions = [.. Extensions, extension] };

    public RawTbs Change(string oid, Func<RawExtension, RawExtension> change) =>
        this with { Extensions = [.. Extensions.Select(each => each.Oid == oid ? change(each) : each)] };

    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (Version is { } version)
            {
                using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                    writer.WriteInteger(version);
            }

            writer.WriteInteger(Serial);
            writer.WriteEncodedValue(Algorithm);
            writer.WriteEncodedValue(Issuer);
            using (writer.PushSequence())
            {
                NotBefore.Write(writer);
                NotAfter.Write(writer);
            }

            writer.WriteEncodedValue(Subject);
            writer.WriteEncodedValue(PublicKey);
            if (UniqueId)
                writer.WriteBitString([0x01], 0, new Asn1Tag(TagClass.ContextSpecific, 1));
            WriteExtensions(writer);
        }

        return writer.Encode();
    }

    private void WriteExtensions(AsnWriter writer)
    {
        if (Extensions.Count == 0)
            return;

        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3)))
        using (writer.PushSequence())
        {
            foreach (RawExtension extension in Extensions)
                extension.Write(writer);
        }
    }
}

internal readonly record struct RawTime(DateTimeOffset At, bool Utc)
{
    public void Write(AsnWriter writer)
    {
        if (Utc)
            writer.WriteUtcTime(At);
        else
            writer.WriteGeneralizedTime(At, omitFractionalSeconds: true);
    }
}

internal sealed record RawExtension(string Oid, bool Critical, byte[] Value, bool WritesFalse = false)
{
    public void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oid);
            if (Critical || WritesFalse)
                writer.WriteBoolean(Critical);
            writer.WriteOctetString(Value);
        }
    }
}
