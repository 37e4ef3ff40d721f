using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>The command that says whether everything is there, without beginning anything.</summary>
public sealed class PreflightCommandTests(RehearsalRoom room)
{
    private static readonly string[] Preflight = ["preflight", Programs.SingleKeyScript, "--set", "key=K"];

    [Fact]
    public void It_tells_what_is_not_there_and_what_to_do_and_ends_with_1()
    {
        using var folder = new TemporaryFolder();
        Ran ran = Tool.Run(Programs.Native, [.. Preflight, "--out", folder["out"]]);
        Assert.Contains("\n× the token CM-HSM: ", ran.Expect(1), StringComparison.Ordinal);
        Assert.Matches("(?m)^[0-9A-Za-z]+ of [0-9]+ (is|are) not as (it|they) must be\\.$", ran.Output);
        Assert.False(Directory.Exists(folder["out"]));
    }

    [Fact]
    public void It_finds_a_token_that_is_there()
    {
        Ran ran = Tool.RunAt(room.SingleKey.SoftHsmConfiguration, Programs.Native, Preflight);
        Assert.Matches("(?m)^√ the token CM-HSM: serial [0-9a-f]{16}, model SoftHSM v2, firmware 2\\.[0-9]+, PIN set, free room not told$", ran.Output);
        Assert.Matches("(?m)^√ the clock: 20[0-9]{2}-", ran.Output);
    }

    [Fact]
    public void Parameters_that_decide_what_must_be_there_have_to_be_given()
    {
        Ran ran = Tool.Run(Programs.Native, "preflight", Programs.BootstrapScript, "--set", "country=SE");
        ran.Expect(2);
        Assert.Equal("What must be there depends on the parameters: give --set organisation=… --set boot-kit=… --set media=… --set cm=…\n", ran.Errors);
    }
}
