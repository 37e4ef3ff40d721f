using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A token says that something was done and gives back something wrong, once: nothing rests on it, and another try leads to the same end.</summary>
public sealed class WrongResultsTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";
    private static readonly string[] Wrong = ["wrong-signature", "key-differs", "told-otherwise", "certificate-differs"];

    [Fact]
    public async Task Each_result_of_the_bootstrap_that_is_wrong_once_is_refused_and_leads_to_the_same_end()
    {
        (IReadOnlyList<string> expected, int results) = await Whole();
        Assert.InRange(results, 12, 60);
        int refusedAction = 0;
        for (int wrongAt = 1; wrongAt <= results; wrongAt += IsFull ? 1 : 3)
        {
            using Stage stage = Bootstrap.Stage();
            int told = 0;
            int at = wrongAt;
            Receipt? spoiled = null;
            foreach (MemoryToken token in stage.Tokens.All)
            {
                token.Tells = receipt => ++told == at ? spoiled = Spoiled(receipt, at) : receipt;
            }

            int refusals = 0;
            stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: not "key-as-it-is" } && ++refusals > 1
                ? throw new InvalidOperationException($"result {at}: another try was refused: {Core.Json.CanonicalJson.WriteText(screen.ToJson())}")
                : null;
            RunOutcome outcome = await stage.Begin();

            Assert.Equal((wrongAt, RunEnd.Completed), (wrongAt, outcome.End));
            string wrong = spoiled is SignatureReceipt signed ? Convert.ToBase64String(signed.Signature) : Core.Json.CanonicalJson.WriteText(spoiled!.ToJson());
            Assert.DoesNotContain(stage.Lines, line => Core.Json.CanonicalJson.WriteText(line.Json).Contains(wrong, StringComparison.Ordinal));

            // A signature by which an officer confirms is asked for again there and then.
            Assert.All(stage.Lines.Entries<Failed>(), failed => Assert.Equal(DeviceFault.WrongResult, failed.Code));
            Assert.All(stage.Lines.Entries<StepRefused>(), refused => Assert.Contains(refused.Code, Wrong));
            refusedAction += stage.Lines.Entries<Failed>().Count();
            Assert.Equal(expected, Bootstrap.WhatHolds(stage));
            Assert.Empty(stage.Findings());
        }

        Assert.InRange(refusedAction, IsFull ? 9 : 3, results);
    }

    [Fact]
    public async Task A_wrong_signature_is_agreed_to_anew()
    {
        using Stage stage = Bootstrap.Stage();
        bool wasWrong = false;
        stage.Tokens["CM-HSM"].Tells = receipt => receipt is SignatureReceipt && !wasWrong && (wasWrong = true) ? Spoiled(receipt, 1) : receipt;

        await stage.Begin();

        JournalLine failed = stage.Lines.Single(line => line.Entry is Failed);
        JournalLine again = stage.Lines.First(line => line.Entry is Intended && line.Seq > failed.Seq);
        Assert.Equal(failed.Step, again.Step);
        Assert.Contains(stage.Lines, line => line.Entry is Approved && line.Seq > failed.Seq && line.Seq == ((Intended)again.Entry).Approval);
        Assert.Contains(stage.Room.Screens, screen => screen.Title == "The step cannot be done");
    }

    [Fact]
    public async Task It_is_agreed_to_anew_by_a_resume_too()
    {
        using Stage stage = Bootstrap.Stage();
        bool wasWrong = false;
        stage.Tokens["CM-HSM"].Tells = receipt => receipt is SignatureReceipt && !wasWrong && (wasWrong = true) ? Spoiled(receipt, 1) : receipt;
        bool hasLeft = false;
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } && !hasLeft && (hasLeft = true) ? new Chose("leave") : null;

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        JournalLine failed = stage.Lines.Single(line => line.Entry is Failed);
        Assert.Contains(stage.Lines, line => line.Entry is Approved && line.Seq > failed.Seq && line.Step == failed.Step);
        Assert.Empty(stage.Findings());
    }

    [Fact]
    public async Task A_token_that_stays_wrong_stops_the_step_each_time_and_the_ceremony_can_be_aborted()
    {
        using Stage stage = Bootstrap.Stage();
        stage.Tokens["CM-HSM"].Tells = receipt => receipt is SignatureReceipt ? Spoiled(receipt, 1) : receipt;
        int tries = 0;
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } && ++tries == 3 ? new Chose("abort") : null;

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Equal(3, stage.Lines.Entries<Failed>().Count());
        Assert.DoesNotContain(stage.Lines.Entries<ActionPerformed>(), performed => performed.Receipt.Find("signature") is not null);
        Assert.Empty(stage.Findings());
    }

    [Fact]
    public async Task A_key_that_was_made_wrongly_does_not_stay_on_the_token()
    {
        using Stage stage = Bootstrap.Stage();
        bool wasWrong = false;
        stage.Tokens["CM-HSM"].Tells = receipt => receipt is KeyReceipt && !wasWrong && (wasWrong = true) ? Spoiled(receipt, 1) : receipt;

        await stage.Begin();

        Failed failed = stage.Lines.Entries<Failed>().Single();
        Assert.EndsWith("The token was told to remove it, and no half of it is there any more.", failed.Reason, StringComparison.Ordinal);
        string id = stage.Lines.Where(line => line.Entry is Intended).Select(line => ((Intended)line.Entry).Action).OfType<GenerateKeyPair>().First().Id;
        Assert.DoesNotContain(stage.Tokens["CM-HSM"].Objects, each => each.Id == id);
    }

    // One bit of it: of a key by turns its public half and what it says of itself.
    private static Receipt Spoiled(Receipt receipt, int turn) => receipt switch
    {
        SignatureReceipt signed => new SignatureReceipt(Flipped(signed.Signature)),
        KeyReceipt key when turn % 2 == 0 => key with { PublicKey = Flipped(key.PublicKey) },
        KeyReceipt key => key with { Attributes = [.. key.Attributes.Where(each => each != "CKA_SENSITIVE")] },
        StoredReceipt stored => new StoredReceipt(stored.Sha256.Replace(stored.Sha256[^1], stored.Sha256[^1] == 'a' ? 'b' : 'a')),
        _ => throw new InvalidOperationException($"no token in this ceremony gives {receipt}"),
    };

    private static byte[] Flipped(byte[] bytes)
    {
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        return flipped;
    }

    private static async Task<(IReadOnlyList<string> Holds, int Results)> Whole()
    {
        using Stage stage = Bootstrap.Stage();
        int results = 0;
        foreach (MemoryToken token in stage.Tokens.All)
        {
            token.Tells = receipt =>
            {
                results++;
                return receipt;
            };
        }

        await stage.Begin();
        return (Bootstrap.WhatHolds(stage), results);
    }
}
