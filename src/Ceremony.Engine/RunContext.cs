namespace Ceremony.Engine;

/// <summary>
/// What the parts of a run have in common; it stays the same for the length of the run. A part takes it and beside it only what is its own. What
/// has to exist before it, or needs only one or two of its values, takes just these.
/// </summary>
/// <param name="Plan">What is carried out.</param>
/// <param name="Ports">What is outside.</param>
/// <param name="Recorder">The record.</param>
/// <param name="Talk">The room.</param>
/// <param name="Folder">The ceremony's folder.</param>
internal sealed record RunContext(RunPlan Plan, RunPorts Ports, Recorder Recorder, RoomTalk Talk, string Folder)
{
    /// <summary>Where a path of the script leads, see <see cref="ScriptPaths"/>.</summary>
    public string PathOf(string path) => ScriptPaths.Of(Ports, Folder, path);
}
