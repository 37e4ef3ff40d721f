using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about time, the order of steps, interruptions, exceptions, aborts and the seal.</summary>
internal static class EndingLies
{
    private static readonly string Zeros = new('0', 64);

    public static IEnumerable<Lie> All => [.. Time, .. Steps, .. Interrupted, .. Aborts, .. Seals];

    private static IEnumerable<Lie> Time =>
    [
        TwoKeys("a line of another day", f => f.Line("shown", 2).Set("at", "2026-03-02T14:02:11.500Z"), "time"),
        TwoKeys("the machine's time goes backwards", f => f.Line("shown", 2).Set("mono", 1), "time"),
        TwoKeys("another start of the machine that no line tells of", f => f.Line("shown", 2).Set("boot", "boot-2"), "time"),
        TwoKeys("the whole ceremony on another day", f => Shift(f, 1)),
        TwoKeys("the whole ceremony before its certificates were valid", f => Shift(f, -20)),
        TwoKeys("the whole ceremony after its certificates had ended", f => Shift(f, 30)),
        TwoKeys("a clock that was set, and was not", f => f.Before(f.Line("step-started", 5), "clock", new JsonMap { { "jumped", 86_400_000 } }).Set("step", null)),
        TwoKeys("a seal of another day than the last step", f => f.Line("sealed").Set("at", "2026-04-01T14:02:11.500Z")),
        TwoKeys("a clock that was set by less than it says", f => { foreach (ForgedLine line in f.Lines.SkipWhile(line => line != f.Line("step-started", 5))) { line.Set("at", Later(line.Text("at"), 60)); } f.Before(f.Line("step-started", 5), "clock", new JsonMap { { "jumped", 600_000 } }).Set("step", null); }, "time"),
        Aborted("an abort of another day than the last step", f => f.Line("aborted").Set("at", Later(f.Line("aborted").Text("at"), 86_400)), "time"),
        StartedAgain("a clock that nobody compared after the machine was started again", f => f.Drop(f.Line("clock-compared")), "time"),
        StartedAgain("a clock that was compared at another time", f => f.Line("clock-compared").Set("shown", Later(f.Line("clock-compared").Text("at"), -3600)), "time"),
        StartedAgain("a clock that the operator compared, though a witness was there", f => f.Line("clock-compared").Set("by", "Name of operator 1"), "by"),
        StartedAgain("a time that goes back by a second", f => f.Line("witnessed").Set("at", Later(f.Line("witnessed").Text("at"), -1)), "time"),
        StartedAgain("a CA that begins before its clock was compared again", f => ComparedLate(f), "time"),
        FirstHalf("the key looks made on another day, by the clock that a step read", f => f.First(line => line.Step == "system-ca" && line.Text("look/look") == "clock").Set("seen/seconds", 0)),
    ];

