using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class StopServiceTests
{
    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task A_service_is_stopped_and_its_state_read_back()
    {
        StepResult.Done done = Says.IsDone(await Run("cf"));
        Assert.Equal(["look at service cf", "operator approves Stop a service: stop-service", "perform stop-service", "show The service is down"], Desk.Calls);
        Assert.Equal([new ServiceStopped("cf")], done.Facts);
    }

    [Theory]
    [InlineData("inactive")]
    [InlineData("failed")]
    public async Task A_service_that_is_down_already_is_left_so(string state)
    {
        Desk.Host.States["cf"] = state;
        StepResult.Done done = Says.IsDone(await Run("cf"));
        Assert.Equal(["look at service cf", "show The service is down already"], Desk.Calls);
        Assert.Equal([new ServiceStopped("cf")], done.Facts);
    }

    [Fact]
    public async Task A_service_that_stays_up_is_refused_with_its_log_in_view()
    {
        Desk.Host.Comes["cf"] = new([new("deactivating", ["waiting\u001B[2J"])]);
        Says.IsRefused(
            await Run("cf"),
            "stays-up",
            "The service cf did not stop within 60 seconds: its state is \"deactivating\".",
            "Find out from its log what it is waiting for, then try again.");
        Assert.Equal("show The service did not stop", Desk.Calls[^1]);
        Assert.Equal("waiting\\u{1b}[2J", Desk.Screens[^1].Value("log"));
    }

    [Fact]
    public async Task What_the_operator_declines_is_not_stopped()
    {
        Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run("cf"), "declined", "The stopping of the service cf was declined.");
        Assert.Empty(Desk.Performed);
    }

    [Fact]
    public async Task A_service_that_the_script_does_not_have_is_refused() =>
        Says.IsRefused(await Run("snmp"), "unknown-service", "There is no service snmp under \"services\" in the script.", "Abort and have the script corrected.");

    private Task<StepResult> Run(string service) => _cutOver.Room.Run("stop-service", ("service", service));
}
