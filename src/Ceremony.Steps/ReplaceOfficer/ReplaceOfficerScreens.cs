using Ceremony.Core.Facts;
using Ceremony.Core.Screens;

namespace Ceremony.Steps;

/// <summary>What ends for an officer, and who agrees to it.</summary>
internal static class ReplaceOfficerScreens
{
    public static Screen Propose(ReplaceOfficerStep step, OfficerCreated officer, IReadOnlyList<Confirmer> others, bool hasSpare) => new(
        "Replace an officer",
        [
            new TextBlock($"{officer.Person} will no longer be the officer \"{officer.Officer}\": this officer's token can no longer sign in or confirm. "
                + "The others confirm it. Another officer can be created in that place."),
            .. Spare(hasSpare),
            new FactsBlock(
                new Detail("Officer name", officer.Officer),
                Detail.From("held by", officer.Person),
                new Detail(officer.File is null ? "card" : "soft token", Hostile.Escape(officer.File ?? officer.Token?.Name ?? "")),
                new Detail("reason", Hostile.Escape(step.Reason)),
                Detail.From("the others", string.Join("; ", others.Select(each => $"{each.Officer}, {each.Person}")))),
        ])
    {
        Help = "You are one of the other officers: you agree that this officer's rights end. Make sure that the reason is true, and that it is this officer "
            + "who is meant. Take the token from the officer if it still works. Refuse with F8 and say why if anything differs from what is shown here.",
    };

    private static IEnumerable<Block> Spare(bool hasSpare) => hasSpare ? [] :
    [
        new WarningBlock("Until another officer is created there is no spare one."),
    ];
}