    private static IEnumerable<Lie> Steps =>
    [
        TwoKeys("a step that was never begun", f => f.Drop(f.Line("step-started", 4)), "steps"),
        TwoKeys("a step that was never done", f => f.Drop(f.Line("step-done", 1, "first")), "steps"),
        TwoKeys("a step that was done twice", f => f.After(f.Line("step-done", 1, "first"), f.Line("step-done", 1, "first").Copy())),
        TwoKeys("a step that was begun twice", f => f.After(f.Line("step-started", 4), f.Line("step-started", 4).Copy())),
        TwoKeys("a step under another number", f => f.Line("step-started", 4).Set("number", 9)),
        TwoKeys("a step under another title than the outline's", f => f.Line("step-started", 4).Set("title", "nothing of importance")),
        TwoKeys("a step at an attempt that was not the first", f => f.Line("step-started", 4).Set("attempt", 3)),
        TwoKeys("a step that was done at another attempt than it was begun", f => f.Line("step-done", 1, "first").Set("attempt", 2)),
        TwoKeys("calls of a step that were not made in their order", f => f.Line("shown", 2).Set("call", 99)),
        TwoKeys("a step whose words were shown in another step", f => f.Line("shown", 2).Set("step", "second"), "steps"),
        TwoKeys("a step that a step refused, and that was done", f => f.Before(f.Line("step-done", 1, "first"), "refused", new JsonMap { { "code", "wrong" }, { "reason", "It is wrong." }, { "next", "Stop." } })),
        TwoKeys("a call that was answered twice", f => f.After(f.Line("shown", 2), f.Line("shown", 2).Copy()), "requests"),
        TwoKeys("a torn line that was put aside, after which the step went on", f => f.Before(f.Line("shown", 2), "recovered", new JsonMap { { "size", 7 }, { "sha256", Zeros }, { "kept", $"torn-{f.Line("shown", 2)["seq"].AsNumber()}.bin" } }).Set("step", null), "steps"),
        TwoKeys("a step that is done with a fact of another kind of step", f => f.Line("step-done", 1, "people").Set("facts/+", new JsonMap { { "fact", "operator-acted" }, { "did", "nothing" }, { "by", "Name of operator 1" } }), "facts"),
        TwoKeys("a step that an exception ended and that makes a key", f => EndByException(f, "first"), "steps"),
        TwoKeys("a step of the witness that an exception ended without the officers", f => EndByException(f, "witness"), "steps"),
        TwoKeys("an output that the step did not make", f => f.Line("step-done", 1, "people").Set("outputs", new JsonMap { { "key", "First key" } }), "outputs"),
        TwoKeys("a line of a kind that there is not", f => f.Line("shown", 2).Set("kind", "whispered"), "fields"),
        TwoKeys("a field that does not belong there", f => f.Line("shown", 2).Set("hidden", "x"), "fields"),
        TwoKeys("an artifact that was kept under another hash", f => f.First(line => line.Text("action/do") == "keep-artifact").Set("receipt/sha256", Zeros)),
        TwoKeys("an artifact that was kept with another size", f => f.First(line => line.Text("action/do") == "keep-artifact").Set("receipt/size", 1)),
        TwoKeys("an artifact that no line kept", f => f.Drop(f.First(line => line.Text("action/do") == "keep-artifact"))),
        TwoKeys("an approval of an artifact", f => f.First(line => line.Text("action/do") == "keep-artifact").Set("action/do", "open-the-door")),
        TwoKeys("a torn line that was put aside, and was none", f => f.Before(f.Line("step-started", 5), "recovered", new JsonMap { { "size", 0 }, { "sha256", Zeros }, { "kept", "torn-1.bin" } }).Set("step", null)),
    ];

    private static IEnumerable<Lie> Interrupted =>
    [
        Excepted("another build of the program without an exception", f => f.Drop(f.Line("exception")), "program"),
        Excepted("another build of the program that the officers did not allow", f => f.Drop(f.Lines.Where(AllowsException(f)).ToList()), "program"),
        Excepted("another build of the program that one officer allowed", f => f.Drop(f.AllAnswering(f.Proposal("allow-exception"), "confirmed")[1]), "approvals"),
        Excepted("another build of the program that the operator allowed", f => { f.Drop(f.AllAnswering(f.Proposal("allow-exception"), "confirmed")); f.Proposal("allow-exception").Set("authority", "operator"); }),
        Excepted("another build of the program than was allowed", f => f.Line("resumed").Set("program-sha256", new string('c', 64)), "program"),
        Excepted("an exception that says something else than was allowed", f => f.Line("exception").Set("happened", "nothing"), "program"),
        Excepted("an exception that decides something else than was allowed", f => f.Line("exception").Set("decided", "the ceremony ends")),
        Excepted("another script after the interruption", f => f.Line("resumed").Set("script-sha256", Zeros), "one-script"),
        Excepted("another module after the interruption", f => f.Line("resumed").Set("modules/0/sha256", new string('1', 64)), "program"),
        Excepted("a module less after the interruption", f => f.Line("resumed").Set("modules", new JsonList())),
        Excepted("an exception that was allowed and is concealed", f => { f.Drop(f.Line("exception")); f.Line("resumed").Set("program-sha256", f.Line("opened")["program-sha256"]); }),
        Excepted("a resume under a version of the program that the hash is not of", f => f.Line("resumed").Set("program-version", "9.9").Set("program-sha256", f.Line("opened")["program-sha256"])),
        Resumed("an interruption by a start of the machine that no line tells of", f => { foreach (ForgedLine line in f.Lines.SkipWhile(line => line.Kind != "resumed")) { line.Set("boot", "boot-2"); } f.Drop(f.Line("resumed")); }, "time"),
        Resumed("a resume without an inventory", f => f.Drop(f.Line("inventory", 2)), "tokens"),
        Resumed("a resume that found another token", f => Resumption(f).Set("tokens/0/view/serial", "serial-other"), "tokens"),
        Resumed("a resume that found another token by its label", f => Resumption(f).Set("tokens/0/view/label", "Other"), "proposals"),
        Resumed("a resume that did not find the key", f => Resumption(f).Set("tokens/0/view/objects", new JsonList()), "tokens"),
        Resumed("a resume that found a key that no line explains", f => Resumption(f).Set("tokens/0/view/objects/+", f.Last("inventory")["tokens/0/view/objects/1"])),
        Resumed("a resume after which a screen is shown that was shown before", f => f.After(f.Line("step-done", 1, "people"), f.Line("resumed").Copy())),
    ];

