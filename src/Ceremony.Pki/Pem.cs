using System.Security.Cryptography;
using System.Text;

namespace Ceremony.Pki;

/// <summary>Textual encodings (RFC 7468) as files hold them.</summary>
internal static class Pem
{
    /// <summary>
    /// What is inside a PEM block of one of those labels, or the bytes as they are where they begin as DER does. Throws
    /// <see cref="PkiException"/> where there is another block, or a second one after it.
    /// </summary>
    public static byte[] ReadOrDer(byte[] file, params IReadOnlyList<string> labels)
    {
        const byte Sequence = 0x30;
        if (file is [Sequence, ..])
            return file;

        string text = Encoding.ASCII.GetString(file);
        if (!PemEncoding.TryFind(text, out PemFields fields))
            throw new PkiException($"the file is neither DER nor PEM with a {labels[0]}");
        if (!labels.Contains(text[fields.Label]))
            throw new PkiException($"the file contains a PEM block with a label other than {labels[0]}");
        if (PemEncoding.TryFind(text.AsSpan(fields.Location.End.Value), out _))
            throw new PkiException("the file contains more than one PEM block");
        return Convert.FromBase64String(text[fields.Base64Data]);
    }
}
