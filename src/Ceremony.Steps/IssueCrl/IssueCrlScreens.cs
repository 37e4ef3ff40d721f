using System.Globalization;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>The last CRL before and after it is signed.</summary>
internal static class IssueCrlScreens
{
    private const int DigitsShown = 12;

    public static Screen Propose(IReadOnlyList<CertificateView> issued) => new(
        "Issue the last CRL",
        new TextBlock($"{StepWords.Count(issued.Count, "certificate")} {(issued.Count == 1 ? "is" : "are")} on this last CRL of the CA: every one that it is known to have issued, and its own."),
        new WarningBlock("No further CRL of this CA will come. What is not on this one can never be revoked."),
        new TableBlock(["serial number", "certificate"], [.. issued.Select(each => (IReadOnlyList<string>)[Beginning(each.SerialNumber), each.Subject])]))
    {
        Help = "You are asked to agree to the last list of revoked certificates of this CA. Compare the certificates with what the paper script says "
            + "that the CA issued; whoever relies on one of them refuses it once the list is published. Refuse with F8 and say why if one is missing.",
    };

    public static Screen Made(IssueCrlStep step, CrlView crl, string artifact) => new(
        "The last CRL is issued",
        new TextBlock($"The last CRL of \"{step.Ca}\" is signed. Its signature was verified in software. Publish it where the CA's certificates are checked."),
        new FactsBlock(
            new Detail("issuer", crl.Issuer, Foreign: true),
            new Detail("CRL number", $"{crl.Number}", Foreign: true),
            new Detail("made", StepWords.Time(crl.ThisUpdate), Foreign: true),
            new Detail("certificates", crl.Entries.Count.ToString(CultureInfo.InvariantCulture), Foreign: true),
            new Detail("in the archive as", artifact),
            new Detail("as PEM", IssueCrlStep.PemOf(artifact)),
            new Detail("SHA-256", HexText.Groups(crl.Sha256))))
    {
        IsNews = true,
        Help = "Nothing is asked of you. The list is in the archive; whoever runs the servers takes it from there. Enter goes on.",
    };

    // Enough to find it among the entries, which give it in full.
    private static string Beginning(string serialNumber) => serialNumber.Length <= DigitsShown ? HexText.Pairs(serialNumber) : $"{HexText.Pairs(serialNumber[..DigitsShown])} …";
}
