namespace Ceremony.Pki;

/// <summary>Writes a .p7s again from what the verifier read of it, byte by byte and without any library: the second opinion on its encoding.</summary>
internal static class CmsEncoding
{
    private static readonly byte[] SignedDataOid = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];
    private static readonly byte[] DataOid = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
    private static readonly byte[] Sha256Oid = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

    public static byte[] Of(CmsView view) =>
        Wrap(0x30, SignedDataOid, Wrap(0xA0, Wrap(
            0x30,
            [0x02, 0x01, 0x01],
            Wrap(0x31, Wrap(0x30, Sha256Oid)),
            Wrap(0x30, DataOid),
            Wrap(0xA0, Sorted(view.Certificates)),
            Wrap(0x31, Sorted(view.Signers.Select(each => each.SignerInfo))))));

    /// <summary>X.690 §11.6: in ascending order, compared as strings of bytes.</summary>
    private static byte[][] Sorted(IEnumerable<byte[]> members) =>
        [.. members.Order(Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)))];

    private static byte[] Wrap(byte tag, params byte[][] parts)
    {
        int length = parts.Sum(part => part.Length);
        return [tag, .. Length(length), .. parts.SelectMany(part => part)];
    }

    /// <summary>X.690 §10.1: the definite form in the fewest bytes.</summary>
    private static byte[] Length(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        < 0x10000 => [0x82, (byte)(length >> 8), (byte)length],
        _ => [0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };
}
