using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about steps that the officers confirmed together.</summary>
internal static class TogetherLies
{
    private const string Second = "second";
    private const string Third = "third";

    public static IEnumerable<Lie> All =>
    [
        Together("another key than the one that was signed with others", f => f.Line("intended", 2).Set("action/label", "Other key"), "actions"),
        Together("a key of a later step that the officers read under another label", f => Part(f, "screen", "Second key", "Harmless key"), "proposals"),
        Together("a key of a later step that the officers signed under another label", f => Part(f, "text", "Second key", "Harmless key"), "proposals"),
        Together("a key of a later step under another label than was signed", f => Part(f, "actions", "Second key", "Other key"), "proposals"),
        Together("a later step without any action", f => f.Line("proposed").Set("together/0/actions", new JsonList()), "proposals"),
        Together("a later step that asks for something else", f => f.Line("proposed").Set("together/0/asks", new string('0', 64)), "requests"),
        Together("a later step that is another one", f => f.Line("proposed").Set("together/0/step", Third), "approvals"),
        Together("later steps in another order", f => f.Line("proposed").Set("together", new JsonList(f.Line("proposed")["together"].AsList().Reverse())), "approvals"),
        Together("a step that was left out between two that were confirmed together", f => f.Line("proposed").Set("together/0", null), "approvals"),
        Together("steps that the script has confirmed alone", Alone, "outline"),
        Together("steps that the list has confirmed in other groups", f => f.Line("parameters").Set("steps/5/together", Third), "approvals"),
        Together("a later step that was approved although the one before was not", f => f.Drop(f.Line("approved", 1, Second)), "approvals"),
        Together("a later step that the officers approved before the clock was compared", f => f.After(f.Line("step-done", 1, "first"), "clock-compared", new JsonMap { { "shown", f.Line("step-done", 1, "first")["at"] } }), "approvals"),
        Together("a later step that an officer approved who had left", Left, "approvals"),
        Together("a later step's approval by a proposal that does not name it", f => f.Line("proposed").Set("together", null), "approvals"),
        Together("several steps put to the operator", f => f.Line("proposed").Set("authority", "operator"), "approvals"),
        Together("a later step of which nothing is told that was seen beforehand", f => f.Line("proposed").Set("together/0/ahead", null), "fields"),
    ];

    private static void Part(Forger forger, string field, string text, string other)
    {
        ForgedLine proposed = forger.Line("proposed");
        proposed.Set($"together/0/{field}", JsonPath.EachText(proposed[$"together/0/{field}"], each => each.Replace(text, other, StringComparison.Ordinal)));
    }

    private static void Alone(Forger forger)
    {
        for (int at = 3; at < 6; at++)
        {
            forger.Line("parameters").Set($"steps/{at}/together", null);
        }
    }

    private static void Left(Forger forger)
    {
        ForgedLine done = forger.Line("step-done", 1, "first");
        JsonValue officer = forger.First(line => line.Kind == "entered" && line.Text("person/role") == "officer")["person"];
        ForgedLine left = forger.After(done, "left", new JsonMap { { "person", officer } });
        forger.After(left, "entered", new JsonMap { { "person", officer } });
    }
}
