namespace Ceremony.Pki;

/// <summary>Serial numbers of certificates (RFC 5280 §4.1.2.2).</summary>
public static class SerialNumbers
{
    /// <summary>How many random bytes a serial number is made of, and how long it is.</summary>
    public const int Size = 16;

    /// <summary>
    /// A serial number of 16 bytes with 126 random bits. The top bit is clear, so that it is positive; the next one is set, so that it is not
    /// zero and its DER is always of the same length. Throws <see cref="PkiException"/> for other than 16 bytes.
    /// </summary>
    public static byte[] FromRandom(ReadOnlySpan<byte> random)
    {
        if (random.Length != Size)
            throw new PkiException($"a serial number is made of {Size} random bytes, not of {random.Length}");

        byte[] serial = random.ToArray();
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
