using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What must be there is looked at before anything is recorded, and each thing that is not says what to do.</summary>
public sealed class PreflightTests
{
    private static readonly DateTimeOffset Written = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private const string SwapInUse = "Swap is in use (/dev/sda2): what is in memory, PINs among it, could be written to the disk. Switch it off with \"swapoff -a\" as root, then try again.";

    private const string NoConsole = "This terminal, /dev/pts/3, is not a console of this machine: whatever shows it can keep the PIN. Log in at a text console (Ctrl+Alt+F3) and go on there, or have the script say \"show-pins: anywhere\".";

    private static readonly Dictionary<string, Action<Stage>> Spoilt = new()
    {
        ["the clock is that of a machine without a battery"] = stage => stage.Machine.ClockMovedMilliseconds = -1_767_225_600_000,
        ["a cable is plugged in"] = stage => stage.Machine.IsPlugged = true,
        ["swap is in use"] = stage => stage.Machine.SwapAreas.Add("/dev/sda2"),
        ["memory cannot be locked"] = stage => stage.Machine.LocksMemory = false,
        ["the terminal is a window"] = stage => stage.Machine.Terminal = new TerminalView("/dev/pts/3", 120, 40, IsConsole: false),
        ["the terminal is small"] = stage => stage.Machine.Terminal = new TerminalView("/dev/tty2", 80, 23, IsConsole: true),
        ["the HSM is not there"] = stage => stage.Tokens["CM-HSM"].IsThere = false,
        ["the HSM's PIN is locked"] = stage => stage.Tokens["CM-HSM"].Says = PinState.Locked,
        ["one more wrong PIN locks the HSM"] = stage => stage.Tokens["CM-HSM"].Says = PinState.FinalTry,
        ["the HSM has no PIN"] = stage => stage.Tokens["CM-HSM"].Says = PinState.NotSet,
        ["another token is in its place"] = stage => stage.Tokens["CM-HSM"].CallsItself = "OTHER",
        ["a card is not blank"] = stage => stage.Tokens["00004711"].Put("old", "01", KeyAlgorithm.EcP256),
        ["the boot kit is not there"] = stage => Directory.Delete(Path.Combine(stage.Folder, "boot-kit"), true),
        ["the boot kit lacks an officer"] = stage => File.Delete(Path.Combine(stage.Folder, "boot-kit", "officer2.p12")),
        ["there is no PKCS#11 module"] = stage => stage.Tokens.Module = null,
    };

    /// <summary>What is wrong in the room; the row that says so; what was found; what to do.</summary>
    public static TheoryData<string, string, string, string> Wrong => new()
    {
        { "the clock is that of a machine without a battery", "the clock", "1970-03-01 14:02 UTC", "It cannot be right: script and program are from 2026-02-01 00:00. Set the clock (UTC) by a watch." },
        { "a cable is plugged in", "the air gap", "up: eth0", "Pull the cable or take the interface down. If it has to stay up, the ceremony asks for the reason as it begins, and the officers confirm it before anything is logged into." },
        { "swap is in use", "swap", "in use: /dev/sda2", SwapInUse },
        { "memory cannot be locked", "memory for PINs", "not locked", "The kernel does not lock memory for this program: raise its limit (ulimit -l) before you start it. Without swap nothing is written to the disk all the same." },
        { "the terminal is a window", "the terminal", "/dev/pts/3, 120 columns and 40 rows", $"The step personalise-card-1 shows a PIN to its holder. {NoConsole}" },
        { "the terminal is small", "the terminal", "/dev/tty2, 80 columns and 23 rows, a console", "The screens need 80 columns and 24 rows: make the window larger, or the font smaller." },
        { "the HSM is not there", "the token CM-HSM", "not there", "The token CM-HSM is not there. Put it in, then try again." },
        { "the HSM's PIN is locked", "the token CM-HSM", "serial serial-CM-HSM, model Memory token, firmware 1.0, PIN locked, free room not told", "Its PIN is locked: have its security officer set another (\"ceremony unblock-pin\")." },
        { "one more wrong PIN locks the HSM", "the token CM-HSM", "serial serial-CM-HSM, model Memory token, firmware 1.0, PIN last try!, free room not told", "One more wrong PIN locks it: have whoever knows the PIN log in once, outside the ceremony." },
        { "the HSM has no PIN", "the token CM-HSM", "serial serial-CM-HSM, model Memory token, firmware 1.0, PIN not set, free room not told", "It has no user PIN: have its security officer set one (\"ceremony unblock-pin\")." },
        { "another token is in its place", "the token CM-HSM", "serial serial-CM-HSM, model Memory token, firmware 1.0, PIN set, free room not told", "It calls itself OTHER: insert the token that the script names." },
        { "a card is not blank", "the card 00004711, blank", "not as it must be", "The card 00004711 is not blank: it holds 1 object, among them the public object \"old\". Take another blank card of the right number." },
        { "the boot kit is not there", "the boot kit's boot-kit/bootca.cer", "not as it must be", "The boot kit's file boot-kit/bootca.cer is not there. Insert the medium with the boot kit, or put its files into that folder." },
        { "the boot kit lacks an officer", "the boot kit's boot-kit/officer2.p12", "not as it must be", "The boot kit's file boot-kit/officer2.p12 is not there. Insert the medium with the boot kit, or put its files into that folder." },
        { "there is no PKCS#11 module", "the module /usr/lib/softhsm/libsofthsm2.so", "NoModule", "There is no PKCS#11 module /usr/lib/softhsm/libsofthsm2.so." },
    };

