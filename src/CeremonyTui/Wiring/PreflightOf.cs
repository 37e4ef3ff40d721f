using Ceremony.Engine;

namespace CeremonyTui.Wiring;

/// <summary>Makes the look at what must be there before a ceremony begins.</summary>
internal static class PreflightOf
{
    /// <summary>Of a plan. No clock that is right shows a time before the one at which script and program were written.</summary>
    public static Preflight Plan(RunPlan plan, PreflightPorts ports, string folder, string scriptPath)
    {
        DateTime newest = new[] { scriptPath, Environment.ProcessPath! }.Select(File.GetLastWriteTimeUtc).Max();
        return new Preflight(plan, ports, folder, new DateTimeOffset(newest, TimeSpan.Zero));
    }
}
