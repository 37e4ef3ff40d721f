using Ceremony.Core.Tokens;
using Ceremony.Engine;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace CeremonyTui.Wiring;

/// <summary>Turns a script's file into the plan of a ceremony.</summary>
internal static class PlanMaker
{
    /// <summary>Reads a script; throws <see cref="CommandFailure"/> with a line for each problem.</summary>
    public static Script ReadScript(string path)
    {
        return ReadScript(path, GivenFile.Read(path, "script"));
    }

    /// <summary>The same, from bytes that were already read.</summary>
    public static Script ReadScript(string path, byte[] bytes)
    {
        ScriptReading reading = ScriptReader.Read(bytes, StepKinds.All);
        return reading.Script is { } script && reading.Problems.Count == 0
            ? script
            : throw new CommandFailure(ExitCodes.WrongInput, [.. reading.Lines(path)]);
    }

    /// <summary>The plan; in a rehearsal every token is SoftHSM2's, which needs nothing and knows no user types of vendors.</summary>
    public static RunPlan Make(BoundScript bound, string? rehearsalModule)
    {
        RunPlan plan = RunPlan.Of(bound);
        return rehearsalModule is null
            ? plan
            : plan with { Tokens = [.. plan.Tokens.Select(token => token with { Module = rehearsalModule, ModuleSha256 = null, Setup = ModuleSetup.None, UserType = null, PinIs = null })] };
    }
}
