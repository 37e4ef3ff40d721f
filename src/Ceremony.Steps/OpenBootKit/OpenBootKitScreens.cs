using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>The boot kit, once its parts were found to belong together.</summary>
internal static class OpenBootKitScreens
{
    public static Screen Open(BootKitOpened kit, CertificateView bootCa, IReadOnlyList<OfficerRecognised> officers) => new(
        "The boot kit is open",
        [
            new TextBlock("The Boot CA and the soft tokens of both bootstrap officers belong together."),
            new WarningBlock("Two-step signing is disabled for bootstrap officers: both confirm each step together, here and now, each with their own soft "
                + "token. Disabled does not mean that one of them is enough."),
            new FactsBlock(
            [
                new Detail("Boot CA", bootCa.Subject, Foreign: true),
                new Detail("valid until", StepWords.Time(bootCa.NotAfter), Foreign: true),
                .. Key(kit),
                .. officers.SelectMany(Officer),
                new Detail("certificates issued by it", kit.Issued.Count == 0 ? "only the officers'" : $"{kit.Issued.Count}, and the officers'"),
                Detail.From("procedures bound to it", kit.Procedures.Count == 0 ? "none known" : string.Join("; ", kit.Procedures)),
                new Detail("SHA-256 of the Boot CA", HexText.Groups(bootCa.Sha256)),
            ]),
        ])
    {
        Help = "You are a bootstrap officer: see that your own name is beside your own certificate. From now on every step that cannot be undone "
            + "is confirmed by both of you, until two officers with tokens of their own have been created. Keep your soft token with you. Enter goes on.",
    };

    private static IEnumerable<Detail> Key(BootKitOpened kit) => kit is { Token: { } token, Key: { } key, KeyId: { } id }
        ? [Detail.From("its key", key), new Detail("in the token", token.Name), new Detail("id", HexText.Pairs(id), Foreign: true)]
        : [new Detail("its key", "in no token that the script names: the Boot CA cannot be revoked in this ceremony")];

    private static IEnumerable<Detail> Officer(OfficerRecognised officer) =>
    [
        Detail.From(officer.Officer, officer.Person),
        new Detail("certificate", CertificateView.Read(officer.Certificate).Subject, Foreign: true),
    ];
}
