using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about tokens that stayed unlocked after their step.</summary>
internal static class UnlockedLies
{
    public static IEnumerable<Lie> All =>
    [
        Unlocked("a token that stayed unlocked, though nobody agreed", f => f.Line("login-kept").Set("by", null), "by"),
        Unlocked("a token that stayed unlocked, as somebody agreed who was not there", f => f.Line("login-kept").Set("by", "Eve Miller"), "by"),
        Unlocked("a token that stayed unlocked, as another than its custodian agreed", f => f.Line("login-kept").Set("by", "Name of officer 2"), "tokens"),
        Unlocked("a token that may stay unlocked for longer than the script says", f => f.Line("login-kept").Set("idle", 50), "tokens"),
        Unlocked("a token that stayed unlocked outside of any step", f => f.Line("login-kept").Set("step", null), "tokens"),
        Unlocked("a token that stayed unlocked twice", f => f.After(f.Line("login-kept"), "login-kept", Kept()).Set("by", "Name of officer 1"), "tokens"),
        TwoKeys("a token that stayed unlocked, which the script does not allow", f => Ended(f, f.After(f.Line("step-started", 1, "first"), "login-kept", Kept()).Set("by", "Name of officer 1")), "tokens"),
        Unlocked("a token that was locked and had not been unlocked", f => f.Drop(f.Line("login-kept")), "tokens"),
        Unlocked("a token that nobody locked at the end of its act", f => f.Drop(f.Line("login-ended")), "tokens"),
        Unlocked("a token that was locked only in the next act", f => f.Move(f.Line("login-ended"), f.Line("step-started", 1, "seal")), "tokens"),
        Unlocked("a break in which a token stayed unlocked", f => f.Before(f.Line("step-started", 1, "second"), "break", new JsonMap { { "state", "begins" }, { "reason", "coffee" } }).Set("by", "Name of operator 1"), "tokens"),
        Unlocked("a token that was taken out and stayed unlocked", f => f.Before(f.Line("step-started", 1, "second"), "token-removed", new JsonMap { { "token", "hsm" } }).Set("step", null), "tokens"),
        Unlocked("an officer who left while a token stayed unlocked", Leaves, "tokens"),
        Unlocked("a token that was locked for a reason that there is not", f => f.Line("login-ended").Set("why", "boredom")),
    ];

    private static JsonMap Kept() => new() { { "token", "hsm" }, { "idle", 5 } };

    private static void Ended(Forger forger, ForgedLine kept) => forger.After(kept, "login-ended", new JsonMap { { "token", "hsm" }, { "why", "key" } }).Set("step", null);

    private static void Leaves(Forger forger)
    {
        JsonMap officer = new() { { "role", "officer" }, { "number", 2 }, { "name", "Name of officer 2" } };
        ForgedLine left = forger.Before(forger.Line("step-started", 1, "second"), "left", new JsonMap { { "person", officer } }).Set("by", "Name of operator 1");
        forger.After(left, "entered", new JsonMap { { "person", officer } }).Set("by", "Name of operator 1");
    }
}
