using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Engine;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Engine.Tests.Run;
using RoomScripts = Ceremony.Engine.Tests.Run.Scripts;

namespace Ceremony.Forgery.Tests.Forging;

/// <summary>Ceremonies that were held and sealed honestly, each once for all tests. Those of the engine are the program's own; the others are the kit's.</summary>
internal static class HonestCeremonies
{
    private static readonly Cast Cast = Cast.Original;

    private static readonly string LeftScript = RoomScripts.TwoKeys
        .Replace("\nconfirm:", "\nsign-on-leave: yes\nconfirm:", StringComparison.Ordinal)
        .Replace(
            "- { id: seal, do: seal-transcript }",
            """
            - { id: logs, do: attest, by: witness 1, about: logs-archived, statement: The logs are archived. }
                  - { id: bag, do: record, ask: Number of the bag }
                  - { id: fingerprint, do: show-fingerprint, of: boot-ca.cer, title: the Boot CA }
                  - { id: medium, do: release-medium, folder: stick }
                  - { id: seal, do: seal-transcript }
            """,
            StringComparison.Ordinal);

    /// <summary>The first half of the bootstrap, as the program holds it: soft tokens first, cards at the end.</summary>
    public static Lazy<HonestCeremony> FirstHalf { get; } = Held("first half", () => Bootstrap.Stage(), stage => stage.Begin());

    /// <summary>Two keys, confirmed by the officers of a boot kit, and a statement of the witness.</summary>
    public static Lazy<HonestCeremony> TwoKeys { get; } = Held("two keys", () => new Stage(RoomScripts.Attested), stage => stage.Begin());

    /// <summary>Two keys, for which the HSM stayed unlocked.</summary>
    public static Lazy<HonestCeremony> Unlocked { get; } = Held("unlocked", () => new Stage(RoomScripts.LoginOfAct), stage => stage.Begin());

    /// <summary>Two keys, by officers whose keys were made at the console.</summary>
    public static Lazy<HonestCeremony> Console { get; } = Held("console keys", () => new Stage(RoomScripts.ConsoleKeys), stage => stage.Begin(), consoleKeys: true);

    /// <summary>Two keys; between them people left, and the ceremony was resumed.</summary>
    public static Lazy<HonestCeremony> Resumed { get; } = Held("resumed", () => new Stage(RoomScripts.TwoKeys), Resume);

    /// <summary>A CA; the program was left as its officers were to confirm, and resumed after the machine was started again.</summary>
    public static Lazy<HonestCeremony> StartedAgain { get; } = Held("started again", () => new Stage(RoomScripts.OneCa), ResumeInAnotherStart);

    /// <summary>Resumed by another build of the program, which the officers allowed.</summary>
    public static Lazy<HonestCeremony> Excepted { get; } = Held("excepted", () => new Stage(RoomScripts.TwoKeys), ResumeAnotherBuild);

    /// <summary>Aborted after the first key.</summary>
    public static Lazy<HonestCeremony> Aborted { get; } = Held("aborted", () => new Stage(RoomScripts.TwoKeys), Abort);

    /// <summary>A whole bootstrap by the kit: beside the first half servers' keys, configuration, services and the end of the Boot CA.</summary>
    public static Lazy<HonestCeremony> Whole { get; } = new(() => OfKit("whole", SecondHalf.Of()));

    /// <summary>An officer mistyped a PIN; people left, signed the last line, and came back; then something was recorded, and a medium taken out.</summary>
    public static Lazy<HonestCeremony> Left { get; } = Held("left", () => new Stage(LeftScript), Leave);

    /// <summary>An officer whose card died was replaced.</summary>
    public static Lazy<HonestCeremony> Replaced { get; } = Held("replaced", () => new Stage(RoomScripts.Replaced), stage => stage.Begin());

    /// <summary>A card's certificate was redone before its holder became an officer.</summary>
    public static Lazy<HonestCeremony> Renewed { get; } = Held("renewed", () => new Stage(RoomScripts.Renewed), stage => stage.Begin());

    /// <summary>Three keys, confirmed together.</summary>
    public static Lazy<HonestCeremony> Together { get; } = Held("together", () => new Stage(RoomScripts.ThreeTogether), stage => stage.Begin());

    /// <summary>The officers had an object removed that no line explained.</summary>
    public static Lazy<HonestCeremony> Removed { get; } = Held("removed", () => Smuggling.Ceremony(Smuggling.Object, "kit", "remove"), stage => stage.Begin());

    /// <summary>An answer was typed again, and another corrected by the officers.</summary>
    public static Lazy<HonestCeremony> Corrected { get; } = Held("corrected", Retyping.CorrectedTwice, stage => stage.Begin());

