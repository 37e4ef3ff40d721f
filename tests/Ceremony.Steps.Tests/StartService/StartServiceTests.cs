using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class StartServiceTests
{
    private static readonly (string, object)[] Proven = [("service", "cf"), ("probe", "localhost:8443"), ("certificate", "old.crt")];

    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task A_service_is_started_and_its_state_read_back()
    {
        Desk.Host.States["cf"] = "inactive";
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(["look at service cf", "operator approves Start a service: start-service", "perform start-service", "show The service is up"], Desk.Calls);
        Assert.Equal([new ServiceStarted("cf")], done.Facts);
    }

    [Fact]
    public async Task Who_is_asked_for_a_PIN_at_the_service_s_own_console_is_told_before()
    {
        Desk.Host.States["cf"] = "inactive";
        Says.IsDone(await Run(("service", "cf"), ("asks-for-pin", "officer 1")));
        Assert.Equal(["look at service cf", "operator approves Start a service: start-service", "perform start-service", "show The service is up"], Desk.Calls);
        Assert.Contains(
            "! Once it starts, the service cf asks Ana Vega (officer 1) for the PIN of its token at its own console, and is waited for no longer than 60 seconds. Be at that console first. The PIN is typed there alone, never here.",
            Desk.Screens[0].Text(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_is_not_started_while_nobody_is_there_who_types_its_PIN()
    {
        Desk.Host.States["cf"] = "inactive";
        Desk.Present.RemoveAll(person => person.Seat == "officer 1");
        Says.IsRefused(await Run(("service", "cf"), ("asks-for-pin", "officer 1")), "seat-empty", "Nobody is recorded as officer 1.");
        Assert.Equal(["look at service cf"], Desk.Calls);
    }

    [Fact]
    public async Task A_service_that_is_up_already_is_left_so()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(["look at service cf", "show The service is up already"], Desk.Calls);
        Assert.Equal([new ServiceStarted("cf")], done.Facts);
    }

    [Fact]
    public async Task What_its_log_tells_is_repaired_and_it_is_tried_again()
    {
        await _cutOver.Change();
        Desk.Host.Comes["cf"] = new([new("failed", ["wrong PIN\u001B[31m", "giving up"])]);
        Desk.Says["choice"] = "try again";
        Says.IsDone(await Run(Proven));
        Assert.Equal(
            ["perform start-service", "ask The service did not come up: choice", "operator approves Start a service: start-service", "perform start-service", "show The service is up"],
            Desk.Calls.TakeLast(5));
        Assert.Equal(
            """
            ! The service cf did not come up within 60 seconds: its state is "failed".
            log: wrong PIN\u{1b}[31m
            : giving up
            "try again": what the log complains of was repaired.
            "restore": the 4 files that this ceremony has changed will be as before, the services are started with them, and it is proven that the old TLS certificate is presented.
            """.ReplaceLineEndings("\n"),
            Desk.Screens[^3].Text());
    }

    [Fact]
    public async Task Where_nothing_was_changed_it_is_left_down()
    {
        Desk.Host.States["cf"] = "inactive";
        Desk.Host.Comes["cf"] = new([new("activating", [])]);
        Desk.Says["choice"] = "leave it down";
        Says.IsRefused(
            await Run(),
            "not-up",
            "The service cf did not come up within 60 seconds: its state is \"activating\".",
            "Repair what its log complains of, and try again.");
        Assert.Contains("Its log is empty.", Desk.Screens[^1].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_operator_declines_is_not_started()
    {
        Desk.Host.States["cf"] = "inactive";
        Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run(), "declined", "The starting of the service cf was declined.");
    }

    [Fact]
    public async Task What_the_script_names_must_be_there()
    {
        Says.IsRefused(await Run(("service", "snmp")), "unknown-service", "There is no service snmp under \"services\" in the script.");
        Says.IsRefused(await Run(Proven.But("certificate", "none.crt")), "no-artifact", "This ceremony has kept nothing under the name none.crt.");
        Says.IsRefused(await Run(Proven.But("certificate", "note.txt")), "no-certificate", "What is kept under the name note.txt is not a certificate.");
        Assert.Empty(Desk.Calls);
    }

    [Theory]
    [InlineData("localhost", "\"probe\" must be a host and a port, such as localhost:8443, not \"localhost\"")]
    [InlineData("localhost:70000", "the port of \"probe\" must be from 1 to 65535")]
    public void A_place_that_is_none_is_a_problem_of_the_script(string probe, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ScriptProblemException>(() => Script.Step("start-service", ("service", "cf"), ("probe", probe))).Message);

    private Task<StepResult> Run(params (string Name, object Value)[] fields) => _cutOver.Room.Run("start-service", fields.Length == 0 ? [("service", "cf")] : fields);
}
