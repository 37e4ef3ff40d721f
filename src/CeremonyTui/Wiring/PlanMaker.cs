using Ceremony.Engine.Run;
using Ceremony.Engine.Scripts;
using Ceremony.Steps;

namespace CeremonyTui.Wiring;

/// <summary>From a script's file to what is to be carried out.</summary>
internal static class PlanMaker
{
    /// <summary>Reads a script; throws <see cref="CommandFailure"/> with a line for each problem.</summary>
    public static Script ReadScript(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCodes.WrongInput, $"The script {path} cannot be read: give the path of a ceremony's script.yaml.");
        }

        ScriptReading reading = ScriptReader.Read(bytes, StepKinds.All);
        return reading.Script is { } script && reading.Problems.Count == 0
            ? script
            : throw new CommandFailure(ExitCodes.WrongInput, [.. reading.Lines(path)]);
    }

    /// <summary>The plan; in a rehearsal every token is SoftHSM2's.</summary>
    public static RunPlan Make(BoundScript bound, string? rehearsalModule)
    {
        RunPlan plan = RunPlan.Of(bound);
        return rehearsalModule is null
            ? plan
            : plan with { Tokens = [.. plan.Tokens.Select(token => token with { Module = rehearsalModule, ModuleSha256 = null })] };
    }
}