    [Fact]
    public void Where_all_is_there_every_row_is_ready()
    {
        using Stage stage = Bootstrap.Stage();
        IReadOnlyList<Readiness> rows = stage.Preflight(Written).Look();
        Assert.All(rows, row => Assert.True(row.IsReady, $"{row.What}: {row.Found}; {row.Do}"));
        Assert.Equal(
            [
                "the clock", "the air gap", "swap", "memory for PINs", "the terminal", $"room in {stage.Folder}", "the module /usr/lib/softhsm/libsofthsm2.so", "the token CM-HSM", "the token 00004711", "the token 00004712",
                "the boot kit's boot-kit/bootca.cer", "the boot kit's boot-kit/officer1.p12", "the boot kit's boot-kit/officer2.p12", "the name \"Officer and system CA key\" in CM-HSM",
                "keys rsa-4096 to sign in CM-HSM", "the card 00004711, blank", "keys rsa-2048 to sign in 00004711", "the card 00004712, blank", "keys rsa-2048 to sign in 00004712",
            ],
            rows.Select(row => row.What));
        Assert.True(stage.HasNothingYet);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_missing_says_what_to_do_and_is_ready_at_the_next_look(string what, string row, string found, string todo)
    {
        using Stage stage = Bootstrap.Stage();
        Spoilt[what](stage);
        Readiness missing = stage.Preflight(Written).Look().First(each => !each.IsReady);
        Assert.Equal((what, row, found, todo), (what, missing.What, missing.Found, missing.Do));
        Assert.True(stage.HasNothingYet);
    }

    /// <summary>What people could only regret is not left to them.</summary>
    [Theory]
    [InlineData("swap is in use", true)]
    [InlineData("the terminal is a window", true)]
    [InlineData("memory cannot be locked", false)]
    [InlineData("the terminal is small", false)]
    [InlineData("the HSM is not there", false)]
    public void A_real_ceremony_does_not_begin_where_PINs_would_be_kept_by_others(string what, bool stops)
    {
        using Stage stage = Bootstrap.Stage();
        Spoilt[what](stage);
        Assert.Equal(stops, stage.Preflight(Written).Look().Any(row => row.Stops));
        Assert.Equal(stops, stage.WhyNot() is not null);
    }

    [Theory]
    [InlineData("show-pins: console", true)]
    [InlineData("show-pins: anywhere", false)]
    public void Where_PINs_are_shown_is_the_scripts_to_say(string says, bool stops)
    {
        using Stage stage = Bootstrap.Stage(script => script.Replace("\nconfirm:", $"\n{says}\nconfirm:", StringComparison.Ordinal));
        Spoilt["the terminal is a window"](stage);
        Assert.Equal(stops, stage.WhyNot() is not null);
    }

    [Fact]
    public void A_ceremony_that_shows_no_PIN_may_be_held_on_any_terminal()
    {
        using var stage = new Stage(Scripts.ConsoleKeys);
        Spoilt["the terminal is a window"](stage);
        Assert.Null(stage.WhyNot());
    }

    [Fact]
    public void A_token_that_no_step_names_need_not_be_there()
    {
        using Stage stage = Bootstrap.Stage(script => script.Replace("\ntokens:", "\ntokens:\n  other: { uri: 'pkcs11:token=CM-OTHER', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }", StringComparison.Ordinal));
        stage.Tokens["CM-OTHER"].IsThere = false;
        Assert.Equal(0, PreflightWords.CountMissing(stage.Preflight(Written).Look()));
    }

    [Fact]
    public void A_card_that_was_seen_once_may_be_taken_out_for_the_next_one()
    {
        using Stage stage = Bootstrap.Stage();
        Preflight preflight = stage.Preflight(Written);
        stage.Tokens["00004712"].IsThere = false;
        Assert.Equal(1, PreflightWords.CountMissing(preflight.Look()));
        stage.Tokens["00004711"].IsThere = false;
        stage.Tokens["00004712"].IsThere = true;
        IReadOnlyList<Readiness> rows = preflight.Look();
        Assert.Equal(0, PreflightWords.CountMissing(rows));
        Assert.Equal("serial serial-00004711, model Memory token, firmware 1.0, PIN not set, free room not told; seen, and taken out", rows.Single(row => row.What == "the token 00004711").Found);
    }

    [Fact]
    public async Task What_was_missing_when_it_began_is_noted_in_the_record()
    {
        using Stage stage = Bootstrap.Stage();
        stage.Tokens["00004712"].IsThere = false;
        string noted = PreflightWords.Noted(stage.Preflight(Written).Look());
        stage.Tokens["00004712"].IsThere = true;
        await stage.BeginWithout(noted);
        Assert.Equal("Begun although this was not as it must be: the token 00004712 (not there).", stage.Lines.Entries<Note>().First().Text);
        Assert.Empty(stage.Findings());
    }

    [Fact]
    public void Services_and_files_of_later_steps_are_looked_at()
    {
        using Stage stage = new(
            """
            format: ceremony-script/1
            ceremony: servers
            version: 1
            title: Servers
            people:
              - { role: operator, count: 1 }
              - { role: officer, count: 2 }
              - { role: witness, count: 1 }
            confirm: { officers: 2, within: 10 minutes }
            services:
              cf: { start: [/opt/cf, start], stop: [/opt/cf, stop], state: [/opt/cf, state] }
            acts:
              - act: All
                steps:
                  - { id: room, do: check-room }
                  - { id: gather, do: gather, officer-keys: console }
                  - { id: old, do: probe-tls, host: localhost, port: '8443' }
                  - { id: conf, do: edit-config, file: /etc/cf.conf, set: [ { a: b } ] }
                  - { id: copy, do: place-file, file: /etc/two, from: /etc/one }
                  - { id: three, do: place-file, file: /etc/three, from: /etc/two }
                  - { id: start, do: start-service, service: cf }
                  - { id: new, do: probe-tls, host: localhost, port: '8444' }
                  - { id: seal, do: seal-transcript }
            """);
        stage.Installation.Runs = _ => new CommandResult(3, ["I do not know!"]);
        Assert.Equal(
            [
                "the server localhost:8443: No TLS connection to localhost:8443 could be made: Nobody listens there. Check that the service is up and listens there.",
                "the configuration /etc/cf.conf: The file /etc/cf.conf is not there. Compare the path with the paper script; insert the medium or put the file there.",
                "the file /etc/one: The file /etc/one is not there. Compare the path with the paper script; insert the medium or put the file there.",
                "the service cf: The program that is asked for the state of the service cf does not tell it. Compare the service with the paper script: its unit, or the command that prints its state.",
            ],
            stage.Preflight(Written).Look().Where(row => !row.IsReady).Select(row => $"{row.What}: {row.Do}"));

        stage.Installation.Runs = _ => new CommandResult(0, ["active"]);
        stage.Installation.Presents = new TlsView("Tls13", [[1]], "");
        stage.Installation.Files["/etc/cf.conf"] = new FileState("a=c\n"u8.ToArray(), 0, 0, 0x1a4);
        stage.Installation.Files["/etc/one"] = new FileState("1"u8.ToArray(), 0, 0, 0x1a4);
        Assert.Equal(0, PreflightWords.CountMissing(stage.Preflight(Written).Look()));

        stage.Installation.Files["/etc/cf.conf"] = new FileState([0xFF, 0xFE, (byte)'a', 0], 0, 0, 0x1a4);
        Assert.Contains("it is not a text file that this program edits; save it as UTF-8", stage.Preflight(Written).Look().Single(row => !row.IsReady).Do, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lines_say_how_many_are_missing()
    {
        Readiness[] rows = [new("the clock", "right", null), new("the token A", "not there", "Insert it.")];
        Assert.Equal(["√ the clock: right", "× the token A: not there", "    Insert it.", "One of 2 is not as it must be."], PreflightWords.Lines(rows));
        Assert.Equal("All 1 are as they must be.", PreflightWords.Lines(rows[..1])[^1]);
    }
}
