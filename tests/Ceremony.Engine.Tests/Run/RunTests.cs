using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

public sealed class RunTests
{
    [Fact]
    public async Task A_ceremony_runs_from_its_first_line_to_its_archive()
    {
        using var stage = new Stage(Scripts.TwoKeys);

        RunOutcome outcome = await stage.Begin();

        Assert.Equal(RunEnd.Completed, outcome.End);
        Assert.Equal(["First key", "Second key"], stage.Tokens["HSM"].Keys.Select(key => key.Label));
        Assert.Equal(["opened", "parameters", "inventory"], stage.Lines.Take(3).Select(line => line.Kind));
        Assert.Equal(["sealed", "signed", "signed", "archived", "compared"], stage.Lines.TakeLast(5).Select(line => line.Kind));
        Assert.Equal(2, Folds.Registry(stage.Lines).All<KeyGenerated>().Count());
    }

    [Fact]
    public async Task Stopped_at_its_first_line_it_has_all_that_tells_what_is_begun_or_never_began()
    {
        const int FirstLine = 2;
        using var before = new Stage(Scripts.TwoKeys);
        before.Files = new StoppingFiles(before.Files, FirstLine, afterTheWrite: false);
        await Assert.ThrowsAsync<StoppedException>(before.Begin);
        Assert.True(before.HasNothingYet);

        using var after = new Stage(Scripts.TwoKeys);
        after.Files = new StoppingFiles(after.Files, FirstLine, afterTheWrite: true);
        await Assert.ThrowsAsync<StoppedException>(after.Begin);
        Assert.Equal(["opened", "parameters", "inventory"], after.Lines.Select(line => line.Kind));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Torn_within_its_first_lines_it_is_gone_on_with_only_where_the_parameters_are_known(int wholeLines, bool isResumed)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Files = new StoppingFiles(stage.Files, 2, afterTheWrite: true);
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        stage.Files = new Machine.Files.DurableFiles();
        string journal = Path.Combine(stage.Folder, JournalWriter.FileName);
        byte[] whole = File.ReadAllBytes(journal);
        int end = stage.Lines.Take(wholeLines).Sum(line => line.Bytes.Length + 1);
        File.WriteAllBytes(journal, whole[..(end + 7)]);

        if (isResumed)
        {
            Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
            Assert.Equal("before", stage.Lines.First(line => line.Kind == "inventory").Json.Text("when"));
        }
        else
        {
            await Assert.ThrowsAsync<JournalBrokenException>(stage.Resume);
            Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stopped_at_any_write_and_resumed_it_comes_to_the_same_end(bool afterTheWrite)
    {
        IReadOnlyList<string> expected;
        int writes;
        using (var whole = new Stage(Scripts.TwoKeys))
        {
            var counting = new StoppingFiles(whole.Files, int.MaxValue, afterTheWrite);
            whole.Files = counting;
            await whole.Begin();
            expected = WhatHolds(whole);
            writes = counting.Writes;
        }

        Assert.InRange(writes, 40, 400);
        // A few places; the sweep over the bootstrap tries more of them, and every one where it is asked to.
        for (int stopAt = afterTheWrite ? 1 : 2; stopAt <= writes; stopAt += 5)
        {
            using var stage = new Stage(Scripts.TwoKeys);
            Core.Devices.IDurableFiles real = stage.Files;
            stage.Files = new StoppingFiles(real, stopAt, afterTheWrite);
            await Assert.ThrowsAsync<StoppedException>(stage.Begin);
            stage.Files = real;
            if (stage.HasNothingYet)
            {
                continue;
            }

            RunOutcome outcome = await stage.Resume();

            Assert.Equal((stopAt, RunEnd.Completed), (stopAt, outcome.End));
            Assert.Equal(expected, WhatHolds(stage));
        }
    }

    [Fact]
    public async Task Stopped_inside_a_token_right_after_a_key_was_made_no_key_is_made_twice()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        MemoryToken hsm = stage.Tokens["HSM"];
        hsm.AfterDeed = () => throw new StoppedException();
        await Assert.ThrowsAsync<StoppedException>(stage.Begin);
        Assert.Single(hsm.Keys);
        hsm.AfterDeed = () => { };

        await stage.Resume();

        Assert.Equal(["First key", "Second key"], hsm.Keys.Select(key => key.Label));
        Assert.Contains(stage.Lines, line => line.Kind == "performed" && line.Json.Find("inspected") is not null);
    }

    [Fact]
    public async Task An_officer_who_refuses_is_recorded_and_nothing_is_done_until_it_is_proposed_anew()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool refused = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt && !refused)
            {
                refused = true;
                Assert.Empty(stage.Tokens["HSM"].Keys);
                return new OfficerRefused(1, "the label is not that of the paper");
            }

