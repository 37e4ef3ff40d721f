using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A certificate as it lies in a file or among the artifacts: DER, or PEM (RFC 7468 §5).</summary>
internal static class CertificateFile
{
    private const string Label = "CERTIFICATE";

    /// <summary>The DER of the certificate, of the first one in a PEM file; null where there is none.</summary>
    public static byte[]? Read(byte[] bytes)
    {
        try
        {
            return CertificateView.Read(FromPem(Encoding.Latin1.GetString(bytes)) ?? bytes).Der;
        }
        catch (PkiException)
        {
            return null;
        }
    }

    /// <summary>An artifact that is no certificate.</summary>
    public static StepResult IsNone(string artifact) => new StepResult.Refused(
        "no-certificate",
        $"What is kept under the name {Hostile.Escape(artifact)} is not a certificate.",
        "Compare the name with the step that keeps the certificate; if the script is wrong, abort and have it corrected.");

    private static byte[]? FromPem(ReadOnlySpan<char> text)
    {
        while (PemEncoding.TryFind(text, out PemFields pem))
        {
            if (text[pem.Label] is Label)
            {
                return Convert.FromBase64String(text[pem.Base64Data].ToString());
            }

            text = text[pem.Location.End..];
        }

        return null;
    }
}
