using System.Text;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Certificates that are trusted, as people give them in a file.</summary>
public static class GivenTrust
{
    private const string Label = "CERTIFICATE";

    // How DER of more than 127 bytes begins; text can begin with a zero too.
    private const byte Sequence = 0x30;
    private const byte LongForm = 0x81;

    // Hundreds of certificates.
    private const long LongestFile = 1 << 20;

    /// <summary>Reads a plain file of at most 1 MiB: not a link, a folder, a pipe or a device, which might never end. Null where it is none.</summary>
    public static byte[]? ReadFile(string path) => PlainFile.Read(path, path, LongestFile, out _, LongestFile)?.Bytes;

    /// <summary>Reads one certificate in DER, or any number in PEM with whatever text between them. All must be readable, and there must be one.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="certificates">DER of each.</param>
    /// <param name="problem">One sentence where they cannot be read.</param>
    public static bool TryRead(byte[] file, out IReadOnlyList<byte[]> certificates, out string problem)
    {
        certificates = [];
        problem = "";
        try
        {
            certificates = file is [Sequence, >= LongForm, ..] ? [CertificateView.Read(file).Der] : Pem(Encoding.Latin1.GetString(file));
            problem = certificates.Count == 0 ? "The file given as trusted contains no certificate, neither in PEM nor in DER." : "";
        }
        catch (PkiException)
        {
            problem = "The file given as trusted contains something that is not a certificate.";
        }

        return problem.Length == 0;
    }

    // Every certificate that begins must also be complete: a broken one is not silently left out, for it may be the very one that counts.
    private static List<byte[]> Pem(string text)
    {
        if (!PemText.IsWhole(text))
        {
            throw new PkiException("an end without its beginning");
        }

        return [.. PemText.Blocks(text).Select(block => block.Label == Label ? CertificateView.Read(block.Der).Der : throw new PkiException("something other than a certificate"))];
    }
}
