namespace Ceremony.Pki;

/// <summary>The names of the keyUsage bits, in their order (RFC 5280 §4.2.1.3).</summary>
public static class KeyUsages
{
    /// <summary>Bit 0 first. Bit 1 has its older name, as products of the field call it; X.509 now calls it contentCommitment.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign", "cRLSign",
        "encipherOnly", "decipherOnly",
    ];

    /// <summary>The bit string's content, bit 0 as the top bit of the first byte, without trailing zero bits (X.690 §11.2.2).</summary>
    internal static (byte[] Bytes, int Unused) Bits(IReadOnlyList<string> usages)
    {
        int bits = 0;
        int last = 0;
        foreach (string usage in usages)
        {
            int bit = Names.ToList().IndexOf(usage);
            if (bit < 0)
                throw new PkiException($"the key usage \"{Core.Screens.Hostile.Escape(usage)}\" is not one of RFC 5280 §4.2.1.3");
            bits |= 0x8000 >> bit;
            last = Math.Max(last, bit);
        }

        return last < 8 ? ([(byte)(bits >> 8)], 7 - last) : ([(byte)(bits >> 8), (byte)bits], 15 - last);
    }

    /// <summary>The names of the bits that are set; null where bits without a name are.</summary>
    internal static IReadOnlyList<string>? FromBits(ReadOnlySpan<byte> bytes)
    {
        var usages = new List<string>();
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            if ((bytes[bit / 8] & (0x80 >> (bit % 8))) == 0)
                continue;
            if (bit >= Names.Count)
                return null;
            usages.Add(Names[bit]);
        }

        return usages;
    }
}
