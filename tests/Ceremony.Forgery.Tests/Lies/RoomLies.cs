using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about the room: what was compared with paper, who was there, who did what, what was attested.</summary>
internal static class RoomLies
{
    private const string Operator = "Name of operator 1";
    private const string Officer1 = "Name of officer 1";
    private const string Officer2 = "Name of officer 2";
    private const string Witness = "Name of witness 1";
    private const string Eve = "Eve Miller";

    public static IEnumerable<Lie> All => [.. Paper, .. People, .. By, .. Attested, .. Secrets];

    private static IEnumerable<Lie> Paper =>
    [
        FirstHalf("the script's hash differs from the paper, and everybody goes on", f => Compared(f).Set("answers/script hash", "differs")),
        FirstHalf("the program's hash differs from the paper, and everybody goes on", f => Compared(f).Set("answers/program hash", "differs")),
        FirstHalf("the clock differs from the watch, and everybody goes on", f => Compared(f).Set("answers/clock", "differs")),
        FirstHalf("the paper was not asked about", f => Compared(f).Set("answers", new JsonMap()).Set("form", new JsonList())),
        FirstHalf("the program's hash was not compared with the paper", f => Compared(f).Set("answers/program hash", null).Set("form/1", null)),
        FirstHalf("an answer that was not among the choices", f => Compared(f).Set("answers/clock", "perhaps")),
        FirstHalf("nobody compared anything with the paper", f => f.Drop(Compared(f))),
        FirstHalf("nobody looked at the room", f => f.Drop(Look(f, "room"))),
        FirstHalf("the room saw another program", f => Look(f, "room").Set("seen/program-sha256", new string('0', 64)), "program"),
        FirstHalf("the room saw another script", f => Look(f, "room").Set("seen/script-sha256", new string('0', 64)), "one-script"),
        FirstHalf("the room saw an interface that was up, and no exception", f => Look(f, "room").Set("seen/interfaces/0/up", true)),
        FirstHalf("the screen that was compared showed another machine than the room saw", f => Compared(f).Set("screen/blocks/1/facts/1/value", "another machine")),
        FirstHalf("the screen that was compared showed another organisation than the parameters", f => Screens(f, "room", "Example AB", "Other AB")),
        FirstHalf("the clock that was compared was a day off", f => Look(f, "clock").Set("seen/seconds", Look(f, "clock")["seen/seconds"].AsNumber() - 86400)),
        FirstHalf("a step was begun without an air gap, and no exception", f => f.Line("step-started", 3).Set("air-gap", false)),
        FirstHalf("an air gap with an interface that is up", f => f.Line("step-started", 3).Set("interfaces/0/up", true)),
    ];

    private static IEnumerable<Lie> People =>
    [
        FirstHalf("the name that was typed is not the one who came", f => f.Line("answered", 1, "gather").Set("answers/officer 1", Eve)),
        FirstHalf("the name that was typed for the witness is not the one who came", f => f.Line("answered", 1, "gather").Set("answers/witness 1", Eve)),
        FirstHalf("a third person who entered in an officer's place", f => f.Line("entered", 2).Set("person/name", Eve), "confirmations"),
        FirstHalf("an officer who never came", f => f.Drop(f.Line("entered", 3)), "confirmations"),
        FirstHalf("an officer who came as a witness", f => f.Line("entered", 3).Set("person/role", "witness").Set("person/number", 2)),
        FirstHalf("both officers are officer 1", f => f.Line("entered", 3).Set("person/number", 1)),
        FirstHalf("a witness who never came, but attests", f => f.Drop(f.Line("entered", 4))),
        Resumed("a witness who never came, though the script asks for one", f => f.Drop(f.Line("entered", 4))),
        Resumed("no operator, though the script asks for one", f => f.Drop(f.Line("entered", 1))),
        TwoKeys("somebody entered twice", f => f.After(f.Line("entered", 2), f.Line("entered", 2).Copy())),
        TwoKeys("an officer who left before the first key was confirmed", f => Left(f, f.Line("proposed"), "officer", 2, Officer2), "confirmations"),
        TwoKeys("the witness who attests had left", f => Left(f, f.Line("step-started", 6), "witness", 1, Witness)),
        TwoKeys("the operator who answers had left", f => Left(f, f.Line("step-started", 5), "operator", 1, Operator)),
        TwoKeys("somebody left who had never come", f => Left(f, f.Line("step-started", 5), "witness", 2, Eve)),
        TwoKeys("somebody who sits in one seat takes another", f => f.After(f.Line("step-started", 5), "entered", new JsonMap { { "by", Operator }, { "person", new JsonMap { { "role", "guest" }, { "number", 1 }, { "name", Witness } } } }).Set("step", null), "by"),
        TwoKeys("somebody takes a seat in which somebody sits", f => f.After(f.Line("step-started", 5), "entered", new JsonMap { { "by", Operator }, { "person", new JsonMap { { "role", "witness" }, { "number", 1 }, { "name", Eve } } } }).Set("step", null), "by"),
        TwoKeys("a role that nobody has", f => f.Line("entered", 4).Set("person/role", "notary")),
        TwoKeys("a person without a name", f => f.Line("entered", 4).Set("person/name", "")),
        TwoKeys("the witness is the operator", f => f.Everywhere(Witness, Operator)),
        TwoKeys("both officers are one person", f => f.Everywhere(Officer2, Officer1), "approvals"),
        TwoKeys("a break that nobody ended, in which a key was made", f => f.Before(f.Line("proposed"), "break", new JsonMap { { "state", "begins" }, { "reason", "lunch" } })),
        TwoKeys("a break that ended without having begun", f => f.Before(f.Line("proposed"), "break", new JsonMap { { "state", "ends" }, { "reason", "lunch" } })),
    ];

