using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A certificate as it lies in a file or among the artifacts: DER, or PEM (RFC 7468 §5).</summary>
internal static class CertificateFile
{
    private const string Label = "CERTIFICATE";

    // How DER begins.
    private const byte Sequence = 0x30;

    /// <summary>The DER of the certificate, of the first one in a PEM file that holds nothing else and is whole, as of a chain; null where there is none.</summary>
    public static byte[]? Read(byte[] bytes)
    {
        try
        {
            return CertificateView.Read(bytes is [Sequence, ..] ? bytes : Pem.Blocks(bytes, Label).Select(block => block.Der).FirstOrDefault([])).Der;
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
}
