using Ceremony.Core.Desk;

namespace Ceremony.Core.Room;

/// <summary>How far a step or act is.</summary>
public enum StepState
{
    /// <summary>Still to come.</summary>
    Ahead,

    /// <summary>The open one.</summary>
    Open,

    /// <summary>Finished.</summary>
    Done,
}

/// <summary>What surrounds the step's screen.</summary>
/// <param name="IsRehearsal">REHEARSAL or PRODUCTION.</param>
/// <param name="Ceremony">The ceremony's title.</param>
/// <param name="StepNumber">The open step, counted from 1; 0 before the first.</param>
/// <param name="StepCount">How many steps there are.</param>
/// <param name="AirGap">Whether no network interface is up; null where the kernel does not tell.</param>
/// <param name="Acts">The outline.</param>
/// <param name="People">Who is present.</param>
/// <param name="JournalLines">How many lines the journal has.</param>
/// <param name="JournalTail">Its latest lines, oldest first.</param>
/// <param name="HeadWords">The first four words of the journal's head, or why they are not shown.</param>
public sealed record RoomState(
    bool IsRehearsal,
    string Ceremony,
    int StepNumber,
    int StepCount,
    bool? AirGap,
    IReadOnlyList<ActView> Acts,
    IReadOnlyList<Person> People,
    long JournalLines,
    IReadOnlyList<JournalLineView> JournalTail,
    string HeadWords)
{
    /// <summary>The open step's id in the script; empty before the first.</summary>
    public string StepId { get; init; } = "";

    /// <summary>Who was in the room and left, each under the seat that is taken again on coming back.</summary>
    public IReadOnlyList<Person> Gone { get; init; } = [];

    /// <summary>The network interfaces that are up and that the script does not name.</summary>
    public IReadOnlyList<string> Up { get; init; } = [];

    /// <summary>The network interfaces that are up as the script allows.</summary>
    public IReadOnlyList<string> UpByScript { get; init; } = [];

    /// <summary>The tokens that stay unlocked after their step, as people call them.</summary>
    public IReadOnlyList<string> Unlocked { get; init; } = [];

    /// <summary>What was done since the last answer, a line each.</summary>
    public IReadOnlyList<string> News { get; init; } = [];

    /// <summary>A room before anything was recorded.</summary>
    public static RoomState Empty { get; } = new(true, "", 0, 0, null, [], [], 0, [], "");
}

/// <summary>An act of the outline.</summary>
public sealed record ActView(string Title, StepState State, IReadOnlyList<StepView> Steps);

/// <summary>A step of the outline.</summary>
public sealed record StepView(string Title, StepState State);

/// <summary>A line of the journal, for people.</summary>
/// <param name="At">UTC time of day, such as <c>14:01:40Z</c>.</param>
/// <param name="Kind">The line's kind.</param>
/// <param name="Text">What it says, in a few words.</param>
public sealed record JournalLineView(string At, string Kind, string Text);
