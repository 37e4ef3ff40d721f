using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>An officer in the words of Certificate Manager's dialog.</summary>
internal static class CreateOfficerScreens
{
    private const int FewDays = 30;

    public static Screen Choose(CardProduced card) => new(
        "Which certificate",
        new TextBlock($"{card.Subject} becomes an officer with one of the certificates on the card {card.Number}. Any of them may be chosen."))
    {
        Help = "Choose the key whose certificate will be the officer's. The officer signs in and confirms with it from then on; the paper script may say which one.",
    };

    public static Screen Propose(OfficerCreated officer, IReadOnlyList<Detail> token, CertificateView certificate, DateTimeOffset now, OfficerProfileCreated profile) => new(
        "Create an officer",
        [
            new TextBlock((officer.State, profile.State) switch
            {
                ("active", "active") => $"{officer.Person} becomes the officer \"{officer.Officer}\". Once there are as many officers as must confirm, they confirm with their own tokens "
                    + "in place of those who confirm now.",
                ("active", _) => $"{officer.Person} becomes the officer \"{officer.Officer}\", but the profile is inactive: this officer can neither sign in nor confirm.",
                _ => $"{officer.Person} becomes the officer \"{officer.Officer}\", but inactive: this officer can neither sign in nor confirm.",
            }),
            .. SoonOver(certificate.NotAfter - now),
            new FactsBlock(
            [
                new Detail("subject", certificate.Subject, Foreign: true),
                .. token,
                new Detail("valid until", StepWords.Time(certificate.NotAfter), Foreign: true),
            ]),
        ])
    {
        Help = "You are asked to agree that this person becomes an officer. See that the person named holds that card or the medium with that soft token in their own hand. "
            + "Whoever is an officer can confirm what cannot be undone. Refuse with F8 and say why if anything differs.",
    };

    // Whoever becomes an officer now may have to confirm and seal for a while yet; with a certificate that is over nobody can.
    private static IEnumerable<Block> SoonOver(TimeSpan left) => left.TotalDays >= FewDays ? [] :
    [
        new WarningBlock($"The certificate is valid for only {StepWords.Count((int)left.TotalDays, "whole day")} more. After that this officer cannot sign in, confirm or seal."),
    ];
}