    private static IEnumerable<Lie> By =>
    [
        TwoKeys("an answer by somebody who was not in the room", f => f.Line("answered", 1, "seal").Set("by", Eve)),
        TwoKeys("an answer by nobody", f => f.Line("answered", 1, "seal").Set("by", null)),
        TwoKeys("a screen that was read by somebody who was not in the room", f => f.Line("shown", 2).Set("by", Eve)),
        TwoKeys("a confirmation by another officer than its own", f => f.Line("confirmed").Set("by", Officer2)),
        TwoKeys("a confirmation by the operator", f => f.Line("confirmed").Set("by", Operator)),
        TwoKeys("an approval by an officer alone", f => f.Line("approved").Set("by", Officer1)),
        TwoKeys("an approval by somebody who was not in the room", f => f.Line("approved").Set("by", Eve)),
        TwoKeys("a third person entered by somebody who was not in the room", f => f.Line("entered", 4).Set("by", Eve)),
        Excepted("an exception by the operator alone, though officers were in force", f => f.Line("exception").Set("by", Operator)),
        Aborted("an abort by somebody who was not in the room", f => f.Line("aborted").Set("by", Eve)),
    ];

    private static IEnumerable<Lie> Attested =>
    [
        TwoKeys("the operator attests for the witness", f => f.Line("attested").Set("by", Operator).Set("person", Operator)),
        TwoKeys("the witness's words in the operator's hand", f => f.Line("attested").Set("by", Operator)),
        TwoKeys("somebody attests who was not in the room", f => f.Line("attested").Set("by", Eve).Set("person", Eve)),
        TwoKeys("the witness attests to something else than the script says", f => f.Line("attested").Set("statement", "I saw nothing.")),
        TwoKeys("the operator is asked for the witness, and attests", f => f.Everywhere(Witness, Operator, "witness"), "outline"),
        TwoKeys("the witness reads and attests something else than the script says", f => f.Everywhere("I saw it all.", "I saw nothing.", "witness"), "outline"),
        TwoKeys("the witness did not agree, but attested", f => f.Line("answered", 1, "witness").Set("answers/attest", "do not agree")),
        TwoKeys("nobody attested", f => f.Drop(f.Line("attested")), "steps"),
        TwoKeys("the statement that the witness read was another", f => Screens(f, "witness", "I saw it all.", "I saw nothing.")),
        TwoKeys("the seal was not wanted", f => f.Line("answered", 1, "seal").Set("answers/seal", "NO")),
        TwoKeys("the answer to a question that was not asked", f => f.Line("answered", 1, "seal").Set("answers/more", "yes")),
        TwoKeys("another question than was asked", f => f.Line("answered", 1, "seal").Set("form/0/label", "Type SEAL to go home")),
    ];

    private static IEnumerable<Lie> Secrets =>
    [
        FirstHalf("a PIN that was shown to somebody else than its holder", f => f.Line("secret-shown").Set("holder", Officer2)),
        FirstHalf("a PIN that the operator saw", f => f.Line("secret-shown").Set("by", Operator).Set("holder", Operator)),
        FirstHalf("a PIN that was never shown", f => f.Drop(f.Line("secret-shown"))),
        FirstHalf("a PIN that was shown more often than the receipt says", f => f.Line("secret-shown").Set("times", 5)),
        FirstHalf("the PIN of another card", f => f.Line("secret-shown").Set("secret", "PIN of card 00004712")),
        FirstHalf("a PIN set for somebody else than the card's holder", f => f.Everywhere(Officer1, Officer2, "personalise-card-1")),
        FirstHalf("a PIN that was made no time", f => f.Receipt("set-pin").Set("receipt/made", 0)),
        FirstHalf("a PIN of more digits than was approved", f => f.Intention("set-pin").Set("action/digits", 4), "actions"),
        FirstHalf("a PIN chosen by its holder, though a random one was approved", f => f.Intention("set-pin").Set("action/chosen-by-holder", true), "actions"),
    ];

    private static ForgedLine Compared(Forger forger) => forger.Line("answered", 1, "room");

    private static ForgedLine Look(Forger forger, string look) => forger.First(line => line.Text("look/look") == look);

    private static void Screens(Forger forger, string step, string text, string other)
    {
        foreach (ForgedLine line in forger.Lines.Where(line => line.Step == step && line.Find("screen") is not null))
        {
            line.Set("screen", JsonPath.EachText(line["screen"], each => each.Replace(text, other, StringComparison.Ordinal)));
        }
    }

    private static void Left(Forger forger, ForgedLine before, string role, long number, string name) =>
        forger.Before(before, "left", new JsonMap { { "person", new JsonMap { { "role", role }, { "number", number }, { "name", name } } } }).Set("step", null);
}
