using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What a module needs beside its file is recorded, and another configuration file is treated as another module is.</summary>
public sealed class ModuleSetupsTests
{
    private const string Module = "/usr/lib/softhsm/libsofthsm2.so";
    private const string File = "/etc/vendor.conf";
    private static readonly string Zeros = new('0', 64);
    private static readonly string Ones = new('1', 64);

    private static readonly string Script = Scripts.TwoKeys
        .Replace($"module: {Module}", "module: vendor", StringComparison.Ordinal)
        .Replace("tokens:\n", $"modules:\n  vendor: {{ file: {Module}, environment: {{ VENDOR_CONF: {File} }}, configuration: [{File}], parameters: slot=1 }}\ntokens:\n", StringComparison.Ordinal);

    [Fact]
    public async Task It_stands_in_the_first_line_and_in_what_was_compared_with_paper()
    {
        using Stage stage = Real();
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        ModuleFile module = Assert.Single(stage.Lines.Entries<Opened>().Single().Modules);
        Assert.Equal([KeyValuePair.Create("VENDOR_CONF", File)], module.Environment);
        Assert.Equal([new ConfigurationFile(File, Zeros)], module.Configuration);
        Assert.Equal("slot=1", module.Parameters);
        Screen compared = stage.Lines.Select(line => line.Entry).OfType<Answered>().First().Screen;
        IEnumerable<string> shown = compared.Blocks.OfType<FactsBlock>().SelectMany(block => block.Facts).Select(fact => fact.Name);
        Assert.Equal(["module", "module, SHA-256", "variable VENDOR_CONF", "module, parameters", "configuration", "configuration, SHA-256"], shown.SkipWhile(name => name != "module"));
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_configuration_file_that_is_not_there_is_found_before_anything_is_begun()
    {
        using Stage stage = Real();
        stage.Tokens.Configurations[File] = null;
        Assert.Equal("NoConfiguration", (await Assert.ThrowsAsync<DeviceFault>(stage.Begin)).Code);
        Assert.Empty(stage.Lines);
        Readiness row = Assert.Single(stage.Preflight(DateTimeOffset.UnixEpoch).Look(), row => row.What == $"the configuration file {File}");
        Assert.Equal(("not there", $"There is no configuration file {File}. Put it there."), (row.Found, row.Do));
    }

    [Fact]
    public async Task Another_configuration_file_resumes_only_with_the_officers_exception_and_is_then_the_one_that_is_known()
    {
        using Stage stage = Real(screen => screen.Title == "The key is made");
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        stage.Tokens.Configurations[File] = Ones;
        stage.Room.Instead = Answer(_ => false, "leave");
        int listed = stage.Tokens.Listed;
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        // Nobody has decided yet, so the module was not loaded with it.
        Assert.Equal(listed, stage.Tokens.Listed);
        Assert.DoesNotContain(stage.Lines, line => line.Kind == "resumed");

        stage.Room.Instead = Answer(screen => screen.Title == "The key is made", "allow");
        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);
        JournalLine exception = stage.Lines.Single(line => line.Kind == "exception");
        Assert.Equal($"the configuration file {File} of the PKCS#11 module {Module} with the SHA-256 {Zeros}", exception.Json.Text("expected"));
        Assert.Equal($"another configuration file is there now, {File} with the SHA-256 {Ones}", exception.Json.Text("happened"));
        Assert.Equal([new ConfigurationFile(File, Ones)], stage.Lines.Entries<Resumed>().Single().Modules.Single().Configuration);

        stage.Room.Instead = Answer(_ => false, "leave");
        Assert.Equal(RunEnd.Completed, (await stage.Resume()).End);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task A_configuration_file_that_is_exchanged_while_the_program_runs_is_noticed_before_the_room_is_checked()
    {
        using Stage stage = Real();
        Func<Screen, Prompt, RoomReply?> answer = stage.Room.Instead!;
        (int compared, int asked) = (0, 0);
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is FormPrompt { Form.Fields: [{ Choices: ["matches", var differs] }, ..] fields } && compared++ == 0)
            {
                stage.Tokens.Configurations[File] = Ones;
                return new FormFilled(new Core.Desk.Answers(fields.ToDictionary(field => field.Name, _ => differs)));
            }

            // The first is about what the witness found, the second about the file.
            if (prompt is ChoicePrompt && ++asked == 2)
            {
                stage.Tokens.Configurations[File] = Zeros;
            }

            return answer(screen, prompt);
        };
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Contains(stage.Room.Screens, screen => screen.Blocks.OfType<WarningBlock>().Any(block => block.Text.StartsWith($"Another configuration file is there now, {File} with the SHA-256 1111", StringComparison.Ordinal)));
        Assert.Equal([], stage.Findings());
    }

    private static Stage Real(Func<Screen, bool>? leaves = null)
    {
        var stage = new Stage(Script) { IsProduction = true };
        stage.Room.Instead = Answer(leaves ?? (_ => false), "leave");
        return stage;
    }

    private static Func<Screen, Prompt, RoomReply?> Answer(Func<Screen, bool> leaves, string decides) => (screen, prompt) => prompt switch
    {
        _ when leaves(screen) => new Interrupted(new LeaveWanted()),
        PinPrompt { Key: "pin hsm" } => new PinTyped(Secret.FromText("hsm-pin")),
        PinPrompt => new PinTyped(Secret.FromText(Stage.KitPin)),
        ConfirmPrompt { StepNumber: null } confirm => new OfficerPinTyped(confirm.Panes.ToList().FindIndex(pane => pane.ConfirmedAt is null), Secret.FromText(Stage.KitPin)),
        ChoicePrompt { Key: "exception" } => new Chose(decides),
        _ => null,
    };
}
