using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What others put on a token, or take from it, while a ceremony goes on is found before officers agree to anything more.</summary>
public sealed class InventoriesTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";
    private const string Found = " holds a public object with the id beef that no line of the journal explains.";
    private static readonly TokenObject Smuggled = new("public", "Smuggled", "beef", "ec-p256", null, null, []);

    /// <summary>
    /// Another process makes a key just before, or just after, the first step of each act was begun. Before it <c>make test</c> takes the CA's token and a card by turns,
    /// <c>make sweep</c> both.
    /// </summary>
    [Fact]
    public async Task At_the_beginning_of_each_act_of_the_bootstrap_a_key_that_another_process_made_is_found_before_the_next_confirmation()
    {
        int acts = await Acts();
        Assert.InRange(acts, 3, 20);
        for (int act = 1; act <= acts; act++)
        {
            await Try("CM-HSM", act, isAfter: true);
            // What is there before the first act was there when the ceremony began.
            if (act > 1 && (IsFull || act % 2 == 0))
            {
                await Try("CM-HSM", act, isAfter: false);
            }

            if (act > 1 && (IsFull || act % 2 == 1))
            {
                await Try(Bootstrap.Cards[0], act, isAfter: false);
            }
        }
    }

    [Fact]
    public async Task A_card_that_is_not_in_its_reader_when_an_act_begins_is_no_difference()
    {
        using Stage stage = Bootstrap.Stage();
        OnLine(stage, "step-done", (_, done) =>
        {
            bool isActsEnd = BeginsAct(stage, done);
            foreach (string card in Bootstrap.Cards)
            {
                stage.Tokens[card].IsThere = stage.Tokens[card].IsListed = !isActsEnd;
            }
        });
        OnLine(stage, "step-started", (_, _) =>
        {
            foreach (string card in Bootstrap.Cards)
            {
                stage.Tokens[card].IsThere = stage.Tokens[card].IsListed = true;
            }
        });

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Lines.Entries<Inventory>(), inventory => inventory.When == "act" && inventory.Tokens.Count(token => token.View is null) == Bootstrap.Cards.Count);
        Assert.Empty(stage.Lines.Entries<ExceptionDecided>());
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task What_a_failed_call_left_is_looked_for_before_anybody_tries_again()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        int failed = 0;
        stage.Tokens["HSM"].AfterDeed = () =>
        {
            if (++failed == 1)
            {
                stage.Tokens["HSM"].Objects.Add(Smuggled);
                throw new DeviceFault("CKR_DEVICE_ERROR", "HSM: the device reported an error. Try again.");
            }
        };
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("again") : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(1, stage.Lines.Entries<Inventory>().Count(inventory => inventory.When == "failed"));
        Assert.Equal("HSM" + Found, stage.Lines.Entries<ExceptionDecided>().Single().Happened);
        Assert.True(stage.Lines.Single(line => line.Entry is ExceptionDecided).Seq < stage.Lines.Last(line => line.Entry is Intended).Seq);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_login_whose_comparison_failed_counts_as_none()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        MemoryToken hsm = stage.Tokens["HSM"];
        bool hasFailed = false;
        hsm.WhileListing = () =>
        {
            if (hsm.LoggedIn is not null && !hasFailed)
            {
                hasFailed = true;
                throw new DeviceFault("CKR_DEVICE_ERROR", "HSM: the device reported an error. Try again.");
            }
        };
        stage.Room.Instead = (screen, prompt) =>
        {
            Assert.True(screen.Title != "A device failed" || hsm.LoggedIn is null);
            return prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("again") : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(hasFailed);
        Assert.Equal([], stage.Findings());
    }

    private static async Task<int> Acts()
    {
        using Stage stage = Bootstrap.Stage();
        await stage.Begin();
        Assert.Equal([], stage.Findings());
        int acts = stage.Bound().Steps.Select(step => step.Act).Distinct().Count();
        Assert.Equal(acts - 1, stage.Lines.Entries<Inventory>().Count(inventory => inventory.When == "act"));
        return acts;
    }

    private static async Task Try(string name, int act, bool isAfter)
    {
        using Stage stage = Bootstrap.Stage();
        int begun = 0;
        long put = 0;
        OnLine(stage, isAfter ? "step-started" : "step-done", (line, told) =>
        {
            if (BeginsAct(stage, isAfter ? told - 1 : told) && ++begun == (isAfter ? act : act - 1))
            {
                put = line;
                stage.Tokens[name].Objects.Add(Smuggled);
            }
        });
        // A card that is not blank is produced once the officers have removed what is on it.
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("remove") : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        string where = $"{name}, act {act}, {(isAfter ? "after" : "before")} its first line";
        Assert.True(put > 0, where);
        Assert.True(stage.Lines.Entries<ExceptionDecided>().Select(each => each.Happened).SequenceEqual([name + Found]), where);
        long found = stage.Lines.Single(line => line.Entry is ExceptionDecided).Seq;
        Assert.True(stage.Lines.Where(line => line.Seq > put && (line.Entry is Intended || (line.Entry is Confirmed confirmed && !confirmed.Text.Contains("Go on although", StringComparison.Ordinal)))).All(line => line.Seq > found), where);
        Assert.Equal([], stage.Findings());
    }

    private static bool BeginsAct(Stage stage, int place)
    {
        IReadOnlyList<string> acts = [.. stage.Bound().Steps.Select(step => step.Act)];
        return place < acts.Count && (place == 0 || acts[place] != acts[place - 1]);
    }

    // What happens as soon as a line of a kind is written, with its number and how many of the kind there are by then.
    private static void OnLine(Stage stage, string kind, Action<long, int> act)
    {
        int told = 0;
        stage.Files = new WatchedFiles(stage.Files, line =>
        {
            if (line.Text("kind") == kind)
            {
                act(line.Number("seq"), ++told);
            }
        });
    }
}
