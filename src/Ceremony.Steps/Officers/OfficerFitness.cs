using System.Globalization;
using System.Text;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>
/// What an officer's certificate must be by itself, whoever issued it: an end entity's, for signatures, with a sound key. The verifier accepts
/// no other, so nobody may become an officer with one.
/// </summary>
internal static class OfficerFitness
{
    /// <summary>The key usages with one of which an officer signs challenges and texts (RFC 5280 §4.2.1.3).</summary>
    public static readonly IReadOnlyList<string> Signing = ["digitalSignature", "nonRepudiation"];

    /// <summary>Keys of these purposes sign by themselves, without a person (RFC 5280 §4.2.1.12).</summary>
    public static readonly IReadOnlyList<string> OfServices = ["serverAuth", "OCSPSigning", "timeStamping"];

    /// <summary>Why no officer can have it, the rest of a sentence; null where one can. Throws <see cref="PkiException"/> where it cannot be read.</summary>
    public static string? Refuse(byte[] certificate)
    {
        CertificateView view = CertificateView.Read(certificate);
        return view switch
        {
            { IsCa: true } => $"the certificate of {view.Subject} is a CA's",
            { HasKeyUsage: true } when !view.KeyUsage.Intersect(Signing).Any() => $"the certificate of {view.Subject} is not for signatures: its key usage is {StepWords.And(view.KeyUsage)}",
            _ when view.ExtendedKeyUsage.FirstOrDefault(OfServices.Contains) is { } purpose => $"the certificate of {view.Subject} is a service's, for {purpose}",
            _ when HidesSomething(view.Subject) => $"the subject {view.Subject} of the certificate holds a character that nobody can see",
            _ => Lint.Key(certificate) is [var finding, ..] ? $"the certificate of {view.Subject} has a finding: {finding}" : null,
        };
    }

    // What hides is escaped where the certificate is read, and so is a mark above a letter, which does not hide. A backslash of the name itself stands there twice.
    private static bool HidesSomething(string subject)
    {
        for (int at = subject.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < subject.Length; at = subject.IndexOf('\\', at + 2))
        {
            if (subject.AsSpan(at).StartsWith("\\u{", StringComparison.Ordinal)
                && subject.IndexOf('}', at) is var end and > 0
                && int.TryParse(subject.AsSpan(at + 3, end - at - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
                && Rune.IsValid(value) && Invisible.Is(new Rune(value)))
            {
                return true;
            }
        }

        return false;
    }
}
