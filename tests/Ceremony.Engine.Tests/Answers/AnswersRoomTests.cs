using System.Text;
using Ceremony.Core.Desk;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Tests.Answers;

public class AnswersRoomTests
{
    private static readonly Screen Any = new("Any screen");
    private static readonly ConfirmPane Vega = new("First officer", "Ada Vega", "card 1", PinState.Set, null, "1111");
    private static readonly ConfirmPane Lind = new("Second officer", "Bo Lind", "card 2", PinState.Set, null, "2222");

    [Fact]
    public async Task A_form_is_filled_from_the_step_first_and_from_everywhere_else()
    {
        using AnswersRoom room = Room("everywhere: { city: Uppsala, words: as-shown }\nsteps:\n  people: { operator 1: Olga Berg }");
        RoomReply reply = await Ask(room, "people", new FormPrompt(new Form(new FormField("operator 1", "Operator"), new FormField("city", "City"), new FormField("word 3", "Word 3") { AsShown = "pupil" })));
        Assert.Equal(new Dictionary<string, string> { ["operator 1"] = "Olga Berg", ["city"] = "Uppsala", ["word 3"] = "pupil" }, Assert.IsType<FormFilled>(reply).Answers.Values);
        Assert.Empty(room.Unasked());
    }

    [Fact]
    public async Task Parameters_are_answered_before_the_first_step()
    {
        using AnswersRoom room = Room("parameters: { country: SE }");
        Assert.Equal("SE", Assert.IsType<FormFilled>(await Ask(room, "", Field("country"))).Answers["country"]);
    }

    [Fact]
    public async Task A_pin_as_shown_is_the_hint()
    {
        using AnswersRoom room = Room("everywhere: { pin: as-shown }\nsteps:\n  key: { pin hsm: '0000' }");
        Assert.Equal("0000", Typed(await Ask(room, "key", Pin("pin hsm"))));
        Assert.Equal("4711", Typed(await Ask(room, "key", Pin("pin card"))));
    }

    [Fact]
    public async Task Officers_confirm_one_after_the_other_and_then_the_number_is_typed()
    {
        using AnswersRoom room = Room("everywhere: { pin: as-shown, step-number: as-shown }\nsteps:\n  key: { confirm officer 2: '9999' }");
        Assert.Equal((0, "1111"), Confirmed(await Ask(room, "key", Confirming([Vega, Lind], null, "each their own PIN"))));
        Assert.Equal((1, "9999"), Confirmed(await Ask(room, "key", Confirming([Vega with { ConfirmedAt = "10:00:00Z" }, Lind], null, null))));
        Assert.Equal(new StepNumberTyped("7"), await Ask(room, "key", Confirming([Vega, Lind], "7", "7")));
    }

    [Theory]
    [InlineData("", "answers.yaml:1:1: \"after-refusal\" is asked in the step \"key\" and has no answer (one of abort, again); the screen says: The card was pulled out")]
    [InlineData("steps:\n  key: { after-refusal: again }", "answers.yaml:3:10: \"after-refusal\" is asked once more in the step \"key\"; give a list with one choice for each try; the screen says: The card was pulled out")]
    public async Task Where_no_way_on_is_chosen_it_is_said_why_one_was_needed(string answers, string sentence)
    {
        using AnswersRoom room = Room(answers);
        var failed = new Screen("A device failed", new WarningBlock("The card was pulled out.")) { IsFault = true };
        room.Update(RoomState.Empty with { StepId = "key" });
        if (answers.Length > 0)
        {
            await room.Ask(failed, AfterRefusal);
        }

        var refused = await Assert.ThrowsAsync<AnswersException>(() => room.Ask(failed, AfterRefusal));

        Assert.Equal((sentence, true), (refused.Message, refused.IsFault));
        Assert.False((await Assert.ThrowsAsync<AnswersException>(() => room.Ask(Any, AfterRefusal))).IsFault);
    }

    [Fact]
    public async Task A_refusal_is_given_once_and_then_the_officer_confirms()
    {
        using AnswersRoom room = Room("everywhere: { pin: as-shown }\nsteps:\n  key: { confirm officer 1: refuse because the label is wrong, after-refusal: again }");
        Assert.Equal(new OfficerRefused(0, "the label is wrong"), await Ask(room, "key", Confirming([Vega, Lind], null, null)));
        Assert.Equal(new Chose("again"), await Ask(room, "key", AfterRefusal));
        Assert.Equal((0, "1111"), Confirmed(await Ask(room, "key", Confirming([Vega, Lind], null, null))));
        Assert.Empty(room.Unasked());
    }