    private static IEnumerable<Lie> Aborts =>
    [
        Aborted("an aborted ceremony called completed", f => { f.Drop(f.Line("aborted")); f.Line("sealed").Set("outcome", "completed"); }, "steps"),
        Aborted("an aborted ceremony called completed, with the abort", f => f.Line("sealed").Set("outcome", "completed")),
        Aborted("an aborted ceremony without an abort", f => f.Drop(f.Line("aborted")), "roster"),
        Aborted("an abort that leaves out a key", f => f.Line("aborted").Set("keys", new JsonList()), "key-fates"),
        Aborted("an abort with a key that was not made", f => f.Line("aborted").Set("keys/0/key", "Ghost key"), "key-fates"),
        Aborted("an abort with a key on another token", f => f.Line("aborted").Set("keys/0/token", "ghost"), "key-fates"),
        Aborted("an abort with a key that is destroyed, and is not", f => f.Line("aborted").Set("keys/0/fate", "it was destroyed"), "key-fates"),
        Aborted("an abort after which a key was made", f => f.Move(f.Line("aborted"), f.Line("step-started", 4)), "key-fates"),
        Aborted("two aborts", f => f.After(f.Line("aborted"), f.Line("aborted").Copy())),
        Aborted("signatures taken out of an aborted archive", f => f.Sealing = []),
        Aborted("the reason of an abort changed", f => f.Line("aborted").Set("reason", "Somebody fell ill."), null, Signs.One),
        Aborted("the reason of an abort changed by nobody", f => f.Line("aborted").Set("reason", "Somebody fell ill."), null, Signs.None),
        TwoKeys("a completed ceremony cut off and sealed as aborted by one", CutOff, "trust", Signs.One),
        FirstHalf("the bootstrap cut off and sealed as aborted by one", CutOff, "trust", Signs.One),
        TwoKeys("a completed ceremony called aborted", f => f.Line("sealed").Set("outcome", "aborted"), "roster"),
    ];

    private static IEnumerable<Lie> Seals =>
    [
        TwoKeys("a seal by one", f => f.Line("sealed").Set("roster/1", null), "roster"),
        TwoKeys("a seal by one, who forges", f => f.Line("sealed").Set("roster/1", null), null, Signs.One),
        TwoKeys("a seal by nobody", f => { f.Line("sealed").Set("roster", new JsonList()); f.Files["officers.pem"] = []; }, "roster"),
        TwoKeys("a seal by one twice", f => f.Line("sealed").Set("roster/1", f.Line("sealed")["roster/0"]), "roster"),
        TwoKeys("a seal by one twice, who forges", f => f.Line("sealed").Set("roster/1", f.Line("sealed")["roster/0"]), null, Signs.One),
        TwoKeys("a seal by three", f => f.Line("sealed").Set("roster/+", f.Line("sealed")["roster/0"]), "roster"),
        TwoKeys("a seal with a lower quorum", f => f.Line("sealed").Set("quorum", 1), "roster"),
        TwoKeys("a seal with another outcome than there is", f => f.Line("sealed").Set("outcome", "abandoned"), "roster"),
        TwoKeys("a seal by an officer under another name", f => f.Line("sealed").Set("roster/0/officer", "eve"), "roster"),
        TwoKeys("a seal by another person", f => f.Line("sealed").Set("roster/0/person", "Eve Miller"), "roster"),
        TwoKeys("a seal by a card that is a soft token", f => f.Line("sealed").Set("roster/0/origin", "card"), "roster"),
        TwoKeys("a seal with the hash of another key", f => f.Line("sealed").Set("roster/0/spki-sha256", Zeros), "roster"),
        TwoKeys("a seal by a third person", SealByThird, "roster"),
        TwoKeys("a seal by another build of the program", f => f.Line("sealed").Set("program-sha256", Zeros), "program"),
        TwoKeys("a seal by another version of the program", f => f.Line("sealed").Set("program-version", "9.9"), "program"),
        TwoKeys("two seals", f => f.After(f.Line("sealed"), f.Line("sealed").Copy()), "ending"),
        TwoKeys("a note after the seal", f => f.After(f.Line("sealed"), "note", new JsonMap { { "text", "One more." } })),
        TwoKeys("a key after the seal", f => f.Move(f.Line("performed", 2), f.Line("sealed")), "ending"),
        TwoKeys("a seal before the last step", f => f.Move(f.Line("sealed"), f.Line("step-started", 6))),
        TwoKeys("signatures before the seal", f => f.Before(f.Line("sealed"), "archived", new JsonMap { { "fingerprint", Zeros } })),
        TwoKeys("a comparison of the archive before there was one", f => f.Before(f.Line("sealed"), "compared", new JsonMap { { "of", "archive" }, { "sha256", Zeros } })),
        FirstHalf("a seal by bootstrap officers after cards had taken over", SealByBootstrap, "roster"),
    ];

