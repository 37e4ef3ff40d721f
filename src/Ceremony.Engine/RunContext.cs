using Ceremony.Core.Devices;
using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>
/// What the parts of a run have in common; it stays the same for the length of the run. A part takes it and beside it only what is its own. What
/// has to exist before it, or needs only one or two of its values, takes just these.
/// </summary>
/// <param name="Plan">What is carried out.</param>
/// <param name="Ports">What is outside.</param>
/// <param name="Recorder">The record.</param>
/// <param name="Talk">The room.</param>
/// <param name="Clock">Whether its clock can be relied on.</param>
/// <param name="Network">Which network interfaces are up.</param>
/// <param name="Logins">The logins that last an act.</param>
/// <param name="Folder">The ceremony's folder.</param>
internal sealed record RunContext(RunPlan Plan, RunPorts Ports, Recorder Recorder, RoomTalk Talk, RoomClock Clock, AirGapWatch Network, KeptLogins Logins, string Folder)
{
    private readonly Dictionary<string, PlannedStep> _steps = Plan.Steps.ToDictionary(step => step.Id, StringComparer.Ordinal);

    /// <summary>The step of that id; null where the plan has none.</summary>
    public PlannedStep? Find(string step) => _steps.GetValueOrDefault(step);

    /// <summary>Whether somebody may log in.</summary>
    public AirGapGuard AirGap => field ??= new AirGapGuard(this);

    /// <summary>Whether as many officers have been recognised as must confirm.</summary>
    public bool CanConfirm => Recorder.Registry.Confirmers(Plan.Quorum).Count >= Plan.Quorum;

    /// <summary>
    /// Where a path of the script leads; a relative one begins in the ceremony's folder. A rehearsal may be held on the machine of a real installation, so
    /// it reads, changes and runs only what is in its own folder, links on the way followed. Throws <see cref="DeviceFault"/> with code
    /// <c>NotRehearsals</c> for anything else.
    /// </summary>
    public string PathOf(string path) => !Ports.IsRehearsal ? Path.GetFullPath(Path.Combine(Folder, path))
        : RealPath.Beneath(Folder, path) ?? throw new DeviceFault(
            "NotRehearsals",
            $"{Hostile.Escape(path)} leads out of the rehearsal's folder, and a rehearsal works with nothing outside it. Abort, and begin again with parameters that suit a rehearsal.");
}