    [Fact]
    public async Task After_a_refusal_that_ends_nothing_the_other_officer_is_next()
    {
        using AnswersRoom room = Room("everywhere: { pin: as-shown }\nsteps:\n  seal: { confirm officer 1: refuse because no }");
        Assert.IsType<OfficerRefused>(await Ask(room, "seal", Confirming([Vega, Lind], null, null)));
        Assert.Equal((1, "2222"), Confirmed(await Ask(room, "seal", Confirming([Vega, Lind], null, null))));
    }

    [Fact]
    public async Task A_list_gives_one_answer_a_try()
    {
        using AnswersRoom room = Room("steps:\n  key: { pin hsm: ['0000', as-shown] }");
        Assert.Equal("0000", Typed(await Ask(room, "key", Pin("pin hsm"))));
        Assert.Equal("4711", Typed(await Ask(room, "key", Pin("pin hsm", "The PIN is wrong."))));
        Assert.Equal(
            "answers.yaml:3:10: \"pin hsm\" is asked once more, but all of its 2 answers have been used: The PIN is wrong",
            await Refused(room, "key", Pin("pin hsm", "The PIN is wrong.")));
    }

    [Fact]
    public async Task A_form_of_people_types_again_what_does_not_fit()
    {
        using AnswersRoom room = Room("parameters: { country: [Sweden, SE] }");
        var form = new FormPrompt(new Form(new FormField("country", "Country") { Pattern = "[A-Z]{2}" }));
        Assert.Equal("SE", Assert.IsType<FormFilled>(await Ask(room, "", form)).Answers["country"]);
    }

    [Fact]
    public async Task A_secret_is_typed_back_or_was_seen_by_somebody_else()
    {
        using AnswersRoom room = Room("steps:\n  cards: { pin card-1: [seen, '1', as-shown] }");
        using Secret secret = Secret.FromText("482913");
        var prompt = new ShowSecretPrompt("pin card-1", "PIN of card 1", "Ada Vega", secret, null);
        Assert.IsType<SecretSeen>(await Ask(room, "cards", prompt));
        Assert.False(Assert.IsType<SecretReadBack>(await Ask(room, "cards", prompt)).Typed.SameAs(secret));
        Assert.True(Assert.IsType<SecretReadBack>(await Ask(room, "cards", prompt with { Trouble = "Not the same." })).Typed.SameAs(secret));
    }

    [Fact]
    public async Task Events_come_before_the_first_question_and_before_the_one_that_they_name()
    {
        using AnswersRoom room = Room("""
            everywhere: { pin: as-shown }
            steps:
              key:
                events:
                  - note: It is warm
                  - break: lunch
                  - enters: { role: guest, name: Gia Holm }
                  - exception: { expected: a, happened: b, decided: c, by: Ada Vega }
                  - { correct: true, before: pin hsm }
                  - { correct: earlier, before: pin hsm }
                  - { tokens: true, before: pin hsm }
            """);
        Assert.Equal(new Interrupted(new NoteTaken("It is warm")), await Ask(room, "key", new GoOnPrompt()));
        Assert.Equal(new Interrupted(new BreakTaken("lunch")), await Ask(room, "key", new GoOnPrompt()));
        Assert.IsType<WentOn>(await Ask(room, "key", new GoOnPrompt("End the break")));
        Assert.Equal(new Interrupted(new PersonMoved(true, "guest", "Gia Holm")), await Ask(room, "key", new GoOnPrompt()));
        Assert.Equal(new Interrupted(new ExceptionTaken("a", "b", "c", "Ada Vega")), await Ask(room, "key", new GoOnPrompt()));
        Assert.IsType<WentOn>(await Ask(room, "key", new GoOnPrompt()));
        Assert.Equal(new Interrupted(new CorrectionWanted()), await Ask(room, "key", Pin("pin hsm")));
        Assert.Equal(new Interrupted(new CorrectionWanted(Earlier: true)), await Ask(room, "key", Pin("pin hsm")));
        Assert.Equal(new Interrupted(new TokensWanted()), await Ask(room, "key", Pin("pin hsm")));
        Assert.Equal("4711", Typed(await Ask(room, "key", Pin("pin hsm"))));
        Assert.Empty(room.Unasked());
    }

