using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>From a blank token to the seal: it is initialised, worked with, its PINs are changed, and its user PIN is set anew.</summary>
public sealed class TokenSetupTests
{
    [Fact]
    public async Task A_blank_token_is_initialised_and_used_to_the_seal_without_a_finding()
    {
        using Stage stage = TokenSetup.Stage();
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
        Assert.Equal(("so-2", "user-3"), (stage.Tokens["HSM"].So, stage.Tokens["HSM"].Pin));
        Assert.Equal("serial-HSM", Assert.Single(stage.Lines, line => line.Kind == "performed" && line.Json["receipt"].AsMap().Find("label") is not null && line.Step == "setup" && line.Seq == First(stage, "performed", "setup")).Json["receipt"].AsMap().Text("token-serial"));
        string journal = File.ReadAllText(Path.Combine(stage.Folder, JournalWriter.FileName));
        Assert.All(new[] { "so-1", "so-2", "user-1", "user-2", "user-3" }, pin => Assert.DoesNotContain($"\"{pin}\"", journal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rehearsal_takes_the_blank_token_that_it_has_and_shows_what_to_type()
    {
        using var stage = new Stage(TokenSetup.Script.Replace("slot 7", "a slot of the real machine", StringComparison.Ordinal));
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
        Assert.All(stage.Room.Asked.Select(each => each.Prompt).OfType<PinPrompt>(), pin => Assert.NotNull(pin.Hint));
    }

    [Fact]
    public async Task A_card_out_of_its_box_is_produced_given_to_its_holder_and_its_PIN_is_set_anew_and_changed()
    {
        using var stage = new Stage(Scripts.Renewed
            .Replace("      - { id: produce-1,", "      - { id: box, do: initialise-token, token: card-1 }\n      - { id: produce-1,", StringComparison.Ordinal)
            .Replace("      - { id: officer-1,", "      - { id: again, do: unblock-pin, token: card-1 }\n      - { id: own, do: change-pin, token: card-1 }\n      - { id: so, do: change-pin, token: card-1, of: security-officer }\n      - { id: officer-1,", StringComparison.Ordinal));
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
        Assert.Equal(["new-so-pin card-1"], stage.Room.Asked.Where(each => each.Prompt is PinPrompt { IsNew: true }).Select(each => ((PinPrompt)each.Prompt).Key).Take(1));
        Assert.Contains(stage.Lines, line => line.Kind == "confirmed" && line.Json.Text("officer") == "Officer 1");
    }

    [Fact]
    public async Task Wherever_the_program_is_stopped_it_is_resumed_to_a_record_without_a_finding()
    {
        int writes = await Writes();
        var ends = new List<string>();
        for (int at = 60; at < writes; at++)
        {
            foreach (bool after in new[] { false, true })
            {
                using Stage stage = TokenSetup.Stage();
                stage.Files = new StoppingFiles(stage.Files, at, after);
                try
                {
                    await stage.Begin();
                }
                catch (StoppedException)
                {
                    stage.Files = new Machine.Files.DurableFiles();
                    stage.Tokens["HSM"].LoggedIn = null;
                    RunEnd end = (await stage.Resume()).End;
                    if (end != RunEnd.Completed || stage.Findings().Count > 0)
                    {
                        ends.Add($"{at} {after}: {end} {string.Join("; ", stage.Findings())} {stage.Room.Error}");
                    }
                }
            }
        }

        Assert.Equal([], ends);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_program_that_is_killed_right_after_the_token_did_something_finds_out_what_it_was(int deed)
    {
        using Stage stage = TokenSetup.Stage();
        int deeds = 0;
        stage.Tokens["HSM"].AfterDeed = () =>
        {
            if (++deeds == deed)
            {
                throw new StoppedException();
            }
        };
        await Assert.ThrowsAsync<StoppedException>(() => stage.Begin());
        Assert.Equal("intended", stage.Lines[^1].Kind);
        stage.Tokens["HSM"].LoggedIn = null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal([], stage.Findings());
        Assert.Equal(deed == 1, stage.Lines.Any(line => line.Entry is ActionPerformed { IsInspected: true }));
        Assert.NotEqual(PinState.Locked, stage.Tokens["HSM"].View().Pin);

        // Whoever types the present PIN is told that nobody knows which of the two it is.
        Assert.Equal(deed is 4 or 5, stage.Room.Screens.Any(screen => screen.Blocks.OfType<TextBlock>().Any(block => block.Text.Contains("the former PIN may hold still, or the new one", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_token_with_that_label_that_is_in_use_is_not_touched()
    {
        using Stage stage = TokenSetup.Stage();
        stage.Tokens["HSM"].So = "other";
        stage.Tokens["HSM"].Pin = "other";
        stage.Tokens["HSM"].Serial = "other";
        IReadOnlyList<string> refusals = Refusals(stage);
        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);
        Assert.Equal(["A token HSM is there already and is initialised; this step initialises only a blank one."], refusals);
        Assert.Equal(("other", "other"), (stage.Tokens["HSM"].So, stage.Tokens["HSM"].Pin));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task Several_blank_tokens_are_told_apart_by_people_and_none_is_waited_for()
    {
        using Stage stage = TokenSetup.Stage(TokenSetup.Script.Replace(", slot: slot 7", "", StringComparison.Ordinal));
        stage.Tokens.Add("Other", null, null).Slot = "slot 8";
        IReadOnlyList<string> refusals = Refusals(stage, () =>
        {
            if (stage.Tokens["Other"].IsThere)
            {
                stage.Tokens["Other"].IsThere = false;
                stage.Tokens["HSM"].IsThere = false;
            }
            else
            {
                stage.Tokens["HSM"].IsThere = true;
            }

            return "again";
        });
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(["2 blank tokens are there, in the slots \"slot 7\" and \"slot 8\", and it is not clear which is to become HSM.", "There is no blank token for HSM."], refusals);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_blank_token_that_is_exchanged_after_it_was_agreed_to_is_agreed_to_anew()
    {
        using Stage stage = TokenSetup.Stage(TokenSetup.Script.Replace(", slot: slot 7", "", StringComparison.Ordinal));
        bool exchanged = false;
        IReadOnlyList<string> refusals = Refusals(stage, () => "again", prompt =>
        {
            if (prompt is PinPrompt { Key: "new-so-pin hsm" } && !exchanged)
            {
                exchanged = true;
                stage.Tokens["HSM"].Slot = "slot 9";
            }
        });
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(["There is no blank token in the slot \"slot 7\" any more for the token HSM."], refusals);
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "approved" && line.Step == "setup"));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_wrong_present_PIN_is_asked_for_again_and_the_last_try_is_not_spent_unasked()
    {
        using Stage stage = TokenSetup.Stage();
        int wrong = 0;
        var titles = new List<string>();
        Func<Screen, Prompt, RoomReply?> typed = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) =>
        {
            titles.Add(screen.Title);
            return prompt is PinPrompt { Key: "pin hsm" } && stage.Room.State.StepId == "pin" && wrong < 2 ? Wrong(ref wrong)
                : prompt is ChoicePrompt { Key: "last-try" } ? new Chose("use") : typed(screen, prompt);
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "sign-in-failed" && line.Step == "pin"));
        Assert.Contains("One try is left", titles);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_locked_user_PIN_is_not_changed()
    {
        using Stage stage = TokenSetup.Stage();
        IReadOnlyList<string> refusals = Refusals(stage, () =>
        {
            stage.Tokens["HSM"].Says = null;
            return "again";
        }, prompt => stage.Tokens["HSM"].Says = stage.Room.State.StepId == "key" && prompt is GoOnPrompt ? PinState.Locked : stage.Tokens["HSM"].Says);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal(["The user PIN of HSM is locked, so it cannot be changed."], refusals);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public void Preflight_looks_for_a_blank_token_and_not_for_the_one_that_it_becomes()
    {
        using Stage stage = TokenSetup.Stage();
        Readiness[] rows = [.. stage.Preflight(DateTimeOffset.UnixEpoch).Look()];
        Assert.DoesNotContain(rows, row => row.What == "the token HSM");
        Assert.Equal(("in the slot \"slot 7\", without a serial number, Memory token", true), (Row(rows).Found, Row(rows).IsReady));
        stage.Tokens["HSM"].IsThere = false;
        Assert.Equal("There is no blank token in the slot \"slot 7\" for HSM. Insert it; \"ceremony tokens\" lists every slot with what is in it. Have the script corrected if it is in another slot, or has another serial number.", Row(stage.Preflight(DateTimeOffset.UnixEpoch).Look()).Do);
    }

    private static Readiness Row(IEnumerable<Readiness> rows) => Assert.Single(rows, row => row.What == "a blank token for HSM");

    [Fact]
    public async Task A_PIN_that_is_typed_at_the_device_is_never_typed_here()
    {
        using Stage stage = TokenSetup.Stage();
        stage.Tokens["HSM"].Flags = new TokenFlags { PinAtDevice = true };
        var typed = new Queue<string>(["so-1", "so-1", "so-1", "user-1", "user-1", "user-1", "user-1", "user-2", "so-1", "so-1", "so-2", "so-2", "so-2", "user-3", "user-3"]);
        stage.Tokens["HSM"].TypedAtDevice = () => typed.TryDequeue(out string? pin) ? pin : null;
        Func<Screen, Prompt, RoomReply?> other = stage.Room.Instead;
        var here = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is PinPrompt { IsAtDevice: false } pin && pin.Key.EndsWith(" hsm", StringComparison.Ordinal))
            {
                here.Add(pin.Key);
            }

            return prompt is PinPrompt { IsAtDevice: true } ? new PinTyped(new Secret([])) : other(screen, prompt);
        };
        RunOutcome outcome = await stage.Begin();
        Assert.Equal([], here);
        Assert.Equal((RunEnd.Completed, 0), (outcome.End, typed.Count));
        Assert.Equal([], stage.Findings());
    }

    private static long First(Stage stage, string kind, string step) => stage.Lines.First(line => line.Kind == kind && line.Step == step).Seq;

    private static PinTyped Wrong(ref int wrong)
    {
        wrong++;
        return new PinTyped(Secret.FromText("nonsense"));
    }

    private static async Task<int> Writes()
    {
        using Stage stage = TokenSetup.Stage();
        var files = new StoppingFiles(stage.Files, int.MaxValue, afterTheWrite: false);
        stage.Files = files;
        await stage.Begin();
        return files.Writes;
    }

    private static IReadOnlyList<string> Refusals(Stage stage, Func<string>? decide = null, Action<Prompt>? before = null)
    {
        var refusals = new List<string>();
        Func<Screen, Prompt, RoomReply?> typed = stage.Room.Instead;
        stage.Room.Instead = (screen, prompt) =>
        {
            before?.Invoke(prompt);
            if (prompt is not ChoicePrompt { Key: "after-refusal" })
            {
                return typed(screen, prompt);
            }

            refusals.Add(screen.Blocks.OfType<WarningBlock>().First().Text);
            return new Chose(decide?.Invoke() ?? "abort");
        };
        return refusals;
    }
}