            return null;
        };

        await stage.Begin();

        JournalLine line = stage.Lines.First(each => each.Kind == "refused");
        Assert.Equal("the label is not that of the paper", line.Json.Text("reason"));
        Assert.Equal("Name of officer 2", line.By);
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
        Core.Screens.Screen shown = Assert.Single(stage.Room.Screens, screen => screen.Title == "This cannot be done like this");
        Assert.Equal(
            ["refused by: bootstrap officer 2, Name of officer 2", "reason: the label is not that of the paper"],
            shown.Blocks.OfType<Core.Screens.FactsBlock>().Single().Facts.Select(fact => $"{fact.Name}: {fact.Value}"));
    }

    [Fact]
    public async Task Who_wants_to_correct_where_nothing_can_be_takes_no_confirmation_away()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool wanted = false;
        stage.Room.Instead = (_, prompt) =>
            prompt is ConfirmPrompt { Panes: var panes } && panes[0].ConfirmedAt is not null && panes[1].ConfirmedAt is null && !wanted && (wanted = true)
                ? new Interrupted(new CorrectionWanted())
                : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(wanted);
        Assert.Contains(stage.Room.Screens, screen => screen.Title == "Nothing to correct");
        Assert.Equal(1, stage.Lines.Count(line => line.Kind == "proposed" && line.Step == "first"));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Step == "first"));
    }

    [Fact]
    public async Task The_same_officer_cannot_confirm_twice()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var troubles = new List<string?>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt { StepNumber: null } confirm && confirm.Panes[0].ConfirmedAt is not null && troubles.Count < 2)
            {
                troubles.Add(confirm.Trouble);
                return troubles.Count == 1 ? new OfficerPinTyped(0, Secret.FromText(confirm.Panes[0].Hint!)) : null;
            }

            return null;
        };

        await stage.Begin();

        Assert.Equal([null, "bootstrap officer 1 has confirmed already."], troubles);
    }

    [Fact]
    public async Task The_step_s_number_must_be_typed_before_anything_is_done()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var troubles = new List<string?>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt { StepNumber: not null } confirm && stage.Tokens["HSM"].Keys.Count == 0)
            {
                troubles.Add(confirm.Trouble);
                return troubles.Count == 1 ? new StepNumberTyped("7") : null;
            }

            return null;
        };

        await stage.Begin();

        Assert.Equal([null, "This is step 4: type 4 to do it, or F8 to refuse."], troubles);
    }

    [Fact]
    public async Task A_wrong_PIN_is_recorded_without_what_was_typed_and_asked_again()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool typed = false;
        stage.Room.Instead = (_, prompt) => prompt is PinPrompt { Key: "pin hsm" } && !typed ? Wrong(ref typed) : null;

        await stage.Begin();

        JournalLine failed = Assert.Single(stage.Lines, line => line.Kind == "sign-in-failed");
        Assert.Equal("CKR_PIN_INCORRECT", failed.Json.Text("code"));
        Assert.DoesNotContain("nonsense", File.ReadAllText(Path.Combine(stage.Folder, JournalWriter.FileName)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_try_of_a_PIN_is_never_spent_unasked()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].WrongTries = 2;
        Assert.Equal(PinState.FinalTry, stage.Tokens["HSM"].View().Pin);

        RunOutcome left = await stage.Begin();

        Assert.Equal(RunEnd.Left, left.End);
        Assert.Equal(2, stage.Tokens["HSM"].WrongTries);
        Assert.Contains(stage.Room.Screens, screen => screen.Title == "One try is left");

        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "last-try" } ? new Chose("use") : null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
    }

    [Fact]
    public async Task A_token_that_is_pulled_stops_the_step_and_put_back_it_goes_on()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        int faults = 0;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is GoOnPrompt && screen.Title == "The key is made")
            {
                stage.Tokens["HSM"].IsThere = faults > 0;
            }

            if (prompt is ChoicePrompt { Key: "after-refusal" })
            {
                faults++;
                stage.Tokens["HSM"].IsThere = true;
            }

            return null;
        };

        RunOutcome outcome = await stage.Begin();

        Assert.Equal((1, RunEnd.Completed), (faults, outcome.End));
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
        Assert.Equal(
            [("token-removed", "hsm"), ("token-inserted", "hsm")],
            stage.Lines.Where(line => line.Kind is "token-removed" or "token-inserted").Select(line => (line.Kind, line.Json.Text("token"))));
    }

    [Fact]
    public async Task Notes_exceptions_breaks_and_people_stand_in_the_journal()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Interrupt(new NoteTaken("the seal of bag 7 is whole"));
        stage.Room.Interrupt(new ExceptionTaken("a witness", "a second one came", "both stay", "Name of officer 1"));
        stage.Room.Interrupt(new BreakTaken("coffee"));
        stage.Room.Interrupt(new PersonMoved(true, "guest", "Gunnar"));

        await stage.Begin();

        Assert.Equal("the seal of bag 7 is whole", stage.Lines.Single(line => line.Kind == "note").Json.Text("text"));
        Assert.Equal("both stay", stage.Lines.Single(line => line.Kind == "exception").Json.Text("decided"));
        Assert.Equal(["begins", "ends"], stage.Lines.Where(line => line.Kind == "break").Select(line => line.Json.Text("state")));
        Assert.Contains(Folds.People(stage.Lines), person => person is { Name: "Gunnar", Role: "guest" });
    }

    [Fact]
    public async Task An_interface_that_comes_up_in_the_middle_is_noticed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) =>
        {
            stage.Machine.IsPlugged |= screen.Title == "The key is made";
            return null;
        };

        await stage.Begin();

        Assert.Contains(stage.Lines, line => line.Kind == "note" && line.Json.Text("text") == "A network interface is up: eth0.");
        Assert.False(stage.Room.State.AirGap);
        Assert.Equal([true, true, true, true, false, false], stage.Lines.Where(line => line.Kind == "step-started").Select(line => line.Json["air-gap"].AsBool()));
    }

    [Fact]
    public async Task A_clock_that_is_set_in_the_middle_is_noticed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) =>
        {
            stage.Machine.ClockMovedMilliseconds = screen.Title == "The key is made" ? 3_600_000 : stage.Machine.ClockMovedMilliseconds;
            return null;
        };

        await stage.Begin();

        Assert.InRange(Assert.Single(stage.Lines, line => line.Kind == "clock").Json.Number("jumped"), 3_599_000, 3_601_000);
    }

    [Theory]
    [InlineData("boot-1", true)]
    [InlineData("boot-2", false)]
    public async Task A_clock_that_is_set_while_the_program_is_stopped_is_noticed_within_one_start_of_the_machine(string boot, bool noticed)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        File.AppendAllText(Path.Combine(stage.Folder, JournalWriter.FileName), "{\"at\":\"2026-0");
        stage.Machine.Rest(TimeSpan.FromMinutes(20));
        stage.Machine.ClockMovedMilliseconds = -3_600_000;
        stage.Machine.BootId = boot;
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Contains(stage.Lines, line => line.Kind == "recovered");
        JournalLine[] clock = [.. stage.Lines.Where(line => line.Kind == "clock")];
        Assert.Equal(noticed ? 1 : 0, clock.Length);
        Assert.All(clock, line => Assert.InRange(line.Json.Number("jumped"), -3_601_000, -3_599_000));
    }

    [Fact]
    public async Task Another_build_of_the_program_resumes_only_with_the_officers_exception()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        stage.ProgramHash = new('b', 64);
        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null;
        stage.Room.Asked.Clear();
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        // The number typed is that of the step that stands open, which the screen's frame names.
        Assert.Equal("4", stage.Room.Asked.Select(each => each.Reply).OfType<StepNumberTyped>().First().Number);
        Assert.Contains(stage.Lines, line => line.Kind == "exception" && line.Json.Text("expected").Contains(new string('a', 64), StringComparison.Ordinal));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Json.Text("text").Contains("do: Go on although another build", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_module_resumes_only_with_the_officers_exception_and_is_then_the_one_that_is_known()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        stage.Tokens.Module = new('1', 64);
        stage.Room.Instead = (_, _) => null;
        int listed = stage.Tokens.Listed;
        stage.Room.Thinks = _ => Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken);
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        // Nobody has decided yet, so the module was not loaded while they were asked.
        Assert.Equal(listed, stage.Tokens.Listed);
        stage.Room.Thinks = _ => null;
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "resumed");

        stage.Room.Instead = (screen, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);
        JournalLine exception = stage.Lines.Single(line => line.Kind == "exception");
        Assert.Equal($"the PKCS#11 module /usr/lib/softhsm/libsofthsm2.so with the SHA-256 {new string('0', 64)}", exception.Json.Text("expected"));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Json.Text("text").Contains("do: Go on although another module is there now", StringComparison.Ordinal)));
        Assert.Equal(new string('1', 64), stage.Lines.Single(line => line.Kind == "resumed").Json["modules"].AsList().Single().AsMap().Text("sha256"));

        stage.Room.Instead = (_, _) => null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
    }

    [Fact]
    public async Task An_object_that_no_line_explains_goes_to_the_officers_on_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Tokens["HSM"].Keys.Add(new MemoryKey("Smuggled", "beef", KeyAlgorithm.EcP256, KeyPool.At(KeyAlgorithm.EcP256, 5)));
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Title == "Something is not as it should be"
            && screen.ToJson().ToString().Length > 0
            && screen.Blocks.OfType<Core.Screens.WarningBlock>().Single().Text == "HSM holds a public object with the id beef that no line of the journal explains.");
    }

    [Fact]
    public async Task A_key_that_is_missing_goes_to_the_officers_on_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        string id = stage.Tokens["HSM"].Keys[0].Id;
        stage.Tokens["HSM"].Keys.Clear();
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<Core.Screens.WarningBlock>().Any(block =>
            block.Text == $"HSM holds no public object with the id {id}, but the journal says that one was made."));
    }

    [Theory]
    [InlineData("The key is made", "The token HSM is not there, but this ceremony has worked with it.")]
    [InlineData("Compare with paper", "The token HSM is not there, but it was when the ceremony began.")]
    public async Task A_token_that_is_away_goes_to_the_officers_on_resume_and_put_back_it_is_looked_at_again(string leftAt, string told)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == leftAt ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Tokens["HSM"].IsThere = false;
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.Equal(told, stage.Room.Screens[^1].Blocks.OfType<Core.Screens.WarningBlock>().Single().Text);
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "exception", Choices: var choices })
            {
                return null;
            }

            Assert.Equal(["allow", "again", "abort", "leave"], choices.Select(choice => choice.Key));
            stage.Tokens["HSM"].IsThere = true;
            return new Chose("again");
        };
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "exception");
        Assert.Equal(2, stage.Tokens["HSM"].Keys.Count);
    }

    [Fact]
    public async Task A_token_put_back_after_a_resume_must_still_be_the_one_that_the_journal_knows()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Tokens["HSM"].IsThere = false;
        var told = new List<string>();
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "exception" })
            {
                return null;
            }

            told.Add(screen.Blocks.OfType<Core.Screens.WarningBlock>().Single().Text);
            stage.Tokens["HSM"].IsThere = true;
            stage.Tokens["HSM"].Serial = told.Count == 1 ? "another" : "serial-HSM";
            return new Chose("again");
        };

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.Equal(
            ["The token HSM is not there, but this ceremony has worked with it.", "The token HSM has the serial number another, but had serial-HSM when the ceremony began."],
            told);
        Assert.Equal(3, stage.Lines.Count(line => line.Kind == "inventory" && line.Json.Text("when") == "resumed"));
    }

    [Fact]
    public async Task A_token_that_was_never_there_is_asked_for_by_its_step_and_not_on_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].IsThere = false;
        stage.Room.Instead = (screen, _) => screen.Title == "Compare with paper" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Room.Instead = (_, prompt) =>
        {
            stage.Tokens["HSM"].IsThere |= prompt is ChoicePrompt { Key: "after-refusal" };
            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);

        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == "Something is not as it should be");
    }

    [Fact]
    public async Task A_private_key_that_is_missing_goes_to_the_officers_at_the_next_login_after_a_resume()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        MemoryKey key = stage.Tokens["HSM"].Keys[0];
        stage.Tokens["HSM"].Keys[0] = key with { PrivateIsGone = true };
        stage.Room.Instead = (_, _) => null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);
        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<Core.Screens.WarningBlock>().Any(block =>
            block.Text == $"HSM holds no private key with the id {key.Id}, but the journal says that one was made."));
        Assert.Null(stage.Tokens["HSM"].LoggedIn);

        int asked = 0;
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } && asked++ >= 0 ? new Chose("allow") : null;
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal(1, asked);
        Assert.Equal("every key that was made is on its token", stage.Lines.Single(line => line.Kind == "exception").Json.Text("expected"));
    }

    /// <summary>Whether it is aborted, or comes to its end.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_changed_artifact_is_found_before_the_transcript_is_closed(bool isAborted)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        string artifact = Path.Combine(stage.Folder, "artifacts", "boot-ca.cer");
        byte[] whole = [];
        stage.Room.Instead = (screen, _) =>
        {
            if (screen.Title != "The key is made" || whole.Length > 0)
            {
                return null;
            }

            whole = File.ReadAllBytes(artifact);
            File.WriteAllText(artifact, "changed");
            return isAborted ? new Interrupted(new AbortWanted("fire alarm")) : null;
        };

        var fault = await Assert.ThrowsAsync<Core.Devices.DeviceFault>(stage.Begin);

        Assert.Equal("The artifact boot-ca.cer in the ceremony's folder is missing or changed. Restore it from a copy of the folder, then resume; nothing can be sealed without it.", fault.Message);
        Assert.DoesNotContain(stage.Lines, line => line.Kind is "aborted" or "sealed");
        File.WriteAllBytes(artifact, whole);
        Assert.Equal(isAborted ? RunEnd.Aborted : RunEnd.Completed, (isAborted ? await stage.Abort("fire alarm") : await stage.Resume()).End);
    }

    [Fact]
    public async Task A_step_that_what_was_done_before_does_not_fit_is_refused()
    {
        using var stage = new Stage(Scripts.TwoKeys
            .Replace("key: First key", "key: This name is as long as a key's name may be without being wrong", StringComparison.Ordinal)
            .Replace("key: Second key", "key: 'Another ${step.first}'", StringComparison.Ordinal));

        Assert.Equal(RunEnd.Left, (await LeavingAtRefusals(stage)).End);

        JournalLine refused = stage.Lines.Single(line => line.Kind == "refused");
        Assert.Equal(("second", "step-unfit"), (refused.Step, refused.Json.Text("code")));
        Assert.Equal("The step second cannot be done as the script has it: \"key\" must have 1 to 64 characters on one line.", refused.Json.Text("reason"));
    }

    [Fact]
    public async Task A_new_PIN_that_is_too_short_is_not_taken()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        var troubles = new List<string?>();
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is not PinPrompt { IsNew: true } pin)
            {
                return null;
            }

            troubles.Add(pin.Trouble);
            return pin.Trouble is null ? new PinTyped(Secret.FromText("12345")) : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([null, "It is too short: type 6 bytes or more.", null, "It is too short: type 6 bytes or more."], troubles);
    }

    [Fact]
    public async Task Aborted_it_is_sealed_as_that_and_tells_each_key_s_fate()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new AbortWanted("fire alarm")) : null;

        RunOutcome outcome = await stage.Begin();

        Assert.Equal(RunEnd.Aborted, outcome.End);
        JournalLine aborted = stage.Lines.Single(line => line.Kind == "aborted");
        Assert.Equal("fire alarm", aborted.Json.Text("reason"));
        Assert.Equal("First key", Assert.Single(aborted.Json["keys"].AsList()).AsMap().Text("key"));
        Assert.Equal("aborted", stage.Lines.Single(line => line.Kind == "sealed").Json.Text("outcome"));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "signed"));
    }

    [Fact]
    public async Task Left_and_aborted_later_it_is_sealed_with_whoever_can_sign()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Room.Instead = (_, prompt) => prompt is ConfirmPrompt confirm && confirm.Panes[1].ConfirmedAt is null && confirm.Panes[0].ConfirmedAt is not null ? new OfficerRefused(1, "not here") : null;

        RunOutcome outcome = await stage.Abort("given up");

        Assert.Equal(RunEnd.Aborted, outcome.End);
        Assert.Equal(1, stage.Lines.Count(line => line.Kind == "signed"));
    }

    [Fact]
    public async Task A_typed_answer_can_be_corrected_and_both_stay_recorded()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        int asked = 0;
        bool corrected = false;
        stage.Room.Instead = (_, prompt) =>
        {
            switch (prompt)
            {
                case FormPrompt { Form.Fields: var fields } when fields.Any(field => field.Name == "operator 1"):
                    asked++;
                    return null;
                case PinPrompt { IsNew: true } when !corrected:
                    corrected = true;
                    return new Interrupted(new CorrectionWanted());
                default:
                    return null;
            }
        };

        await stage.Begin();

        Assert.Equal(2, asked);
        Assert.Equal([1L, 2L], stage.Lines.Where(line => line.Kind == "answered" && line.Step == "people").Select(line => line.Attempt!.Value));
    }

    [Fact]
    public async Task An_answer_is_corrected_until_something_was_approved_on_it_and_not_after()
    {
        using var stage = new Stage(Scripts.TwoKeys.Replace("- { id: first,", "- { id: asking, do: ask-and-enter }\n      - { id: first,", StringComparison.Ordinal));
        bool early = false;
        bool late = false;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            ("Asked", FormPrompt) => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["profile"] = early ? "right" : "wrong" })),
            ("Enter it", ConfirmPrompt) when !early && (early = true) => new Interrupted(new CorrectionWanted()),
            ("Entered", GoOnPrompt) when !late && (late = true) => new Interrupted(new CorrectionWanted()),
            _ => null,
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.True(early && late);
        Assert.Equal("right", Folds.Registry(stage.Lines).All<OfficerProfileCreated>().Single().Profile);
        Assert.Equal(
            ["step-started", "answered", "proposed", "answered", "proposed", "confirmed", "confirmed", "approved", "intended", "performed", "shown", "step-done"],
            stage.Lines.Where(line => line.Step == "asking").Select(line => line.Kind));
        Assert.Equal(
            "In this step no answer was typed since something was approved. An earlier one stays as it is: record an exception (F3) that says what is right.",
            Assert.Single(stage.Room.Screens, screen => screen.Title == "Nothing to correct").Blocks.OfType<Core.Screens.TextBlock>().Single().Text);
    }

    private static Task<RunOutcome> LeavingAtRefusals(Stage stage)
    {
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;
        return stage.Begin();
    }

    private static PinTyped Wrong(ref bool typed)
    {
        typed = true;
        return new PinTyped(Secret.FromText("nonsense"));
    }

    private static IReadOnlyList<string> WhatHolds(Stage stage) =>
    [
        .. Folds.Registry(stage.Lines).Facts.Select(fact => fact switch
        {
            KeyGenerated key => $"{key.Name} {key.Key} {key.Token} {key.Algorithm}",
            OfficerRecognised officer => $"{officer.Name} {officer.Officer} {officer.Person}",
            _ => fact.Name,
        }),
        .. stage.Tokens["HSM"].Keys.Select(key => $"on the token: {key.Label}"),
        .. Folds.People(stage.Lines).Select(person => $"{person.Seat} {person.Name}"),
        $"signed {stage.Lines.Where(line => line.Kind == "signed").Select(line => line.Json.Text("officer")).Distinct().Count()}",
    ];
}
