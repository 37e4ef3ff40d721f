using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>Drivers that are missing or other ones, and tokens that cannot be looked at.</summary>
public sealed class ModulesAndTokensTests
{
    private const string Module = "module: /usr/lib/softhsm/libsofthsm2.so";

    [Fact]
    public async Task Another_module_than_the_script_s_is_found_before_anything_is_begun()
    {
        using var stage = new Stage(Scripts.TwoKeys.Replace(Module, $"{Module}, module-sha256: {new string('a', 64)}", StringComparison.Ordinal));

        DeviceFault fault = await Assert.ThrowsAsync<DeviceFault>(stage.Begin);

        Assert.Equal("OtherModule", fault.Code);
        Assert.Equal(
            $"The module /usr/lib/softhsm/libsofthsm2.so of the token HSM has the SHA-256 {new string('0', 64)}, not {new string('a', 64)} as the script says: install the right driver, or have the script reviewed again. Nothing was begun.",
            fault.Message);
        Assert.Empty(stage.Lines);
        Assert.Empty(stage.Room.Screens);
    }

    [Fact]
    public async Task A_module_that_is_not_there_is_found_before_anything_is_begun()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens.Module = null;

        Assert.Equal("NoModule", (await Assert.ThrowsAsync<DeviceFault>(stage.Begin)).Code);
        Assert.Empty(stage.Lines);
    }

    [Fact]
    public async Task A_module_that_the_first_line_names_twice_is_compared_once()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Room.Interrupt(new LeaveWanted());
        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);
        var journal = new EditedJournal(stage.Folder);
        int begun = journal.Lines.FindIndex(line => line.Text("kind") == "step-started");
        journal.Lines.RemoveRange(begun, journal.Lines.Count - begun);
        JsonList modules = journal.Lines[0]["modules"].AsList();
        journal.Change(0, new JsonMap { { "modules", new JsonList([.. modules, .. modules]) } });
        journal.Write();
        stage.Room.Instead = (screen, _) => screen.Title == "The key is made" ? new Interrupted(new LeaveWanted()) : null;

        Assert.Equal(RunEnd.Left, (await stage.Resume()).End);

        Assert.DoesNotContain(stage.Lines, line => line.Kind == "exception");
    }

    [Theory]
    [InlineData("NoToken", "absent", "true", "not there")]
    [InlineData("TwoTokens", "fault", "\"TwoTokens\"", "TwoTokens")]
    [InlineData("CKR_DEVICE_ERROR", "fault", "\"CKR_DEVICE_ERROR\"", "CKR_DEVICE_ERROR")]
    public async Task A_token_that_cannot_be_looked_at_is_recorded_as_what_it_is(string code, string member, string value, string shown)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        stage.Tokens["HSM"].Fault = code;
        stage.Room.Interrupt(new TokensWanted());
        stage.Room.Interrupt(new LeaveWanted());

        await stage.Begin();

        JsonMap seen = stage.Lines.Single(line => line.Kind == "inventory").Json["tokens"].AsList().Single().AsMap();
        Assert.Equal([member, "token"], seen.Names);
        Assert.Equal(value, CanonicalJson.WriteText(seen[member]));
        Assert.Equal(shown, stage.Room.Screens.Single(screen => screen.Title == "HSM slots and cards").Blocks.OfType<TableBlock>().First().Rows[0][^1]);
    }
}
