using Ceremony.Core.Json;
using Ceremony.Engine.Tests.Run;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Forgery.Tests.Runs;
using RoomScripts = Ceremony.Engine.Tests.Run.Scripts;

namespace Ceremony.Forgery.Tests;

/// <summary>
/// Somebody who has the folder between two runs writes into it, chained again. Nothing that needs an approval is acted on: no key is made, no PIN typed, no file
/// written. The witness's sheet was empty where the program was killed, so that the program alone has to refuse.
/// </summary>
public sealed class BetweenRunsTests
{
    private const string Asked = "Generate a key";

    /// <summary>What is written at the open proposal of a key, and whether the forger signs with one officer's key.</summary>
    public static TheoryData<string> AtAProposal => [.. Proposals.Keys];

    private static Dictionary<string, (Action<Forger> Write, bool Signs)> Proposals { get; } = new(StringComparer.Ordinal)
    {
        ["an approval without confirmations"] = (f => f.Approve(), false),
        ["an approval with one confirmation"] = (f => { Confirm(f, 0, 0); f.Approve(); }, true),
        ["an approval with nonsense for signatures"] = (f => { Confirm(f, 0, 0); Confirm(f, 1, 1); f.Approve(); }, false),
        ["an approval with one signature and nonsense for the other"] = (f => { Confirm(f, 0, 0); Confirm(f, 1, 1); f.Approve(); }, true),
        ["an approval by one officer twice"] = (f => { Confirm(f, 0, 0); Confirm(f, 0, 0); f.Approve(); }, true),
        ["an approval by one officer under both names"] = (f => { Confirm(f, 0, 0); Confirm(f, 1, 0); f.Approve(); }, true),
        ["an approval with the confirmations of another proposal"] = (CopyConfirmations, false),
        ["an approval of another action, signed by one"] = (f => { f.Open().Set("actions/0/label", "Other key"); Confirm(f, 0, 0); Confirm(f, 1, 1); f.Approve(); }, true),
        ["an approval by the operator alone"] = (f => { f.Open().Set("authority", "operator").Set("officers", new JsonList()); f.Approve(); }, false),
        ["an approval with an intention"] = (f => { f.Approve(); Intend(f); }, false),
        ["a key that was made, by its lines alone"] = (f => { f.Approve(); Made(f); }, false),
        ["a step that was done, by its line alone"] = (f => f.After(f.Lines[^1], f.Last("step-done").Copy().Set("step", f.Open()["step"]).Set("facts", new JsonList())), false),
        ["a quorum of one, and an approval by one"] = (f => { f.Line("opened").Set("confirm/officers", 1); Confirm(f, 0, 0); f.Approve(); }, true),
        ["another officer's certificate, and an approval with it"] = (OtherCertificate, true),
        ["a third person who was recognised, and an approval by them"] = (ThirdPerson, true),
        ["a seal of a ceremony that is not done"] = (f => Seal(f, "completed"), false),
        ["an exception that the officers did not allow, by its approval alone"] = (AllowException, false),
    };

    [Theory]
    [MemberData(nameof(AtAProposal))]
    public void Nothing_that_was_written_at_a_proposal_is_acted_on(string name)
    {
        using LeftCeremony left = LeftCeremony.Killed(new Stage(RoomScripts.TwoKeys), "The key is made", WritesUntilTheSecondProposal());
        (Action<Forger> write, bool signs) = Proposals[name];
        Forger forger = left.Forger();
        write(forger);
        byte[] journal = forger.Chain(signs ? [left.Keys[0], .. forger.MoreKeys] : []);
        Resumption resumption = left.Resume(journal, goesOn: true);
        Assert.Equal(WhatCame.RefusedByTheProgram, resumption.Came);
        Assert.False(resumption.WasActedOn, resumption.ToString());
    }

    [Fact]
    public void What_was_not_changed_goes_on()
    {
        using LeftCeremony left = LeftCeremony.Killed(new Stage(RoomScripts.TwoKeys), "The key is made", WritesUntilTheSecondProposal());
        Resumption resumption = left.Resume(left.Forger().Chain([]), goesOn: true);
        Assert.Equal(WhatCame.WentOn, resumption.Came);
        Assert.True(resumption.WasActedOn);
    }

