using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Pki;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Exceptions that nobody foresaw, at one call of a port after another: the people are told and leave or abort, and a resume comes to the same end.</summary>
public sealed class ProgramErrorTests
{
    private const int PlacesInShort = 2;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";

    private static readonly Dictionary<string, Func<RunPorts, Trouble, RunPorts>> Troubled = new()
    {
        ["tokens"] = (ports, trouble) => ports with { Tokens = new TroubledTokens(ports.Tokens, trouble) },
        ["files"] = (ports, trouble) => ports with { Files = new TroubledFiles(ports.Files, trouble) },
        ["machine"] = (ports, trouble) => ports with { Machine = new TroubledMachine(ports.Machine, trouble) },
    };

    public static TheoryData<string> Ports => new(Troubled.Keys);

    [Theory]
    [MemberData(nameof(Ports))]
    public async Task Whatever_a_port_throws_at_any_call_the_room_is_told_and_a_resume_comes_to_the_same_end(string port)
    {
        (IReadOnlyList<string> expected, int calls) = await Whole(port);
        for (int at = 1; at <= calls; at += IsFull ? 1 : Math.Max(1, calls / PlacesInShort))
        {
            using Stage stage = Bootstrap.Stage();
            Inject(stage, port, at);

            Assert.Equal((port, at, RunEnd.Left), (port, at, (await stage.Begin()).End));
            Assert.EndsWith(": an error that it does not know, InvalidTimeZoneException.", stage.Room.Error, StringComparison.Ordinal);
            Assert.Contains(stage.Log, line => line.StartsWith("   at Ceremony.", StringComparison.Ordinal));
            Assert.DoesNotContain(stage.Log, line => line.Contains(Trouble.Says, StringComparison.Ordinal));
            stage.Around = ports => ports;
            LetGo(stage);

            Assert.Equal((port, at, RunEnd.Completed), (port, at, (await stage.Resume()).End));
            Assert.Equal(expected, Bootstrap.WhatHolds(stage));
            Assert.Equal([], stage.Findings());
        }
    }

    [Theory]
    [MemberData(nameof(Ports))]
    public async Task After_it_the_ceremony_can_be_aborted_at_once(string port)
    {
        int calls = (await Whole(port)).Calls;
        using Stage stage = Bootstrap.Stage();
        Inject(stage, port, (calls / 2) + 1);
        stage.Room.Instead = (screen, _) => screen.Title == ObligingRoom.ErrorTitle ? new Chose("abort") : null;

        Assert.Equal(RunEnd.Aborted, (await stage.Begin()).End);

        Assert.Contains(stage.Lines, line => line.Kind == "aborted" && line.Json.Text("reason").StartsWith("the program met an error of its own while ", StringComparison.Ordinal));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task What_is_shown_says_which_step_was_doing_what_and_which_file_to_send()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].AfterDeed = () => throw new InvalidTimeZoneException(Trouble.Says);

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Screen shown = stage.Room.Screens.Last(screen => screen.Title == ObligingRoom.ErrorTitle);
        Assert.Equal("It happened while the step \"generate First key\" was performing generate-key-pair: an error that it does not know, InvalidTimeZoneException.", stage.Room.Error);
        Assert.Equal(Path.Combine(stage.Folder, "diagnostic.log"), shown.Blocks.OfType<FactsBlock>().Single().Facts.Single().Value);
        Assert.True(shown.IsFault);
    }

    [Fact]
    public async Task What_a_step_works_with_and_cannot_use_is_a_refusal_of_the_step()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        stage.Room.Instead = (screen, prompt) => prompt is PinPrompt && screen.Title.StartsWith("A key for", StringComparison.Ordinal)
            ? throw new PkiException("a file that nobody can use")
            : prompt is ChoicePrompt ? new Chose("leave") : null;

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Core.Json.JsonMap refused = stage.Lines.Last(line => line.Entry is Ceremony.Journal.Entries.StepRefused).Json;
        Assert.Equal(("unusable", "Something that the step works with cannot be used: a file that nobody can use."), (refused.Text("code"), refused.Text("reason")));
        stage.Room = new ObligingRoom();
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_name_of_64_letters_has_its_key_made_at_the_console()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        string name = "Maria da Conceição Albuquerque de Vasconcelos e Silva ".PadRight(64, 'x');
        stage.Room.Instead = (screen, prompt) => prompt is FormPrompt { Form.Fields: var fields } && fields.Any(field => field.Name == "officer 1")
            ? new FormFilled(new Core.Desk.Answers(fields.ToDictionary(field => field.Name, field => field.Name == "officer 1" ? name : $"Name of {field.Name}")))
            : null;

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
    }

    private static void Inject(Stage stage, string port, int at)
    {
        var trouble = new Trouble(at) { Counts = () => stage.Room.Screens.Count > 0 };
        stage.Around = ports => Troubled[port](ports, trouble);
    }

    private static async Task<(IReadOnlyList<string> Holds, int Calls)> Whole(string port)
    {
        using Stage stage = Bootstrap.Stage();
        var counting = new Trouble(int.MaxValue) { Counts = () => stage.Room.Screens.Count > 0 };
        stage.Around = ports => Troubled[port](ports, counting);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.InRange(counting.Calls, 1, 100_000);
        return (Bootstrap.WhatHolds(stage), counting.Calls);
    }

    // A process that has ended takes its logins with it.
    private static void LetGo(Stage stage)
    {
        foreach (MemoryToken token in stage.Tokens.All)
        {
            token.LoggedIn = null;
        }
    }
}
