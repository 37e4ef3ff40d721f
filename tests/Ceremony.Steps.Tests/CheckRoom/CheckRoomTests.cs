using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class CheckRoomTests
{
    private readonly FakeDesk _desk = new()
    {
        Parameters = [new("organisation", "Example AB"), new("country", "SE")],
    };

    [Fact]
    public async Task Script_program_parameters_and_clock_are_compared_before_anything_else()
    {
        Says.IsDone(await Run());
        Assert.Equal(
            ["look at room", "look at clock", "ask Compare with paper: script hash, program hash, module hashes, parameters, clock"],
            _desk.Calls);
        Assert.Equal("2026-03-01 12:00:00 UTC", _desk.Screens[0].Value("clock"));
        Assert.Equal("Example AB", _desk.Screens[0].Value("organisation"));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("AAAA", 16)), _desk.Screens[0].Value("script, SHA-256"));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("BBBB", 16)), _desk.Screens[0].Value("program, SHA-256"));
        Assert.Equal("/usr/lib/hsm.so", _desk.Screens[0].Value("module"));
        Assert.Equal(string.Join(' ', Enumerable.Repeat("CCCC", 16)), _desk.Screens[0].Value("module, SHA-256"));
    }

    [Fact]
    public async Task All_that_the_record_says_was_shown_stands_beside_a_question()
    {
        Says.IsDone(await Run());
        FormField[] fields = [.. _desk.Forms.Single().Fields];
        Assert.Equal(fields.Select((field, place) => $"{place + 1} of 5  {field.Label}"), fields.Select(field => Assert.IsType<TextBlock>(field.Shown[0]).Text));
        string shown = Plain(fields.SelectMany(field => field.Shown));
        Assert.All(_desk.Screens[0].Blocks.OfType<FactsBlock>().Single().Facts, fact => Assert.Contains(Plain([new TextBlock(fact.Value)]), shown, StringComparison.Ordinal));
        Assert.Contains("AAAAAAAAAAAAAAAA", Plain(fields[0].Shown), StringComparison.Ordinal);
        Assert.DoesNotContain("BBBBBBBB", Plain(fields[0].Shown), StringComparison.Ordinal);
    }

    // Blanks and line ends are laid out otherwise.
    private static string Plain(IEnumerable<Block> blocks) => string.Concat(
        string.Join('|', blocks.SelectMany(block => block is FactsBlock facts ? facts.Facts.Select(fact => fact.Value) : [((TextBlock)block).Text])).Where(letter => !char.IsWhiteSpace(letter)));

    [Theory]
    [InlineData("script hash", "Do not go on until it is known why; if it is the wrong script, program, module or parameter, abort and start again with the right one.")]
    [InlineData("program hash", "Do not go on until it is known why; if it is the wrong script, program, module or parameter, abort and start again with the right one.")]
    [InlineData("module hashes", "Do not go on until it is known why; if it is the wrong script, program, module or parameter, abort and start again with the right one.")]
    [InlineData("parameters", "Do not go on until it is known why; if it is the wrong script, program, module or parameter, abort and start again with the right one.")]
    [InlineData("clock", "Set the machine's clock right, then try again.")]
    public async Task What_differs_is_refused(string item, string next)
    {
        _desk.Says[item] = "differs";
        Says.IsRefused(await Run(), "differs", $"The witness finds that paper and screen differ in: {item}.", next);
    }

    [Fact]
    public async Task All_that_differs_is_named()
    {
        _desk.Says["script hash"] = "differs";
        _desk.Says["parameters"] = "differs";
        _desk.Says["clock"] = "differs";
        Says.IsRefused(await Run(), "differs", "The witness finds that paper and screen differ in: script hash, parameters and clock.");
    }

    [Fact]
    public async Task A_rehearsal_on_a_connected_machine_is_warned()
    {
        Connect();
        Says.IsDone(await Run());
        Assert.Contains("! There is no air gap: the network interface eth0 is up. A rehearsal goes on. A real ceremony would stop here until that is down, or until the reason is on record and the officers have confirmed it before anything is logged into.", _desk.Screens[0].Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_ceremony_on_a_connected_machine_is_refused_before_anything_is_compared()
    {
        Connect();
        _desk.IsRehearsal = false;
        Says.IsRefused(
            await Run(),
            "air-gap",
            "There is no air gap: the network interface eth0 is up.",
            "Disconnect the machine from every network, then try again.");
        Assert.Equal(["look at room"], _desk.Calls);
    }

    [Fact]
    public async Task What_was_accepted_on_record_is_said_and_gone_on_with()
    {
        Connect();
        _desk.IsRehearsal = false;
        _desk.Room = _desk.Room with { Accepted = ["eth0"] };
        Says.IsDone(await Run());
        Assert.Contains(
            "! There is no air gap: the network interface eth0 is up. That is on record with its reason; nothing is logged into before the officers have confirmed it.", _desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal(_desk.Room.ToJson(), RoomView.FromJson(_desk.Room.ToJson()).ToJson());
    }

    [Fact]
    public async Task What_the_script_allows_is_said_compared_and_gone_on_with()
    {
        Connect();
        _desk.IsRehearsal = false;
        _desk.Room = _desk.Room with { InterfacesUp = ["eth0", "wg0"] };
        Says.IsDone(await Run());
        Assert.Contains("! There is no air gap: the network interface eth0 is up, as the script allows.", _desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Contains("interfaces that may be up: eth0, wg0", _desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal(_desk.Room.ToJson(), RoomView.FromJson(_desk.Room.ToJson()).ToJson());
    }

    [Fact]
    public async Task An_exception_for_one_interface_is_none_for_another()
    {
        Connect();
        _desk.IsRehearsal = false;
        _desk.Room = _desk.Room with { Accepted = ["wlan0"] };
        Assert.Equal("air-gap", Assert.IsType<StepResult.Refused>(await Run()).Code);
    }

    [Fact]
    public async Task Without_tokens_there_are_no_modules_to_compare()
    {
        _desk.Room = _desk.Room with { Modules = [] };
        Says.IsDone(await Run());
        Assert.Equal("ask Compare with paper: script hash, program hash, parameters, clock", _desk.Calls[^1]);
    }

    [Fact]
    public async Task Without_parameters_the_screen_says_that_there_are_none()
    {
        _desk.Parameters = [];
        Says.IsDone(await Run());
        Assert.Equal("none", _desk.Screens[0].Value("parameters"));
    }

    [Fact]
    public void The_forecast_asks_nobody_for_a_PIN()
    {
        StepForecast forecast = Script.Step("check-room").Forecast();
        Assert.Equal(0, forecast.Confirmations);
    }

    private void Connect() => _desk.Room = _desk.Room with
    {
        Interfaces = [new NetworkInterfaceView("eth0", true, true), new NetworkInterfaceView("wlan0", false, false)],
    };

    private Task<StepResult> Run() => Script.Step("check-room").Run(_desk);
}
