using System.Formats.Asn1;

namespace Ceremony.Pki;

/// <summary>
/// What a PKCS#12 file (RFC 7292 §4) says of itself before anybody types its PIN: how it is kept whole and what it is encrypted with. What no PIN could open is refused here, with the
/// kind that was found.
/// </summary>
/// <param name="Contents">The octets that the MAC is over: the AuthenticatedSafe.</param>
/// <param name="Mac">The MAC of RFC 9579; null for that of RFC 7292, which the framework checks.</param>
/// <param name="WithoutMac">The file without its MAC, for a reader that does not know RFC 9579.</param>
/// <param name="Key">EncryptedPrivateKeyInfo (RFC 5958 §3) of the only key that lies open under the PIN; null where none does, or several do.</param>
internal sealed record Pkcs12File(byte[] Contents, Pbmac1? Mac, byte[] WithoutMac, byte[]? Key)
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string ShroudedKeyBag = "1.2.840.113549.1.12.10.1.2";
    private static readonly Asn1Tag Explicit = new(TagClass.ContextSpecific, 0, isConstructed: true);

    // MD5, SHA-1, SHA-256, SHA-384, SHA-512: what the framework makes a MAC of RFC 7292 appendix B with.
    private static readonly HashSet<string> MacHashes = ["1.2.840.113549.2.5", "1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"];

    /// <summary>Reads a file. Throws <see cref="PkiException"/> for one that no PIN could open, and says of what kind it is.</summary>
    public static Pkcs12File Read(byte[] file)
    {
        if (OtherKind(file) is { } other)
            throw new PkiException(NotOne(other));

        try
        {
            return Parse(file);
        }
        catch (Exception fault) when (Der.IsAboutTheInput(fault))
        {
            throw new PkiException(NotOne("it is damaged, or of another kind"));
        }
    }

    // What people take for a soft token by mistake.
    private static string? OtherKind(byte[] file) => file switch
    {
        [] => "it is empty",
        [0xFE, 0xED, 0xFE, 0xED, ..] => "it is a Java keystore (JKS)",
        [0xCE, 0xCE, 0xCE, 0xCE, ..] => "it is a Java keystore (JCEKS)",
        [(byte)'-', (byte)'-', (byte)'-', (byte)'-', (byte)'-', ..] => "it is a PEM file",
        [0x30, ..] => null,
        _ => "it is of another kind",
    };

    private static string NotOne(string why) => $"the soft token is not a PKCS#12 file: {why}; have it exported as PKCS#12 (.p12)";

    private static PkiException Unfit(string why) => new($"no PIN opens the soft token here, since {why}; have it exported again as PKCS#12 with AES-256 and a MAC of SHA-256");

    private static Pkcs12File Parse(byte[] file)
    {
        var outer = new AsnReader(file, AsnEncodingRules.BER);
        AsnReader pfx = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!pfx.TryReadInt32(out int version) || version != 3)
            throw new PkiException(NotOne("it is of another kind or version"));

        ReadOnlyMemory<byte> safe = pfx.PeekEncodedValue();
        AsnReader content = pfx.ReadSequence();
        string type = content.ReadObjectIdentifier();
        if (type == SignedData)
            throw Unfit("it is kept whole by a signature and not by a MAC");
        if (type != Data)
            throw new PkiException(NotOne("it is of another kind"));

        byte[] contents = content.ReadSequence(Explicit).ReadOctetString();
        if (!pfx.HasData)
            throw Unfit("it has no MAC: nothing shows that it is as it was made");

        Pbmac1? mac = ReadMac(pfx.ReadSequence());
        var keys = new List<byte[]>();
        DemandCiphers(new AsnReader(contents, AsnEncodingRules.BER).ReadSequence(), keys);
        var without = new AsnWriter(AsnEncodingRules.BER);
        using (without.PushSequence())
        {
            without.WriteInteger(version);
            without.WriteEncodedValue(safe.Span);
        }

        return new Pkcs12File(contents, mac, without.Encode(), keys is [var only] ? only : null);
    }

    private static Pbmac1? ReadMac(AsnReader macData)
    {
        AsnReader digest = macData.ReadSequence();
        AsnReader algorithm = digest.ReadSequence();
        string kind = algorithm.ReadObjectIdentifier();
        if (kind == Pbmac1.Oid)
            return Pbmac1.Read(algorithm.ReadSequence(), digest.ReadOctetString());

        return MacHashes.Contains(kind) ? null : throw Unfit($"its MAC is of a kind that this program does not know ({kind})");
    }

    // The keys may lie in what is encrypted itself; what lies open says now what it needs.
    private static void DemandCiphers(AsnReader safes, List<byte[]> keys)
    {
        while (safes.HasData)
        {
            AsnReader safe = safes.ReadSequence();
            string type = safe.ReadObjectIdentifier();
            AsnReader content = safe.ReadSequence(Explicit);
            if (type == EncryptedData)
            {
                AsnReader encrypted = content.ReadSequence();
                encrypted.ReadInteger();
                AsnReader info = encrypted.ReadSequence();
                info.ReadObjectIdentifier();
                DemandCipher(info.ReadSequence());
            }
            else if (type == Data)
            {
                DemandCiphersOfBags(new AsnReader(content.ReadOctetString(), AsnEncodingRules.BER).ReadSequence(), keys);
            }
            else
            {
                throw Unfit("it is encrypted to a key and not under a PIN");
            }
        }
    }

    private static void DemandCiphersOfBags(AsnReader bags, List<byte[]> keys)
    {
        while (bags.HasData)
        {
            AsnReader bag = bags.ReadSequence();
            if (bag.ReadObjectIdentifier() != ShroudedKeyBag)
                continue;

            AsnReader key = bag.ReadSequence(Explicit);
            keys.Add(key.PeekEncodedValue().ToArray());
            DemandCipher(key.ReadSequence().ReadSequence());
        }
    }

    private static void DemandCipher(AsnReader algorithm)
    {
        if (Pkcs12Ciphers.Refuse(algorithm) is { } why)
            throw Unfit(why);
    }
}
