using System.CommandLine;
using Ceremony.Core.Screens;
using Ceremony.Foresight;
using Ceremony.Machine;
using Ceremony.Scripts;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>check</c>: all that is wrong with scripts, and what they will do.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Make()
    {
        var scripts = new Argument<string[]>("SCRIPT") { Description = "One or more scripts.", Arity = ArgumentArity.OneOrMore };
        var set = new Option<string[]>("--set") { Description = "A parameter, NAME=VALUE; can be given several times; it chooses the path that the forecast shows." };
        var parameters = new Option<string>("--params") { Description = "A YAML file of parameters, NAME: VALUE." };
        var command = new Command("check", "Check scripts and show what they will do, without touching anything.") { scripts, set, parameters };
        command.SetAction((parsed, _) => CommandEnd.Print(() => CheckAll(parsed.GetValue(scripts)!, ParameterFiles.Read(parsed.GetValue(parameters), parsed.GetValue(set) ?? []))));
        return command;
    }

    private static async Task<SessionEnd> CheckAll(IReadOnlyList<string> scripts, IReadOnlyDictionary<string, string> set)
    {
        var lines = new List<string>();
        var problems = new List<string>();
        foreach (string path in scripts)
        {
            try
            {
                // All of one script or nothing of it: the forecast too may find that something does not fit.
                lines.AddRange(await Describe(path, PlanMaker.ReadScript(path), set));
            }
            catch (CommandFailure failure)
            {
                problems.Add(failure.Message);
            }
        }

        return new SessionEnd(problems.Count == 0 ? ExitCodes.Done : ExitCodes.WrongInput, lines, IsReport: true) { Problems = problems };
    }

    private static async Task<IReadOnlyList<string>> Describe(string path, Script script, IReadOnlyDictionary<string, string> set)
    {
        string? missing = ParameterTalk.StillToGive(script, set);
        BoundScript? bound = missing is null ? ParameterTalk.Bind(script, set, path) : null;
        SilentRehearsal held = await SilentRehearsal.Of(script, set, new LinuxMachine().Now);
        return held.Problems.Count > 0
            ? throw new CommandFailure(ExitCodes.WrongInput, [.. held.Problems.Select(problem => Hostile.Escape(problem.At(path)))])
            :
            [
                $"{Hostile.Escape(path)}: {Hostile.Escape(script.Title)}, version {script.Version}",
                $"SHA-256 {script.Sha256}",
                .. script.Warnings.Select(warning => Hostile.Escape((warning with { Sentence = $"warning: {warning.Sentence}" }).At(path))),
                .. bound is null
                    ? [$"To see the forecast, give the parameters: {missing}"]
                    : (Forecast.Of(bound, held.Pins) with { HasAllPins = held.HasAllPins }).Lines(),
                .. held.Notes.Select(Hostile.Escape),
            ];
    }
}