    /// <summary>A real ceremony with a network interface up, which the officers confirmed; it was taken down after the first key.</summary>
    public static Lazy<HonestCeremony> AirGapOpen { get; } = Held("air gap open", WithInterfaceUp, stage => stage.Begin());

    /// <summary>Keys of every kind were proven, by decrypting and by wrapping.</summary>
    public static Lazy<HonestCeremony> Proven { get; } = Held("proven", Proving.Stage, stage => stage.Begin());

    /// <summary>A key whose token attests it, twice over, and an audit log.</summary>
    public static Lazy<HonestCeremony> Attested { get; } = Held("attested", () => KeptStatements.Stage(), stage => stage.Begin());

    /// <summary>A token out of its box: initialised, used, its PINs changed, its user PIN set anew.</summary>
    public static Lazy<HonestCeremony> SetUp { get; } = Held("set up", () => TokenSetup.Stage(), stage => stage.Begin());

    /// <summary>The whole bootstrap, after which the changed files were brought back.</summary>
    public static Lazy<HonestCeremony> Restored { get; } = new(() => OfKit("restored", SecondHalf.Restored()));

    public static IReadOnlyList<Lazy<HonestCeremony>> All => [FirstHalf, TwoKeys, Console, Resumed, StartedAgain, Excepted, Aborted, Whole, Left, Replaced, Renewed, Together, Removed, Corrected, AirGapOpen, Proven, Restored, SetUp, Attested];

    private static HonestCeremony OfKit(string name, JournalMaker journal)
    {
        using MadeArchive archive = MadeArchive.Of(journal, Cast, Cast.Card1, Cast.Card2);
        return HonestCeremony.Read(name, archive.Folder, [.. new[] { Cast.Bootstrap1, Cast.Bootstrap2, Cast.Card1, Cast.Card2 }.Select(OfficerKey.Of)], [Cast.Ca.Certificate, Cast.BootCa.Certificate], isPrograms: false);
    }

    private static Lazy<HonestCeremony> Held(string name, Func<Stage> stage, Func<Stage, Task<RunOutcome>> hold, bool consoleKeys = false) => new(() =>
    {
        using Stage room = stage();
        room.Archive = new ProgramsArchive(room.Files);
        RunOutcome outcome = hold(room).GetAwaiter().GetResult();
        string archive = Path.Combine(room.Folder, "transcript");
        if (!Directory.Exists(archive))
        {
            throw new InvalidOperationException($"{name} was not sealed: {outcome}; the last screen was {room.Room.Screens[^1].Title}");
        }

        return HonestCeremony.Read(name, archive, StageKeys.Of(room), StageKeys.Authorities(room), isPrograms: true, consoleKeys);
    });

    private static Stage WithInterfaceUp()
    {
        Stage stage = RealRoom.Of(RoomScripts.TwoKeys, (stage, screen, _) => stage.Machine.IsPlugged &= screen.Title != "The key is made");
        stage.Machine.IsPlugged = true;
        return stage;
    }

    private static async Task<RunOutcome> Resume(Stage stage)
    {
        await LeaveAfterTheFirstKey(stage);
        return await stage.Resume();
    }

    private static async Task<RunOutcome> ResumeInAnotherStart(Stage stage)
    {
        stage.Room.Instead = (_, prompt) => prompt is ConfirmPrompt && stage.Room.State.StepId == "ca" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Room.Instead = (_, _) => null;
        stage.Machine.StartAgain("boot-2", stage.Machine.Clock);
        return await stage.Resume();
    }

    private static async Task<RunOutcome> ResumeAnotherBuild(Stage stage)
    {
        await LeaveAfterTheFirstKey(stage);
        stage.ProgramHash = new('b', 64);
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "exception" } ? new Chose("allow") : null;
        return await stage.Resume();
    }

    private static async Task<RunOutcome> Leave(Stage stage)
    {
        bool isMistyped = false;
        RoomReply? Happen(Screen screen, Prompt prompt)
        {
            if (!isMistyped && prompt is ConfirmPrompt)
            {
                isMistyped = true;
                return new OfficerPinTyped(0, Secret.FromText("nonsense"));
            }

            if (screen.Title == "Unmount the medium")
            {
                stage.Installation.Device = "/dev/sda2";
            }

            return null;
        }

        stage.Room.Instead = (screen, prompt) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : Happen(screen, prompt);
        await stage.Begin();
        stage.Room.Instead = Happen;
        return await stage.Resume();
    }

    private static async Task<RunOutcome> Abort(Stage stage)
    {
        await LeaveAfterTheFirstKey(stage);
        return await stage.Abort("The generator failed.");
    }

    private static async Task LeaveAfterTheFirstKey(Stage stage)
    {
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;
        await stage.Begin();
        stage.Room.Instead = (_, _) => null;
    }
}
