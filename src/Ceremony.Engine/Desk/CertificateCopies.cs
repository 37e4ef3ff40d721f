using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Pki;

namespace Ceremony.Engine;

/// <summary>
/// The other files of a folder, and of the folders in it, that hold a certificate of a file, as DER or PEM. Whatever else stands in a file is passed over, as servers do
/// that read a trust store whole.
/// </summary>
/// <param name="files">Files.</param>
internal sealed class CertificateCopies(IDurableFiles files)
{
    private const int LongestFile = 1 << 20;

    // A link can lead back into its own folder.
    private const int Deepest = 8;

    /// <summary>The names of those files, as they are called from the folder; none where the file holds no certificate. Throws <see cref="DeviceFault"/>.</summary>
    /// <param name="file">The whole path of the file.</param>
    public IReadOnlyList<string> Of(string file)
    {
        HashSet<string> wanted = [.. Certificates(file).Where(IsCertificate).Select(Convert.ToHexString)];
        string folder = Path.GetDirectoryName(file) ?? "/";
        return wanted.Count == 0 ? [] : [.. Inside(folder, "", 0).Where(name => Path.Combine(folder, name) != file && Certificates(Path.Combine(folder, name)).Select(Convert.ToHexString).Any(wanted.Contains))];
    }

    private IEnumerable<string> Inside(string folder, string within, int depth) => files.Names(Path.Combine(folder, within))
        .Select(name => Path.Combine(within, name))
        .SelectMany(name => depth < Deepest && files.Names(Path.Combine(folder, name)).Count > 0 ? Inside(folder, name, depth + 1) : [name]);

    private IEnumerable<byte[]> Certificates(string path)
    {
        try
        {
            return files.Read(path, LongestFile) is { } bytes ? Values(bytes) : [];
        }
        catch (DeviceFault fault) when (fault.Code is "NotPlain" or "TooLong")
        {
            return [];
        }
    }

    private static IReadOnlyList<byte[]> Values(byte[] bytes)
    {
        const byte Sequence = 0x30;
        if (bytes is [Sequence, ..])
            return First(bytes);

        var found = new List<byte[]>();
        string text = Encoding.Latin1.GetString(bytes);
        for (int at = 0; PemEncoding.TryFind(text.AsSpan(at), out PemFields block); at += block.Location.End.Value)
        {
            found.AddRange(First(Convert.FromBase64String(text[at..][block.Base64Data])));
        }

        return found;
    }

    // What follows is no part of it: an ending of a line, or what OpenSSL adds of its trust.
    private static IReadOnlyList<byte[]> First(byte[] bytes) =>
        AsnDecoder.TryReadEncodedValue(bytes, AsnEncodingRules.BER, out _, out _, out _, out int length) ? [bytes[..length]] : [];

    private static bool IsCertificate(byte[] der)
    {
        try
        {
            CertificateView.Read(der);
            return true;
        }
        catch (PkiException)
        {
            return false;
        }
    }
}