    /// <summary>The answers behind the format line, the prompt, and what is said of the two.</summary>
    public static TheoryData<string, Prompt, string> Mismatches => new()
    {
        { "steps:\n  other: { a: b }", Field("country"), "answers.yaml:1:1: \"country\" is asked in the step \"key\" and has no answer (Country)" },
        { "steps:\n  key: { county: SE }", Field("country"), "answers.yaml:3:3: \"country\" is asked in the step \"key\" and has no answer (Country); is it meant by \"county\" on line 3?" },
        { "steps:\n  key: { country: Sweden }", new FormPrompt(new Form(new FormField("country", "Country") { Pattern = "[A-Z]{2}", Shape = "two capital letters" })), "answers.yaml:3:19: the answer to \"country\" was not taken, and there is no list with an answer for another try: Country: two capital letters" },
        { "steps:\n  key: { country: SE }", new FormPrompt(new Form(new FormField("country", "Country")), "Not there."), "answers.yaml:3:10: the answer to \"country\" was not taken in the step \"key\": Not there." },
        { "steps:\n  key: { country: as-shown }", Field("country"), "answers.yaml:3:10: \"country\" is answered with as-shown, but the screen shows nothing to type" },
        { "steps:\n  key: { after-refusal: agian }", AfterRefusal, "answers.yaml:3:10: \"agian\" is not a choice for \"after-refusal\"; did you mean \"again\"?" },
        { "steps:\n  key: { pin hsm: '1' }", Pin("pin hsm", "The PIN is wrong."), "answers.yaml:3:19: the answer to \"pin hsm\" was not taken, and there is no list with an answer for another try: The PIN is wrong" },
        { "steps: {}", Confirming([Vega], null, null), "answers.yaml:1:1: \"confirm officer 1\" is asked in the step \"key\" and has no answer (First officer to confirm by card 1)" },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public async Task What_does_not_fit_the_question_is_said_with_its_place(string answers, Prompt prompt, string message)
    {
        using AnswersRoom room = Room(answers);
        Assert.Equal(message, await Refused(room, "key", prompt));
    }

    [Fact]
    public async Task The_same_trouble_over_and_over_ends_the_rehearsal()
    {
        using AnswersRoom room = Room("everywhere: { pin: as-shown }");
        for (int time = 0; time < 3; time++)
            Assert.Equal("4711", Typed(await Ask(room, "key", Pin("pin hsm", "The token does not answer."))));
        Assert.Equal("answers.yaml:2:20: \"pin\" is asked again and again: The token does not answer", await Refused(room, "key", Pin("pin hsm", "The token does not answer.")));
    }

    [Fact]
    public async Task A_step_that_never_stops_asking_is_stopped()
    {
        using AnswersRoom room = Room("steps: {}");
        for (int time = 0; time < 1000; time++)
            Assert.IsType<WentOn>(await Ask(room, "key", new GoOnPrompt()));
        Assert.Equal("answers.yaml:1:1: more than 1000 questions are asked in the step \"key\"", await Refused(room, "key", new GoOnPrompt()));
        Assert.IsType<WentOn>(await Ask(room, "next", new GoOnPrompt()));
    }

    [Fact]
    public async Task A_choice_without_a_list_is_made_once()
    {
        using AnswersRoom room = Room("steps:\n  key: { after-refusal: again }");
        await Ask(room, "key", AfterRefusal);
        Assert.Equal("answers.yaml:3:10: \"after-refusal\" is asked once more in the step \"key\"; give a list with one choice for each try", await Refused(room, "key", AfterRefusal));
    }

    [Fact]
    public async Task Answers_that_nobody_asked_for_are_told_at_the_end()
    {
        using AnswersRoom room = Room("""
            everywhere: { pin: as-shown }
            parameters: { country: SE }
            steps:
              key: { pin hsm: ['1', '2', '3'] }
              done: { a: b }
              other:
                events: [ { note: never }, { leave: true, before: pin hsm } ]
            """);
        Assert.Equal("1", Typed(await Ask(room, "key", Pin("pin hsm"))));
        Assert.Equal(
            [
                "answers.yaml:3:15: \"country\" was never asked before the first step; remove the answer",
                "answers.yaml:5:25: \"pin hsm\" was asked fewer times in the step \"key\"; remove this answer and those after it",
                "answers.yaml:6:11: \"a\" was never asked in the step \"done\"; remove the answer",
                "answers.yaml:8:15: nothing was asked in the step \"other\", so the event never happened",
                "answers.yaml:8:32: \"pin hsm\" was never asked in the step \"other\", so the event never happened",
            ],
            room.Unasked());
        Assert.Equal(3, room.Unasked(new HashSet<string> { "done" }).Count);
    }

    /// <summary>A file of answers that is none, and what is said of it.</summary>
    public static TheoryData<string, string> BadFiles => new()
    {
        { "steps: {}", "answers.yaml:1:1: \"format\" must be ceremony-answers/1" },
        { "format: ceremony-answers/2", "answers.yaml:1:9: \"format\" must be ceremony-answers/1" },
        { "format: ceremony-answers/1\nstep: {}", "answers.yaml:2:1: \"step\" is not a key of a file of answers; did you mean \"steps\"?" },
        { "format: ceremony-answers/1\nsteps: [a]", "answers.yaml:2:8: \"steps\" must be a map of keys and values" },
        { "format: ceremony-answers/1\nsteps: { a: { b: { c: d } } }", "answers.yaml:2:18: the answer to \"b\" must be a text, or a list of texts, one for each try" },
        { "format: ceremony-answers/1\nsteps: { a: { b: [] } }", "answers.yaml:2:18: the answer to \"b\" must be a text, or a list of texts, one for each try" },
        { "format: ceremony-answers/1\nsteps: { a: { events: [ { nota: x } ] } }", "answers.yaml:2:25: an event is one of note, exception, break, enters, leaves, tokens, lock, registry, correct, abort, leave" },
        { "format: ceremony-answers/1\nsteps: { a: { events: [ { enters: { role: king, name: x } } ] } }", "answers.yaml:2:43: \"role\" cannot be \"king\"; known: operator, officer, witness, auditor, guest" },
        { "format: ceremony-answers/1\nsteps: &a {}", "answers.yaml:2:8: anchors (&name) are not allowed; remove it" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_file_that_holds_no_answers_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<AnswersException>(() => new AnswersRoom("answers.yaml", Encoding.UTF8.GetBytes(text))).Message);

    private static ChoicePrompt AfterRefusal => new("after-refusal", new Choice("abort", "Abort"), new Choice("again", "Again"));

    private static ConfirmPrompt Confirming(IReadOnlyList<ConfirmPane> panes, string? stepNumber, string? hint) =>
        new(panes, stepNumber, hint, null, new FingerprintBlock("this proposal", new string('a', 64)));

    private static FormPrompt Field(string name) => new(new Form(new FormField(name, char.ToUpperInvariant(name[0]) + name[1..])));

    private static PinPrompt Pin(string key, string? trouble = null) => new(key, "User PIN of CM-HSM", "Ada Vega", PinState.Set, trouble, "4711");

    private static AnswersRoom Room(string answers) => new("answers.yaml", Encoding.UTF8.GetBytes($"format: ceremony-answers/1\n{answers}\n"));

    private static async Task<RoomReply> Ask<TReply>(AnswersRoom room, string step, Prompt<TReply> prompt)
        where TReply : RoomReply
    {
        room.Update(RoomState.Empty with { StepId = step, People = [new Person("officer", 1, "Ada Vega"), new Person("officer", 2, "Bo Lind")] });
        return await room.Ask(Any, prompt) switch
        {
            Replied<TReply>(var reply) => reply,
            CameBetween<TReply>(var happened) => new Interrupted(happened),
            _ => throw new InvalidOperationException(),
        };
    }

    private static async Task<string> Refused(AnswersRoom room, string step, Prompt prompt) => (await Assert.ThrowsAsync<AnswersException>(() => prompt switch
    {
        FormPrompt form => Ask(room, step, form),
        ChoicePrompt choice => Ask(room, step, choice),
        PinPrompt pin => Ask(room, step, pin),
        ConfirmPrompt confirm => Ask(room, step, confirm),
        ShowSecretPrompt secret => Ask(room, step, secret),
        _ => Ask(room, step, (GoOnPrompt)prompt),
    })).Message;

    private static string Typed(RoomReply reply) => Assert.IsType<PinTyped>(reply).Pin.Reveal(Encoding.UTF8.GetString);

    private static (int Pane, string Pin) Confirmed(RoomReply reply)
    {
        OfficerPinTyped typed = Assert.IsType<OfficerPinTyped>(reply);
        return (typed.Pane, typed.Pin.Reveal(Encoding.UTF8.GetString));
    }
}