    private static void ComparedLate(Forger forger)
    {
        ForgedLine proposed = forger.Line("proposed", 2, "ca");
        forger.Before(proposed, "clock-compared", new JsonMap { { "shown", proposed.Text("at") } }).Set("step", null).Set("by", forger.Line("clock-compared").Text("by"));
    }

    private static string Later(string at, int seconds) => JournalMaker.Time(Journal.JournalTime.Read(at).AddSeconds(seconds));

    private static Func<ForgedLine, bool> AllowsException(Forger forger)
    {
        ForgedLine proposed = forger.Proposal("allow-exception");
        return line => line == proposed || line.Names?.Line == proposed;
    }

    private static void Shift(Forger forger, int years)
    {
        foreach (ForgedLine line in forger.Lines)
        {
            foreach (string field in new[] { "at", "until" })
            {
                if (line.Text(field) is { Length: > 4 } at)
                {
                    line.Change(json => JsonPath.Set(json, field, $"{int.Parse(at[..4], System.Globalization.CultureInfo.InvariantCulture) + years}{at[4..]}").AsMap());
                }
            }
        }
    }

    private static void EndByException(Forger forger, string step)
    {
        ForgedLine done = forger.Line("step-done", 1, step);
        forger.Drop(forger.All("attested", step));
        ForgedLine exception = forger.Before(done, "exception", new JsonMap { { "expected", "it works" }, { "happened", "it did not" }, { "decided", "go on" } });
        done.Set("facts", new JsonList()).Set("outputs", new JsonMap());
        done.Set("exception", 0).Name("exception", exception);
    }

    private static void CutOff(Forger forger)
    {
        ForgedLine seal = forger.Line("sealed").Copy();
        forger.Cut(forger.Lines.Last(line => line.Kind == "step-started"));
        ForgedLine last = forger.Lines[^1];
        ForgedLine aborted = forger.After(last, "aborted", new JsonMap { { "reason", "The generator failed." }, { "keys", new JsonList() } }).Set("step", null);
        forger.After(aborted, seal.Set("outcome", "aborted").Set("roster/1", null).Set("at", last["at"]).Set("mono", last["mono"]));
    }

    private static void SealByThird(Forger forger)
    {
        Actor eve = Cast.Forged.Console1;
        forger.MoreKeys.Add(OfficerKey.Of(eve));
        forger.Line("sealed").Set("roster/1", new JsonMap
        {
            { "officer", "eve" }, { "person", "Eve Miller" }, { "origin", "soft" }, { "spki-sha256", eve.SpkiSha256 }, { "certificate", Convert.ToBase64String(eve.Certificate) },
        });
    }

    private static void SealByBootstrap(Forger forger)
    {
        ForgedLine seal = forger.Line("sealed");
        foreach ((int at, ForgedLine confirmed) in new[] { forger.Line("confirmed"), forger.Line("confirmed", 2) }.Index())
        {
            byte[] certificate = Convert.FromBase64String(confirmed.Text("certificate"));
            foreach (string field in new[] { "officer", "person", "origin", "certificate" })
            {
                seal.Set($"roster/{at}/{field}", confirmed[field]);
            }

            seal.Set($"roster/{at}/spki-sha256", Pki.CertificateView.Read(certificate).SpkiSha256);
        }
    }

    private static ForgedLine Resumption(Forger forger) => forger.First(line => line.Kind == "inventory" && line.Text("when") == "resumed");
}
