using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about a token that was initialised, and about PINs that were changed or set anew.</summary>
internal static class TokenSetupLies
{
    private const string Initialise = "initialise-token";
    private const string Set = "set-user-pin";
    private const string Change = "change-pin";

    public static IEnumerable<Lie> All =>
    [
        SetUp("a token that got another label than is told", f => f.SetFact("token-initialised", "label", "Other"), "facts"),
        SetUp("a token that got a label that is not what it is called", Relabelled, "facts"),
        SetUp("a token that has another serial number than it got", f => f.SetFact("token-initialised", "token-serial", "other"), "facts"),
        SetUp("a token that was in use when it was initialised", f => Blank(f).Set("seen/initialised", true), "facts"),
        SetUp("a token out of another slot than the blank one was in", f => Blank(f).Set("seen/blank/0/slot", "slot 8"), "facts"),
        SetUp("one of two blank tokens, of which nobody knows which", f => Blank(f).Set("seen/blank", new JsonList([f.First(IsBlank)["seen/blank/0"], f.First(IsBlank)["seen/blank/0"]])), "facts"),
        SetUp("a blank token that nobody had seen", f => f.Drop(Blank(f)), "facts"),
        SetUp("a token out of a slot that the script does not name", Elsewhere),
        SetUp("a token out of another slot than the officers agreed to", f => f.Intention(Initialise).Set("action/slot", "slot 8"), "actions"),
        SetUp("officers who agreed to another blank token", f => f.Proposal(Initialise).Set("actions/0/slot", "slot 8"), "proposals"),
        SetUp("a token that was there before it was initialised", f => f.Move(f.Line("token-inserted"), f.Line("step-started", 1, "setup")), "tokens"),
        SetUp("a token that was initialised and got no user PIN", f => f.Drop(f.Receipt(Set), f.Intention(Set))),
        SetUp("a new token whose user PIN was never seen to be set", f => After(f, "setup").Set("seen/pin", "NotSet"), "facts"),
        SetUp("a token that is another one after it was initialised", f => f.Receipt(Initialise).Set("receipt/token-serial", "other")),
        SetUp("a PIN that was changed on another token", f => f.Receipt(Change).Set("receipt/token-serial", "other"), "facts"),
        SetUp("a change of another PIN than was agreed to", f => f.Intention(Change).Set("action/of", "security-officer"), "actions"),
        SetUp("a change of another PIN than is told", f => f.SetFact("pin-changed", "of", "security-officer"), "facts"),
        SetUp("a PIN that nobody changed", f => f.Drop(f.Receipt(Change)), "facts"),
        SetUp("a PIN of nobody", f => f.SetFact("pin-changed", "of", "auditor")),
        SetUp("a PIN that was set anew and is locked", f => After(f, "unblock").Set("seen/pin", "Locked"), "facts"),
        SetUp("a PIN that was set anew on another token", f => f.SetFact("pin-unblocked", "token-serial", "other"), "facts"),
    ];

    private static ForgedLine Blank(Forger forger) => forger.First(IsBlank);

    private static bool IsBlank(ForgedLine line) => line.Kind == "looked" && line.Text("look/look") == "blank-tokens";

    // The last look of a step.
    private static ForgedLine After(Forger forger, string step) => forger.Last("looked", step);

    // Everything that goes with the action tells the same.
    private static void Elsewhere(Forger forger) => forger.Everywhere("slot 7", "slot 8", "setup");

    private static void Relabelled(Forger forger)
    {
        forger.Receipt(Initialise).Set("receipt/label", "Other");
        forger.SetFact("token-initialised", "label", "Other");
    }
}
