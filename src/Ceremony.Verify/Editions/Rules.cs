using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>
/// What a record of one edition can hold, as the verifier's own list has it: a second list beside the program's, so that anything that slipped into
/// the program without the officers' agreement is noticed here.
/// </summary>
/// <param name="Edition">The edition's number.</param>
/// <param name="Lines">The kinds of lines.</param>
/// <param name="Actions">What can be done.</param>
/// <param name="Facts">What can hold.</param>
/// <param name="Steps">The kinds of steps.</param>
internal sealed record Rules(long Edition, Table<KnownLine> Lines, Table<KnownAction> Actions, Table<KnownFact> Facts, Table<KnownStep> Steps)
{
    /// <summary>Whether a witness reads from a sheet before a ceremony goes on.</summary>
    public bool HasSheets { get; init; } = true;

    /// <summary>Whether nobody enters under a name that cannot be told from others.</summary>
    public bool HasClearNames { get; init; } = true;

    /// <summary>
    /// Whether whatever differs on a token from what lines tell had to be allowed, at each login and look, after each resume and before the seal, and whether an abort's fates of keys and a
    /// step's outputs are word for word what the lines make of them.
    /// </summary>
    public bool ComparesTokens { get; init; } = true;

    /// <summary>
    /// Whether there is an inventory at the beginning of each act and after each call on a token that failed, too, and whether what everybody sees is compared at the first login with what was
    /// seen without one.
    /// </summary>
    public bool ComparesTokensThroughout { get; init; } = true;

    /// <summary>Whether a role that acts is held by somebody in the room until the end, and the first of those operators who are there is the operator of that moment.</summary>
    public bool HoldsPeopleToTheEnd { get; init; } = true;

    /// <summary>Whether no two CAs in force have one subject and different keys, unless the officers read that one succeeds the other.</summary>
    public bool HasOneKeyASubject { get; init; } = true;

    /// <summary>Whether nobody sits in two seats.</summary>
    public bool HasOneSeatEach { get; init; } = true;

    /// <summary>Whether an abort, too, is written only after a line that tells of a clock that was set.</summary>
    public bool TellsOfClockToTheEnd { get; init; } = true;

    /// <summary>Whether a configuration is one in which each setting is one line: in no other can a PIN be told from what is shown.</summary>
    public bool HasPlainConfigurations { get; init; } = true;

    /// <summary>
    /// Whether no line is earlier than the one before it but for a <c>clock</c> line, and whether a witness compares the clock with a watch after each start of the machine, whenever it was set and after a
    /// day, before anything goes on.
    /// </summary>
    public bool ComparesClock { get; init; } = true;

    /// <summary>Whether a mark without a width is shown on a letter of its own script.</summary>
    public bool ShowsMarks { get; init; } = true;

    /// <summary>Whether the screen of a proposal says that it cannot be undone where a key, a CA, a PIN, a list or a file comes or goes for good, and there alone.</summary>
    public bool SaysWhatLasts { get; init; } = true;

    /// <summary>Whether a server that was probed presented a certificate for servers, in its own name.</summary>
    public bool ProbesServers { get; init; } = true;

    /// <summary>A text that was made harmless for people, as this edition does it.</summary>
    public string Words(string safe) => ShowsMarks ? safe : Hostile.HideMarks(safe);

    /// <summary>Whether <c>network</c> lines tell which interfaces are up, and an open air gap has a reason and is confirmed before anybody logs in.</summary>
    public bool RecordsOpenAirGap { get; init; } = true;

    /// <summary>Whether backups lie outside of the folders of their files, each under the name of its step.</summary>
    public bool KeepsBackupsElsewhere { get; init; } = true;

    /// <summary>Whether facts tell which backups hold old PINs.</summary>
    public bool TellsOldPins { get; init; } = true;

    /// <summary>Whether the first line tells whose the CAs, procedures and officers are, and the Boot CA ends only where they are the program's own.</summary>
    public bool SaysWhoseItIs { get; init; } = true;

    /// <summary>Whether a script can have neighbouring steps confirmed together.</summary>
    public bool ConfirmsTogether { get; init; } = true;

    /// <summary>Whether a step finds out in which form a token makes keys before anybody agrees to one, and whether officers may let a key stand that its token does not tell to be as it was demanded.</summary>
    public bool TriesKeyForms { get; init; } = true;

    /// <summary>Whether a token may present a certificate under the id of a key pair that it made, as tokens do that attest their keys, without a line that explains it.</summary>
    public bool LetsTokensPresentCertificates { get; init; } = true;

    /// <summary>What steps ask.</summary>
    public Table<KnownForm> Forms { get; init; } = KnownForms.Current;

    /// <summary>What is wrong with the fields of a line, each as a clause.</summary>
    public IEnumerable<string> LineProblems(string kind, JsonMap line) =>
        Lines.Find(kind)?.Problems(line) ?? [$"edition {Evidence.Text(Edition)} has no line of this kind"];

    /// <summary>What is wrong with an action by itself, as a clause, or null.</summary>
    public string? ActionProblem(JsonMap action) =>
        Actions.Find(action.Text("do")) is { } known ? known.Problem(action) : $"the action \"{action.Text("do")}\" is not known";

    /// <summary>What is wrong with the receipt of an action, as a clause, or null.</summary>
    public string? ReceiptProblem(JsonMap action, JsonMap receipt) =>
        Actions.Find(action.Text("do")) is { } known ? known.ReceiptProblem(receipt) : $"the action \"{action.Text("do")}\" is not known";

    /// <summary>Whether the officers must agree. True for an unknown action.</summary>
    public bool NeedsOfficers(JsonMap action) => Actions.Find(action.Text("do"))?.NeedsOfficers ?? true;
}
