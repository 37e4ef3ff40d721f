using System.CommandLine;
using Ceremony.Tui;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>run</c>, <c>rehearse</c>, <c>resume</c> and <c>abort</c>: the commands that hold a ceremony.</summary>
internal static class CeremonyCommands
{
    private static readonly Argument<string> Script = new("SCRIPT") { Description = "The ceremony's script.yaml." };
    private static readonly Argument<string> Folder = new("DIR") { Description = "The ceremony's folder." };
    private static readonly Option<string> Out = new("--out") { Description = "A new folder to keep the ceremony in. Required." };
    private static readonly Option<string[]> Set = new("--set") { Description = "A parameter, NAME=VALUE; can be given several times.", AllowMultipleArgumentsPerToken = false };
    private static readonly Option<string> Params = new("--params") { Description = "A YAML file of parameters, NAME: VALUE." };
    private static readonly Option<string> AnswersFile = new("--answers") { Description = "A YAML file of answers; needs no terminal. Rehearsals only." };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why the ceremony is aborted.", DefaultValueFactory = _ => "aborted from the command line" };
    private static readonly Option<bool> Ascii = new("--ascii") { Description = "Draw with plain ASCII characters." };
    private static readonly Option<bool> Light = new("--light") { Description = "Draw for a light terminal." };

    public static IEnumerable<Command> All() => [Run(), Rehearse(), Resume(), Abort()];

    private static Command Run()
    {
        var command = new Command("run", "Hold a ceremony for real.") { Script, Out, Set, Params, Ascii, Light };
        command.SetAction((parsed, _) => Begin(parsed, isRehearsal: false, answers: null));
        return NeedingOut(command);
    }

    private static Command Rehearse()
    {
        var command = new Command("rehearse", "Hold a rehearsal on tokens of its own; it can never be mistaken for the real thing.") { Script, Out, Set, Params, AnswersFile, Ascii, Light };
        command.SetAction((parsed, _) => Begin(parsed, isRehearsal: true, parsed.GetValue(AnswersFile)));
        return NeedingOut(command);
    }

    // The library's own sentence, that an option is required, does not say what to give.
    private static Command NeedingOut(Command command)
    {
        command.Validators.Add(typed =>
        {
            if (typed.GetResult(Out) is null)
            {
                typed.AddError($"--out is missing: name a new folder to keep the ceremony in, such as --out \"$HOME/{command.Name}-1\".");
            }
        });
        return command;
    }

    private static Command Resume()
    {
        var command = new Command("resume", "Go on with a ceremony that was interrupted.") { Folder, AnswersFile, Ascii, Light };
        command.SetAction((parsed, _) => Return(parsed, abortReason: null));
        return command;
    }

    private static Command Abort()
    {
        var command = new Command("abort", "End a ceremony for good and seal it; whoever can sign does.") { Folder, AnswersFile, Reason, Ascii, Light };
        command.SetAction((parsed, _) => Return(parsed, Stated(parsed.GetValue(Reason)!)));
        return command;
    }

    private static Task<int> Begin(ParseResult parsed, bool isRehearsal, string? answers) => CommandEnd.Print(async () =>
    {
        IReadOnlyDictionary<string, string> set = ParameterFiles.Read(parsed.GetValue(Params), parsed.GetValue(Set) ?? []);
        using var session = new CeremonySession(parsed.GetValue(Out)!, answers, () => OpenTerminal(parsed));
        return await session.Begin(parsed.GetValue(Script)!, isRehearsal, set);
    });

    // An abort is in the record for good, and so is its reason.
    private static string Stated(string reason) => reason.Trim();

    private static Task<int> Return(ParseResult parsed, string? abortReason) => CommandEnd.Print(async () =>
    {
        if (abortReason is { Length: 0 })
        {
            throw new CommandFailure(ExitCodes.WrongInput, "The reason is empty: say why the ceremony is aborted, after --reason.");
        }

        if (abortReason?.Any(char.IsControl) == true)
        {
            throw new CommandFailure(ExitCodes.WrongInput, "The reason is not plain text on one line: say in a few words why the ceremony is aborted, after --reason.");
        }

        using var session = new CeremonySession(parsed.GetValue(Folder)!, parsed.GetValue(AnswersFile), () => OpenTerminal(parsed));
        return await session.Return(abortReason);
    });

    private static TerminalRoom OpenTerminal(ParseResult parsed)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            throw new CommandFailure(ExitCodes.WrongInput, "A ceremony needs a terminal: run it at the console, not in a pipe. A rehearsal can take --answers FILE instead.");
        }

        TerminalOptions seen = TerminalOptions.FromEnvironment();
        bool isLight = parsed.GetValue(Light);
        return new TerminalRoom(seen with { Ascii = seen.Ascii || parsed.GetValue(Ascii), Light = seen.Light || isLight, AsksGround = seen.AsksGround && !isLight });
    }
}
