using Ceremony.Core.Facts;
using Ceremony.Core.Actions;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>A soft token while it is issued, in the words of RA's tab Soft Token.</summary>
internal static class IssueSoftTokenScreens
{
    public static Screen Pin(SoftTokenPlan plan, MakeSoftToken make, MediumView medium, bool isRehearsal) => new(
        "The soft token's key and PIN",
        [
            new TextBlock($"A new {StepWords.Key(make.Algorithm)} is made for the soft token {plan.Step.FileName}. {plan.Holder.Name} is then shown its PIN, notes it, and types it once."),
            new WarningBlock($"Only {plan.Holder.Name} looks at the screen. Everybody else turns away before the operator goes on."),
            new FactsBlock(
                Detail.From("file", make.File),
                Detail.From("on", $"{medium.Device}, {medium.FileSystem}, mounted at {medium.MountPoint}"),
                new Detail("removable", StepWords.YesNo(medium.Removable)),
                new Detail("free", $"{medium.FreeBytes} bytes"),
                new Detail("PIN procedure", DialogWords.PinProcedure(plan.TokenProcedure.PinProcedure)),
                new Detail("digits", $"{make.Digits}")),
            .. isRehearsal && !IssueSoftTokenRefusals.IsOwn(medium)
                ? [new TextBlock("This is a rehearsal: a folder on the machine's own disk stands for the removable medium. In production it is refused.")]
                : Array.Empty<Block>(),
        ])
    {
        Help = "You are the holder: take pen and a sheet of your own. The PIN shows for about a second each time you press the space key, as often as you "
            + "want. Note it, type it once, and put the sheet into your envelope. If somebody else saw it, say so: another key and PIN are made.",
    };

    public static Screen Propose(SoftTokenPlan plan) => new(
        "Issue a soft token",
        new FactsBlock(
        [
            Detail.From("file", plan.Step.File),
            new Detail("holder", plan.Holder.Name),
            new Detail("token procedure", plan.TokenProcedure.Procedure),
            new Detail("certificate procedure", plan.Issuance.Procedure.Procedure),
            new Detail("key usage selected", plan.Issuance.Procedure.KeyUsage.Count == 0 ? "none: the one that is asked for is used" : ExtensionFields.Told(plan.Issuance.Procedure.KeyUsage)),
            new Detail("key usage asked for", ExtensionFields.Told(plan.Step.Asked.KeyUsage)),
            .. ExtensionFields.Selected(plan.Issuance.Procedure),
            .. ExtensionFields.Asked(plan.Step.Asked),
            new Detail("issuer certificates", plan.StoresIssuer ? "stored in the file" : "none"),
            new Detail("CA chain", plan.Issuance.GivesChain ? "kept with the certificate" : "none"),
        ]))
    {
        Help = "You are asked to agree to this certificate. Compare the subject and the dates with the paper script. What is shown first is decoded "
            + "from the very bytes that the CA will sign. The key was made by this program and lies in the file, protected by the holder's PIN. Refuse with F8 "
            + "and say why if anything differs.",
    };

    public static Screen Complete(SoftTokenPlan plan, CertificateView certificate) => new(
        "Write the soft token",
        new TextBlock($"The certificate is signed, and its signature verified. Now key and certificate are written to the soft token {plan.Step.FileName}, and the file is opened again."),
        new FactsBlock(
            Detail.From("file", plan.Step.File),
            new Detail("serial number", HexText.Pairs(certificate.SerialNumber)),
            new Detail("protected by", "AES-256 and HMAC-SHA-256, under the holder's PIN")),
        new TextBlock(plan.StoresIssuer ? "The issuing CA's certificate is stored in it too." : "No issuer certificates are stored in it."))
    {
        Help = "You are the operator: see that the medium is still in place, then go on. Where the program was interrupted, the holder types the PIN again.",
    };

    public static Screen Made(SoftTokenPlan plan, CertificateView certificate, SoftTokenReceipt written) => new(
        "The soft token is ready",
        new TextBlock($"The soft token {plan.Step.FileName} was opened again with its PIN, and holds the certificate. {plan.Holder.Name} keeps the PIN."),
        new FactsBlock(
        [
            Detail.From("file", plan.Step.File),
            new Detail("size", $"{written.Size} bytes"),
            new Detail("subject", certificate.Subject, Foreign: true),
            new Detail("key usage", ExtensionFields.Told(certificate.KeyUsage)),
            .. ExtensionFields.Issued(certificate),
            new Detail("valid until", StepWords.Time(certificate.NotAfter)),
            new Detail("certificate in the archive as", plan.Step.Artifact),
            new Detail("SHA-256", HexText.Groups(certificate.Sha256)),
        ]))
    {
        Help = "Nothing is asked of you. Whoever has the file can try PINs without end, so keep the medium as you keep a key. Have it unmounted before it is "
            + "taken out. Enter goes on.",
    };
}
