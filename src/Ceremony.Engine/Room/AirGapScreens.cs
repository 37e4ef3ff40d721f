using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine;

/// <summary>What operator and officers read of an air gap that is broken or open.</summary>
internal static class AirGapScreens
{
    /// <summary>The question for the reason.</summary>
    public const string Reason = "reason";

    /// <summary>An interface is up, and no line says why.</summary>
    public static Screen Broken(IReadOnlyList<string> up) => new(
        "The air gap is broken",
        new WarningBlock($"A network interface is up: {Hostile.Escape(string.Join(", ", up))}."),
        new TextBlock("Pull its cable or switch it off, then look again. If it has to stay up, record the air gap as open and say why. Nothing is logged into then before the officers have confirmed it."))
    {
        Help = "A ceremony is held on a machine without a network. The state of every interface is recorded with each step. An air gap that is open stands on every screen and on the report's first page, with the reason and who confirmed it. "
            + "Interfaces that must be up in every such ceremony belong into the script, under \"interfaces-up\".",
    };

    /// <summary>The reason is asked for.</summary>
    public static Screen Why(IReadOnlyList<string> up) => new(
        "Record the air gap as open",
        new WarningBlock($"A network interface is up: {Hostile.Escape(string.Join(", ", up))}."),
        new TextBlock("Write down for the auditor why it has to stay up. The officers sign this sentence."))
    {
        Help = "You are the operator: type the reason. It stands on the report's first page. If the interface can be taken down after all, take it down now: then nothing is recorded but that it was up.",
    };

    /// <summary>The officers are asked.</summary>
    public static Screen Proposed(AirGapOpening opening) => new(
        "The air gap is open",
        new WarningBlock($"A network interface is up: {Hostile.Escape(string.Join(", ", opening.Up))}. With your agreement the ceremony goes on like this, and tokens are logged into, until it is down or another one comes up."),
        new FactsBlock(Detail.From(Reason, opening.Reason)))
    {
        Help = "You are an officer: whoever reaches this machine over that network could change what it shows and what your tokens sign. Agree only if the reason convinces you. Refuse with F8 and say why; then the interface is taken down, or the ceremony is left or aborted.",
    };

    /// <summary>They refused.</summary>
    public static Screen Refused(AirGapOpening opening) => new(
        "The officers did not confirm the open air gap",
        new WarningBlock($"A network interface is up: {Hostile.Escape(string.Join(", ", opening.Up))}. The officers did not agree to go on like this, so nothing is logged into."),
        new TextBlock("Take the interface down, then look again. Otherwise leave the program, or abort the ceremony."))
    {
        Help = "Who refused, and why, is on record. Once no interface is up the ceremony goes on by itself.",
    };

    /// <summary>Nobody can confirm yet.</summary>
    public static Screen Waiting() => new(
        "Nobody can log in yet",
        new WarningBlock("A network interface is up, and the officers have not confirmed that. There are not enough of them yet who could."),
        new TextBlock("Take the interface down, then look again. Otherwise leave the program, or abort the ceremony."))
    {
        Help = "While the air gap is open no token is logged into before the officers have confirmed it. They can as soon as the ceremony has recognised them; this step comes before that, so it needs the interface to be down.",
    };
}