    /// <summary>Before anybody confirmed nothing is signed: the sheet alone binds what was written.</summary>
    [Fact]
    public void Officers_who_were_exchanged_before_the_first_confirmation_are_noticed_by_the_sheet()
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(RoomScripts.TwoKeys), Asked);
        Forger forger = left.Forger();
        Exchange(forger);
        Resumption resumption = left.Resume(forger.Chain([]), goesOn: true);
        Assert.True(resumption.Came is WhatCame.RefusedByTheSheet or WhatCame.RefusedByTheProgram, resumption.ToString());
        Assert.False(resumption.WasActedOn, resumption.ToString());
    }

    [Fact]
    public void A_name_that_was_changed_before_the_first_confirmation_is_noticed_by_the_sheet()
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(RoomScripts.TwoKeys), Asked);
        Forger forger = left.Forger();
        forger.Everywhere("Name of witness 1", "Eve Miller");
        Resumption resumption = left.Resume(forger.Chain([]), goesOn: true);
        Assert.Equal(WhatCame.RefusedByTheSheet, resumption.Came);
        Assert.EndsWith("does not have the words that were read from the sheet: it is another line than the witness saw.", resumption.Why, StringComparison.Ordinal);
        Assert.False(resumption.WasActedOn, resumption.ToString());
    }

    [Fact]
    public void Lines_that_were_cut_off_are_noticed_by_the_sheet()
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(RoomScripts.TwoKeys), "The key is made");
        Forger forger = left.Forger();
        forger.Cut(forger.Last("performed"));
        Resumption resumption = left.Resume(forger.Chain([]), goesOn: true);
        Assert.Equal(WhatCame.RefusedByTheSheet, resumption.Came);
        Assert.False(resumption.WasActedOn, resumption.ToString());
    }

    [Fact]
    public void A_soft_token_that_was_exchanged_confirms_nothing()
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(RoomScripts.TwoKeys), Asked);
        Resumption resumption = left.Resume(left.Journal, goesOn: true, beside: folder => File.Copy(Path.Combine(folder, "boot-kit", "officer2.p12"), Path.Combine(folder, "boot-kit", "officer1.p12"), overwrite: true));
        Assert.Equal(0, resumption.Deeds);
        Assert.DoesNotContain(resumption.Written, line => line.Text("kind") is "approved" or "intended");
    }

    [Fact]
    public void An_artifact_that_was_exchanged_is_noticed()
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(RoomScripts.TwoKeys), Asked);
        Resumption resumption = left.Resume(left.Journal, goesOn: true, beside: folder => File.WriteAllBytes(Path.Combine(folder, "artifacts", "boot-ca.cer"), Cast.Forged.Ca.Certificate));
        Assert.Equal(WhatCame.RefusedByTheProgram, resumption.Came);
        Assert.False(resumption.WasActedOn, resumption.ToString());
    }

    /// <summary>The program was killed right after a key was made, and the public key in the receipt is exchanged. The token shows the other one.</summary>
    [Fact]
    public void A_key_that_was_exchanged_in_the_last_receipt_is_noticed_on_the_token()
    {
        using LeftCeremony left = KilledAfterTheFirstKey();
        Forger forger = left.Forger();
        forger.Lines[^1].Set("receipt/public-key", Convert.ToBase64String(SoftwareKeys.Of(Core.Tokens.KeyAlgorithm.EcP256, "forger", 0).ExportSubjectPublicKeyInfo()));
        Resumption resumption = left.Resume(forger.Chain([]), goesOn: true);
        Assert.Equal(WhatCame.RefusedByTheProgram, resumption.Came);
        Assert.False(resumption.WasActedOn, resumption.ToString());
    }

    private static LeftCeremony KilledAfterTheFirstKey()
    {
        for (int writes = 6; ; writes++)
        {
            LeftCeremony left = LeftCeremony.Killed(new Stage(RoomScripts.TwoKeys), Asked, writes);
            if (left.Forger().Lines[^1].Kind == "performed")
            {
                return left;
            }

            left.Dispose();
        }
    }

    // Beginning with the screen on which the first key is seen: the step's end, the next one's beginning, its looks and its proposal.
    private static int WritesUntilTheSecondProposal() => Writes.Value;

    private static readonly Lazy<int> Writes = new(() =>
    {
        for (int writes = 6; ; writes++)
        {
            using LeftCeremony left = LeftCeremony.Killed(new Stage(RoomScripts.TwoKeys), "The key is made", writes);
            if (left.Forger().Lines[^1].Kind == "proposed")
            {
                return writes;
            }
        }
    });

    private static void Confirm(Forger forger, int officer, int certificate) => forger.Confirm(forger.Officers()[officer].Officer, forger.Officers()[certificate].Certificate);

    private static void CopyConfirmations(Forger forger)
    {
        foreach (ForgedLine confirmed in forger.All("confirmed").ToList())
        {
            forger.After(forger.Lines[^1], confirmed.Copy().Set("step", forger.Open()["step"]).Name("proposed", forger.Open()));
        }

        forger.Approve();
    }

    private static ForgedLine Intend(Forger forger)
    {
        ForgedLine approved = forger.Lines[^1];
        return forger.After(approved, forger.Last("intended").Copy().Set("step", approved["step"]).Set("action", forger.Open()["actions/0"]).Name("approved", approved));
    }

    private static void Made(Forger forger)
    {
        ForgedLine intended = Intend(forger);
        ForgedLine before = forger.All("performed").Last(line => line.Names is not null);
        forger.After(intended, before.Copy().Set("step", intended["step"]).Set("receipt/id", intended["action/id"]).Set("receipt/label", intended["action/label"]).Name("intended", intended));
    }

    private static void OtherCertificate(Forger forger)
    {
        Actor eve = Cast.Forged.Console1;
        forger.MoreKeys.Add(OfficerKey.Of(eve));
        forger.SetFact("officer-recognised", "certificate", Convert.ToBase64String(eve.Certificate), 2);
        Confirm(forger, 0, 0);
        Confirm(forger, 1, 1);
        forger.Approve();
    }

    private static void ThirdPerson(Forger forger)
    {
        Actor eve = Cast.Forged.Console1;
        forger.MoreKeys.Add(OfficerKey.Of(eve));
        (ForgedLine done, _) = forger.Fact("officer-recognised");
        done.Set("facts/+", done["facts/1"]).Set("facts/-1/officer", "eve").Set("facts/-1/person", "Eve Miller").Set("facts/-1/certificate", Convert.ToBase64String(eve.Certificate));
        Confirm(forger, 0, 0);
        forger.Confirm(done["facts/-1"].AsMap(), Convert.ToBase64String(eve.Certificate));
        forger.Approve();
    }

    internal static void Exchange(Forger forger)
    {
        Actor[] forged = [Cast.Forged.Bootstrap1, Cast.Forged.Bootstrap2];
        string honest = forger.Fact("boot-kit-opened").Line.Text("facts/0/certificate");
        foreach ((int at, Actor actor) in forged.Index())
        {
            forger.Everywhere(forger.Fact("officer-recognised", at + 1).Line.Text($"facts/{at + 1}/certificate"), Convert.ToBase64String(actor.Certificate));
        }

        forger.Everywhere(honest, Convert.ToBase64String(Cast.Forged.BootCa.Certificate));
    }

    private static void Seal(Forger forger, string outcome) =>
        forger.After(forger.Lines[^1], "sealed", new JsonMap { { "outcome", outcome }, { "quorum", 2 }, { "roster", new JsonList() }, { "program-version", forger.Line("opened")["program-version"] }, { "program-sha256", forger.Line("opened")["program-sha256"] } }).Set("step", null);

    private static void AllowException(Forger forger)
    {
        var action = new JsonMap { { "do", "allow-exception" }, { "expected", "it works" }, { "happened", "it did not" }, { "decided", "the ceremony goes on" } };
        forger.Open().Set("actions/0", action);
        forger.Approve();
        forger.After(forger.Lines[^1], "exception", action.Without("do"));
    }
}
