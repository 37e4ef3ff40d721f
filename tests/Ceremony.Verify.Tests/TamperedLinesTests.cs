using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using static Ceremony.Verify.Tests.Judged;

namespace Ceremony.Verify.Tests;

/// <summary>
/// What somebody inside the room could write: one line is otherwise, and everything after it, the confirmations and the officers' last
/// signatures included, was made on top of that. Only the check of that very thing can notice.
/// </summary>
public class TamperedLinesTests
{
    private const string MakeKey = "Generate the key pair \"Officer CA key\", rsa-2048, in CM-HSM; its private key cannot leave the token.";

    /// <summary>The kind, which of that kind, what is done to it, the failures.</summary>
    public static TheoryData<string, int, Func<JsonMap, JsonMap?>, string> Changes => new()
    {
        { "opened", 1, Set("mode", "drill"), "journal: Line 1 (opened): the mode is neither production nor rehearsal." },
        { "opened", 1, Set("format", "ceremony-journal/2"), "journal: Line 1 of the journal: the format is not ceremony-journal/1." },
        { "opened", 1, Set("script-sha256", Zeros), "script: script.yaml is not the script that the first line of the transcript names: its hash differs." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 0 }, { "within", 600 } }), "quorum: Line 1 (opened): dual control needs at least 2 officers, but 0 had to confirm." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 2 }, { "within", 60 } }), "proposals: Line 19 (proposed): its time limit is longer than the ceremony allows." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 1 }, { "within", 600 } }), "quorum: Line 1 (opened): dual control needs at least 2 officers, but 1 had to confirm." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 2 }, { "within", 0 } }), "quorum: Line 1 (opened): the officers have no time to confirm." },
        { "opened", 1, Set("confirm", new JsonMap { { "officers", 2 }, { "within", 86400 } }), "quorum: Line 1 (opened): 2 officers have to confirm within 86400 seconds, but script.yaml says 2 within 600." },
        { "opened", 1, Set("extra", "x"), "fields: Line 1 (opened): the field \"extra\" does not belong to this kind." },
        { "opened", 1, Unset("machine"), "fields: Line 1 (opened): the field \"machine\" is missing." },
        { "shown", 1, Set("kind", "shone"), "fields: Line 25 (shone): edition 7 has no line of this kind." },
        { "shown", 1, Set("screen", new JsonMap { { "title", "Another" }, { "blocks", new JsonList() } }), Request(25, "shown") },
        { "answered", 1, Set("form", new JsonList()), Request(5, "answered") },
        { "looked", 3, Set("look", new JsonMap { { "look", "random" }, { "bytes", 2 } }), Request(13, "looked") },
        { "entered", 1, Set("person", new JsonMap { { "role", "operator" }, { "number", 1 }, { "name", "Eve" } }), Request(6, "entered") },
        { "entered", 2, Drop, "confirmations: Line 19 (confirmed): Ada Berg was not in the room." },
        { "shown", 1, Set("mono", 1), "time: Line 25 (shown): the machine's time since its start goes backwards." },
        { "shown", 1, Set("boot", "boot-2"), "time: Line 25 (shown): the machine was started again, but no line says that the ceremony was resumed." },
        { "shown", 1, Set("step", "ca"), "steps: Line 25 (shown): the step \"ca\" was not begun." },
        { "shown", 1, Set("step", "elsewhere"), "steps: Line 25 (shown): the step \"elsewhere\" is not in the list of steps." },
        { "step-done", 9, Drop, "steps: Line 120 (step-started): the step \"sign-in\" comes first and had not been done." },
        { "step-started", 3, Set("do", "read"), "steps: Line 16 (step-started): the step \"ca-key\" has another kind than in the list of steps." },
        { "proposed", 1, Set("authority", "operator"), "proposals: Line 19 (proposed): the action \"generate-key-pair\" was put to the operator, but needs the officers." },
        { "proposed", 1, Set("text", new JsonList()), "proposals: Line 19 (proposed): it does not have one sentence for each action." },
        { "proposed", 1, Set("text", JsonList.OfText(["harmless"])), "confirmations: Line 20 (confirmed): the signed text is not that of the proposal of line 19." },
        { "proposed", 1, Set("text", JsonList.OfText(["harmless"])), $"proposals: Line 19 (proposed): it says \"harmless\" where the action is \"{MakeKey}\"." },
        { "proposed", 1, Set("screen", Screen("Harmless.")), $"proposals: Line 19 (proposed): its screen does not begin with the sentences of its actions in their order; missing or misplaced is \"{MakeKey}\"." },
        { "proposed", 1, Set("screen", Screen("Harmless.", MakeKey)), $"proposals: Line 19 (proposed): its screen does not begin with the sentences of its actions in their order; missing or misplaced is \"{MakeKey}\"." },
        { "proposed", 1, Set("screen", Screen(MakeKey, "And more.")), Request(19, "proposed") },
        { "parameters", 1, Set("tokens", new JsonList()), "proposals: Line 3 (inventory): the token \"hsm\" is not in the list of tokens." },
        { "parameters", 1, Unset("tokens"), "fields: Line 2 (parameters): the field \"tokens\" is missing." },
        { "proposed", 1, Set("actions", new JsonList()), "proposals: Line 19 (proposed): it contains no action." },
        { "proposed", 1, Set("nonce", "00"), "proposals: Line 19 (proposed): its nonce is not 32 lower-case hex digits." },
        { "proposed", 1, Set("until", "2026-03-01T14:00:17.500Z"), "confirmations: Line 20 (confirmed): it came after the proposal of line 19 had expired." },
        { "proposed", 1, Set("actions", new JsonList(new JsonMap { { "do", "open-the-door" } })), "proposals: Line 19 (proposed): the action \"open-the-door\" is not known." },
        { "confirmed", 1, Set("officer", "eve"), "confirmations: Line 20 (confirmed): eve was not an officer in force with that certificate." },
        { "confirmed", 1, Set("certificate", Certificate(Cast.Original.Card1)), "confirmations: Line 20 (confirmed): Bootstrap officer 1 was not an officer in force with that certificate." },
        { "confirmed", 1, Set("signature", Convert.ToBase64String(new byte[256])), "confirmations: Line 20 (confirmed): the signature is not one by Bootstrap officer 1 over that text." },
        { "confirmed", 1, Set("algorithm", "sha1-rsa"), "confirmations: Line 20 (confirmed): the signature is not one by Bootstrap officer 1 over that text." },
        { "confirmed", 1, Set("proposed", 4), "confirmations: Line 20 (confirmed): line 4, which it confirms, is not an earlier proposal." },
        { "confirmed", 2, Drop, "approvals: Line 21 (approved): 2 officers had to confirm, but 1 did." },
        { "approved", 1, Drop, "actions: Line 22 (intended): line 21 is not an earlier approval." },
        { "approved", 1, Set("proposed", 18), "approvals: Line 22 (approved): line 18, which it answers, is not an earlier proposal." },
        { "intended", 1, Set("action", OtherKey()), "actions: Line 23 (intended): the approval of line 22 does not contain this action." },
        { "intended", 3, Set("approved", 23), "actions: Line 43 (intended): it belongs to another step than its approval." },
        { "intended", 1, Drop, "actions: Line 23 (performed): line 22 is not an earlier intention." },
        { "performed", 2, Unset("intended"), "actions: Line 24 (performed): something was done that nobody had intended or approved." },
        { "performed", 2, Set("receipt", new JsonMap()), "actions: Line 24 (performed): the receipt of \"generate-key-pair\" does not have the fields it should have." },
        { "performed", 2, Set("receipt", OtherReceipt()), "facts: Line 27 (step-done): no action made the key \"Officer CA key\" as it is described." },
        { "performed", 2, Drop, "facts: Line 26 (step-done): no action made the key \"Officer CA key\" as it is described." },
        { "performed", 4, Set("receipt", new JsonMap { { "signature", Convert.ToBase64String(new byte[256]) } }), "facts: Line 37 (step-done): no action signed exactly the CA \"Officer CA\"." },
        { "performed", 1, Drop, "artifacts: No line of the transcript kept \"artifacts/bootca.cer\"." },
        { "looked", 1, Drop, "facts: Line 14 (step-done): no file with the certificate of the Boot CA was read." },
        { "looked", 1, Set("seen", new JsonMap { { "bytes", "AAAA" } }), "facts: Line 15 (step-done): no file with the certificate of the Boot CA was read." },
        { "looked", 2, Drop, "facts: Line 14 (step-done): nobody opened the token of Bootstrap officer 1." },
        { "step-done", 3, Set("facts", new JsonList()), "facts: Line 27 (step-done): the step is done, but without the fact \"key-generated\" that a step of the kind generate-key has." },
        { "step-started", 5, Set("do", "dance"), "facts: Line 49 (step-done): \"dance\" is not a known kind of step." },
        { "shown", 1, Roomy, "requests: Line 25 (shown): it answers a request of a step, but does not say which call." },
        { "approved", 1, Roomy, "requests: Line 22 (approved): it answers a request of a step, but does not say which call." },
        { "performed", 2, Roomy, "requests: Line 24 (performed): it answers a request of a step, but does not say which call." },
        { "proposed", 1, Roomy, "requests: Line 20 (confirmed): it answers another request than line 19." },
        { "shown", 1, Set("at", "2026-03-01T19:00:22.000Z"), "time: Line 25 (shown): the clock was set by 17997 seconds, but no line of the kind clock says so." },
        { "shown", 1, Set("at", "2026-02-28T14:00:22.000Z"), "time: Line 25 (shown): the clock was set by -86403 seconds, but no line of the kind clock says so." },
        { "sealed", 1, Set("outcome", "abandoned"), "roster: Line 123 (sealed): its outcome is neither completed nor aborted." },
        { "sealed", 1, Set("outcome", "aborted"), "roster: Line 123 (sealed): it says that the ceremony was aborted, but no line says why." },
        { "sealed", 1, Set("quorum", 1), "roster: Line 123 (sealed): its quorum is 1, but 2 officers have to agree." },
        { "sealed", 1, Set("quorum", 3), "roster: Line 123 (sealed): its quorum is 3, but 2 officers have to agree." },
        { "sealed", 1, Set("roster", new JsonList()), "roster: Line 123 (sealed): 2 officers have to sign, but it names only 0." },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_line_that_is_otherwise_is_noticed_though_everything_was_signed_on_top(string kind, int which, Func<JsonMap, JsonMap?> change, string failure)
    {
        using MadeArchive archive = MadeArchive.Whole((each, number, line) => each == kind && number == which ? change(line) : line);
        Verdict verdict = archive.Verify();
        Assert.Contains(Placeless.Numberless(failure), verdict.Failures().Select(Placeless.Numberless));
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
    }

    [Fact]
    public void One_officer_cannot_confirm_twice()
    {
        JsonMap? first = null;
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) =>
        {
            if (kind != "confirmed" || number > 2)
            {
                return line;
            }

            first ??= line;
            return number == 1 ? line : Moved(first, line);
        });
        Assert.Equal(["approvals: Line 23 (approved): Bootstrap officer 1 confirmed twice."], archive.Verify().Failures());
    }

    [Fact]
    public void Lines_cannot_be_swapped()
    {
        using MadeArchive archive = MadeArchive.Whole();
        string[] lines = File.ReadAllLines(archive.PathOf("transcript.jsonl"));
        (lines[10], lines[11]) = (lines[11], lines[10]);
        File.WriteAllText(archive.PathOf("transcript.jsonl"), string.Concat(lines.Select(line => line + "\n")));
        ArchiveMaker.WriteSums(archive.Folder);
        Assert.Contains("journal: Line 11 of the journal: its number is 12 where 11 was expected.", archive.VerifyAlone().Failures());
    }

    [Fact]
    public void A_sign_in_needs_a_challenge_of_its_own_step_and_role()
    {
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) => kind == "step-done" && number == 9
            ? With(line, "facts", new JsonList(new OfficerSignedIn("ada", "auditor").ToJson()))
            : line);
        Assert.Equal(["facts: line 0 (step-done): no challenge was signed with the card of ada."], archive.Verify().Failures().Select(Placeless.Numberless));
    }

    [Fact]
    public void An_approval_answers_the_call_that_proposed()
    {
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) =>
            kind == "approved" && number == 1 ? Roomy(line).With(new JsonMap { { "call", 2 }, { "attempt", 1 }, { "asks", Zeros } }) : line);
        Assert.Equal(["requests: Line 23 (approved): it answers another request than line 20."], archive.Verify().Failures());
    }

    [Fact]
    public void Officers_cannot_appear_after_others_have_begun_to_confirm()
    {
        JsonMap? recognised = null;
        using MadeArchive archive = MadeArchive.Whole((kind, number, line) =>
        {
            if (kind != "step-done")
            {
                return line;
            }

            recognised ??= number == 2 ? line["facts"].AsList()[1].AsMap() : null;
            return number == 3 ? With(line, "facts", new JsonList([.. line["facts"].AsList(), With(recognised!, "officer", "Eve")])) : line;
        });
        Assert.Equal(
            [
                "proposals: Line 32 (proposed): it was put to the officers, but does not name Eve, who was one in force, once.",
                "facts: Line 28 (step-done): Eve was recognised after officers had begun to confirm.",
            ],
            archive.Verify().Failures());
    }

    // The officer's second confirmation, truly signed, but at the other's line.
    private static JsonMap Moved(JsonMap first, JsonMap line)
    {
        JsonMap moved = first;
        foreach (string chained in new[] { "seq", "at", "mono", "prev" })
        {
            moved = With(moved, chained, line[chained]);
        }

        return moved;
    }

    private static JsonMap Screen(params string[] texts) => new Screen("Confirm", [.. texts.Select(text => new TextBlock(text))]).ToJson();

    private static JsonMap OtherKey() => new GenerateKeyPair(new TokenRef("hsm"), "Another key", "ca", KeyAlgorithm.Rsa2048, ["sign"]).ToJson();

    private static JsonMap OtherReceipt() => new KeyReceipt("HSM-1", "Officer CA key", "ca", "rsa-2048", Cast.Original.BootCa.Spki, ["CKA_LOCAL", "CKA_SENSITIVE"]).ToJson();

    private static string Certificate(Actor actor) => Convert.ToBase64String(actor.Certificate);

    private static Func<JsonMap, JsonMap?> Set(string name, JsonValue value) => line => With(line, name, value);

    private static Func<JsonMap, JsonMap?> Unset(string name) => line => line.Without(name);

    private static JsonMap? Drop(JsonMap line) => null;

    // As if the room had written it.
    private static JsonMap Roomy(JsonMap line) => line.Without("call").Without("attempt").Without("asks");

    private static JsonMap With(JsonMap line, string name, JsonValue value) => line.Without(name).With(new JsonMap { { name, value } });
}
