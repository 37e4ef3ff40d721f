using System.CommandLine;
using Ceremony.Engine;
using Ceremony.Machine;
using Ceremony.Machine.Files;
using Ceremony.Machine.Installations;
using Ceremony.Machine.Pkcs11;
using Ceremony.Scripts;
using CeremonyTui.Wiring;

namespace CeremonyTui.Commands;

/// <summary><c>preflight</c>: whether everything is there that a ceremony needs, without beginning it.</summary>
internal static class PreflightCommand
{
    public static Command Make()
    {
        var script = new Argument<string>("SCRIPT") { Description = "The ceremony's script.yaml." };
        var set = new Option<string[]>("--set") { Description = "A parameter, NAME=VALUE; can be given several times." };
        var parameters = new Option<string>("--params") { Description = "A YAML file of parameters, NAME: VALUE." };
        var folder = new Option<string>("--out") { Description = "The folder that the ceremony will be kept in.", DefaultValueFactory = _ => "." };
        var command = new Command("preflight", "See whether everything is there that a ceremony needs: tokens, media, services, files. Touches nothing.") { script, set, parameters, folder };
        command.SetAction((parsed, _) => CommandEnd.Print(() => Task.FromResult(
            Look(parsed.GetValue(script)!, ParameterFiles.Read(parsed.GetValue(parameters), parsed.GetValue(set) ?? []), GivenFile.Folder(parsed.GetValue(folder)!)))));
        return command;
    }

    private static SessionEnd Look(string path, IReadOnlyDictionary<string, string> set, string folder)
    {
        Script script = PlanMaker.ReadScript(path);
        ParameterTalk.RefuseUnfit(script, set, path);
        if (ParameterTalk.StillToGive(script, set) is { } missing)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"What must be there depends on the parameters: give {missing}");
        }

        RunPlan plan = PlanMaker.Make(ParameterTalk.Bind(script, set, path), rehearsalModule: null);
        IReadOnlyList<Readiness> rows = PreflightOf.Plan(plan, new PreflightPorts(new DurableFiles(), new LinuxMachine(), () => new Pkcs11Tokens(ConsoleWatch.Make(), plan.Setups), new Installation()), folder, path).Look();
        return new SessionEnd(PreflightWords.CountMissing(rows) == 0 ? ExitCodes.Done : ExitCodes.Refused, PreflightWords.Lines(rows), IsReport: true);
    }
}
