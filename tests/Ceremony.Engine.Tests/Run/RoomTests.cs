using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>People, time, cables and disks that do otherwise than the script.</summary>
public sealed class RoomTests
{
    [Fact]
    public async Task A_proposal_that_is_too_old_is_made_anew_and_earlier_confirmations_are_void()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool waited = false;
        string? told = null;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt confirm && !waited && confirm.Panes[0].ConfirmedAt is not null)
            {
                waited = true;
                stage.Machine.Rest(TimeSpan.FromMinutes(11));
            }
            else if (waited && prompt is ConfirmPrompt again)
            {
                told ??= $"{again.Trouble} {again.Panes.Count(pane => pane.ConfirmedAt is not null)}";
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("The proposal has expired. This is a new one: every officer must confirm again. 0", told);
        JournalLine expired = stage.Lines.Single(line => line.Kind == "expired");
        JournalLine[] proposals = [.. stage.Lines.Where(line => line.Kind == "proposed" && line.Step == "first")];
        Assert.Equal(expired.Json.Number("proposed"), proposals[0].Seq);
        Assert.NotEqual(proposals[0].Json.Text("nonce"), proposals[1].Json.Text("nonce"));
        Assert.Equal(2, stage.Lines.Count(line => line.Kind == "confirmed" && line.Json.Number("proposed") == proposals[1].Seq));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "clock");
    }

    [Fact]
    public async Task An_officer_who_is_not_in_the_room_by_the_record_confirms_only_after_the_entry()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var troubles = new List<string>();
        bool left = false;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt { Trouble: { } trouble } && troubles.Count == 0)
            {
                troubles.Add(trouble);
                return new Interrupted(new PersonMoved(true, "officer", "Name of officer 1"));
            }

            if (prompt is ConfirmPrompt && !left)
            {
                left = true;
                return new Interrupted(new PersonMoved(false, "officer", "Name of officer 1"));
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["According to the record, Name of officer 1 is not in the room. Record the entry (F4), then type the PIN."], troubles);
        Assert.Equal(["officer 1", "officer 2"], Folds.People(stage.Lines).Where(person => person.Role == "officer").Select(person => person.Seat));
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "sign-in-failed");
    }

    [Fact]
    public async Task Nobody_takes_another_s_seat_and_nobody_leaves_who_was_not_there()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        bool done = false;
        stage.Room.Instead = (screen, _) =>
        {
            if (!done && screen.Title == "The key is made")
            {
                done = true;
                stage.Room.Interrupt(new PersonMoved(false, "officer", "Name of officer 1"));
                stage.Room.Interrupt(new PersonMoved(true, "officer", "Nora"));
                stage.Room.Interrupt(new PersonMoved(true, "officer", "Name of officer 1"));
                stage.Room.Interrupt(new PersonMoved(false, "witness", "Nobody"));
                stage.Room.Interrupt(new PersonMoved(true, "guest", "No\u3164ra"));
                stage.Room.Interrupt(new PersonMoved(true, "guest", "Name of witness 1"));
            }

            return null;
        };

        await stage.Begin();

        Assert.Equal(
            ["operator 1 Name of operator 1", "officer 1 Name of officer 1", "officer 2 Name of officer 2", "officer 3 Nora", "witness 1 Name of witness 1"],
            Folds.People(stage.Lines).Select(person => $"{person.Seat} {person.Name}"));
        Assert.Contains(
            "Name of witness 1 is in the room already, as witness 1, and nobody has two seats. Record first that this person leaves, or, if these are two people, add what tells them apart. Nothing was recorded.",
            stage.Room.Screens.Where(screen => screen.Title == "People").SelectMany(screen => screen.Blocks.OfType<Core.Screens.TextBlock>()).Select(block => block.Text));
        Assert.Equal(1, stage.Lines.Count(line => line.Kind == "left"));
    }

    [Fact]
    public async Task In_production_an_interface_that_is_up_stops_the_ceremony_until_it_is_down()
    {
        using var stage = new Stage(Scripts.TwoKeys) { IsProduction = true };
        stage.Machine.IsPlugged = true;
        int asked = 0;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ChoicePrompt { Key: "air-gap" })
            {
                Assert.Equal(0, stage.Room.State.StepNumber);
                stage.Machine.IsPlugged = ++asked < 3;
            }

            // Without hints nobody here knows a PIN: it is left at the first.
            return prompt is PinPrompt ? new Interrupted(new LeaveWanted()) : null;
        };

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Assert.Equal(3, asked);
        Assert.Equal("production", stage.Lines[0].Json.Text("mode"));
        Assert.Equal([["eth0"], []], stage.Lines.Where(line => line.Kind == "network").Select(line => line.Json.Texts("up")));
    }

    [Fact]
    public async Task A_correction_or_an_abort_at_the_seal_is_answered_with_a_sentence()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var wanted = new Queue<RoomEvent>([new CorrectionWanted(), new AbortWanted("second thoughts")]);
        stage.Room.Instead = (screen, prompt) => screen.Title == "Seal the transcript" && wanted.TryDequeue(out RoomEvent? next) ? new Interrupted(next) : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Title == "Nothing to correct");
        Assert.Contains(stage.Room.Screens, screen => screen.Title == "Too late to abort");
    }

    [Fact]
    public async Task Who_agrees_to_a_statement_stands_in_the_journal_with_it()
    {
        using var stage = new Stage(Scripts.Attested);
        int asked = 0;
        stage.Room.Instead = (screen, prompt) => prompt is FormPrompt && screen.Title == "Attest"
            ? new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["attest"] = ++asked == 1 ? "do not agree" : "agree", ["remark"] = "the lamp went out" }))
            : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["step-started", "answered", "refused", "answered", "attested", "step-done"], stage.Lines.Where(line => line.Step == "witness").Select(line => line.Kind));
        JournalLine attested = stage.Lines.Single(line => line.Kind == "attested");
        Assert.Equal(("Name of witness 1", "Name of witness 1", "I saw it all."), (attested.By, attested.Json.Text("person"), attested.Json.Text("statement")));
    }

    [Fact]
    public async Task A_witness_who_does_not_agree_can_be_overruled_only_by_the_officers_and_on_record()
    {
        using var stage = new Stage(Scripts.Attested);
        int proposed = 0;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            ("Attest", FormPrompt) => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["attest"] = "do not agree", ["remark"] = "I was outside." })),
            ("End the step with an exception", FormPrompt form) => new FormFilled(new Core.Desk.Answers(form.Form.Fields.ToDictionary(field => field.Name, field => field.Name == "happened" ? field.Initial : $"the {field.Name}"))),
            ("End the step with an exception", ConfirmPrompt) when proposed++ == 0 => new OfficerRefused(1, "ask again"),
            (_, ChoicePrompt { Key: "after-refusal" }) => new Chose("exception"),
            _ => null,
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(
            ["step-started", "answered", "refused", "proposed", "refused", "proposed", "confirmed", "confirmed", "approved", "exception", "step-done"],
            stage.Lines.Where(line => line.Step == "witness").Select(line => line.Kind));
        JournalLine exception = stage.Lines.Single(line => line.Kind == "exception");
        Assert.Equal("Name of witness 1 (witness 1) does not agree: \"I was outside.\"", exception.Json.Text("happened"));
        Assert.Equal(("the expected", "the decided", "the by"), (exception.Json.Text("expected"), exception.Json.Text("decided"), exception.By));
        JournalLine done = stage.Lines.Single(line => line is { Kind: "step-done", Step: "witness" });
        Assert.Equal(exception.Seq, done.Json.Number("exception"));
        Assert.Empty(done.Json["facts"].AsList());
        Assert.Contains("do: Go on although Name of witness 1 (witness 1) does not agree: \"I was outside.\" (expected: the expected); decided: the decided.\n", stage.Lines.Last(line => line.Kind == "confirmed").Json.Text("text"), StringComparison.Ordinal);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "attested");
    }

    [Fact]
    public async Task A_step_that_others_rest_on_cannot_be_ended_by_an_exception()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        IReadOnlyList<string> offered = [];
        bool refused = false;
        stage.Room.Instead = (_, prompt) =>
        {
            offered = prompt is ChoicePrompt { Key: "after-refusal", Choices: var choices } ? [.. choices.Select(choice => choice.Key)] : offered;
            RoomReply? reply = prompt is ConfirmPrompt && !refused ? new OfficerRefused(0, "no") : null;
            refused |= reply is not null;
            return reply;
        };

        await stage.Begin();

        Assert.Equal(["abort", "leave", "again"], offered);
    }

    [Fact]
    public async Task Before_anybody_can_confirm_the_one_who_decided_answers_for_an_exception()
    {
        using var stage = new Stage(Scripts.Attested.Replace("- { id: kit,", "- { id: early, do: attest, by: witness 1, statement: I am here. }\n      - { id: kit,", StringComparison.Ordinal));
        bool isSaid = false;
        stage.Room.Instead = (screen, prompt) => (screen.Title, prompt) switch
        {
            (_, ChoicePrompt { Key: "after-refusal" }) => new Chose("exception"),
            ("Attest", FormPrompt) when !isSaid && (isSaid = true) => new FormFilled(new Core.Desk.Answers(new Dictionary<string, string> { ["attest"] = "do not agree", ["remark"] = "I was outside." })),
            _ => null,
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal(["step-started", "answered", "refused", "exception", "step-done"], stage.Lines.Where(line => line.Step == "early").Select(line => line.Kind));
        Assert.Equal("Name of by", stage.Lines.Single(line => line.Kind == "exception").By);
    }

    [Fact]
    public async Task A_token_that_is_taken_out_while_a_screen_waits_is_noticed_there_and_named_once()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Thinks = screen =>
        {
            if (screen.Title != "What will be sealed")
            {
                return null;
            }

            stage.Tokens["HSM"].IsThere = false;
            return Task.Delay(TimeSpan.FromSeconds(4.5), TestContext.Current.CancellationToken);
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        JournalLine removed = stage.Lines.Single(line => line.Kind is "token-removed" or "token-inserted");
        Assert.Equal(("token-removed", "hsm", "seal"), (removed.Kind, removed.Json.Text("token"), removed.Step));
        Assert.True(removed.Seq < stage.Lines.Single(line => line.Kind == "answered" && line.Step == "seal").Seq);
    }

    [Fact]
    public async Task Where_the_journal_cannot_be_written_nothing_more_is_done()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        var broken = WatchedFiles.Breaking(stage.Files, 30);
        stage.Files = broken;

        DeviceFault fault = await Assert.ThrowsAnyAsync<DeviceFault>(stage.Begin);

        Assert.Equal("EIO", fault.Code);
        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == "A device failed");
    }

    [Fact]
    public async Task Aborted_before_anybody_was_gathered_it_is_sealed_without_a_signature()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Interrupt(new AbortWanted("nobody came"));

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Empty(stage.Lines.Single(line => line.Kind == "sealed").Json["roster"].AsList());
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "signed");
    }

    [Fact]
    public async Task A_token_with_another_serial_number_under_the_same_name_is_refused()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Instead = (screen, prompt) =>
        {
            stage.Tokens["HSM"].Serial = screen.Title == "The key is made" ? "another" : prompt is ChoicePrompt ? "serial-HSM" : stage.Tokens["HSM"].Serial;
            return prompt is ChoicePrompt { Key: "exception" } ? new Chose("again") : null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<Core.Screens.WarningBlock>().Any(block =>
            block.Text == "The token HSM has the serial number another, but had serial-HSM before. Insert the right one, then try again."));
    }
}
