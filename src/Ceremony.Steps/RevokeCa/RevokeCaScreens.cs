using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What ends with a CA, before it is revoked.</summary>
internal static class RevokeCaScreens
{
    public static Screen Propose(RevokeCaStep step, Registry registry, bool hasSpare) => new(
        "Revoke a CA",
        [
            new TextBlock($"The CA \"{step.Ca}\" will be revoked. Its officers cannot sign in any more, its key is retired, and procedures that are bound to it can issue nothing."),
            .. Ending.WarnOfBootKit(registry, step.Ca),
            .. Spare(hasSpare),
            new WarningBlock($"Log entries that are signed with the key of \"{step.Ca}\" can never be verified again once that key is gone."),
            new FactsBlock(
            [
                Named("officers who go", registry.All<OfficerRecognised>().Where(each => each.Bootstrap && registry.All<BootKitOpened>().Any(kit => kit.Ca == step.Ca)).Select(each => $"{each.Officer}, {each.Person}")),
                Named("officers who stay", registry.ActiveOfficers.Select(each => $"{each.Officer}, {each.Person}")),
                Named("procedures bound to it", registry.ProceduresOf(step.Ca)),
                new Detail("last CRL", registry.Find<CrlIssued>(each => each.Ca == step.Ca)!.Artifact),
            ]),
        ])
    {
        Help = "You are a new officer: you agree that the CA of the beginning ends. From now on only the officers who stay can confirm and sign in. "
            + "Make sure that each of them holds their own token and knows its PIN. Refuse with F8 and say why if somebody is missing.",
    };

    // Where there is no spare officer, one token that dies is the end: too few are left to confirm the replacement.
    private static IEnumerable<Block> Spare(bool hasSpare) => hasSpare ? [] :
    [
        new WarningBlock("There is no spare officer: afterwards no officer can be replaced. If one token is lost or one officer leaves, nobody can confirm any more. Agree only if that is known and accepted."),
    ];

    private static Detail Named(string what, IEnumerable<string> names) => Detail.From(what, string.Join("; ", names.DefaultIfEmpty("none")));
}
