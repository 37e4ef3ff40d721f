using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class KeepAuditLogTests
{
    // SHA-256 of the three bytes of the log, by sha256sum.
    private const string Sha256 = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
    private const string File = "media/hsm.log";

    private readonly Installation _room = new();

    [Fact]
    public async Task A_log_is_kept_with_its_hash_and_its_token_and_nobody_is_told_that_it_was_read()
    {
        _room.Desk.Files[File] = [1, 2, 3];
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal(["look at token hsm", $"look at file {File}", "keep hsm.audit-log", "show The audit log is kept"], _room.Desk.Calls);
        Assert.Equal(new AuditLogKept(new TokenRef("hsm"), "serial-of-hsm", File, "hsm.audit-log", Sha256, 3).ToJson(), Assert.Single(done.Facts).ToJson());
        Assert.Equal([1, 2, 3], _room.Desk.Artifacts["hsm.audit-log"]);
        Assert.Contains("! The program does not read it: nothing here shows that it is this token's log, that it is whole, or what it says.", _room.Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("3 bytes", _room.Desk.Screens[0].Value("size"));
        Assert.False(_room.Desk.Screens[0].IsNews);
    }

    [Fact]
    public async Task What_is_not_there_or_is_empty_is_refused()
    {
        Says.IsRefused(await Run(), "file-missing", "The file media/hsm.log is not there.");
        _room.Desk.Files[File] = [];
        Says.IsRefused(
            await Run(),
            "log-empty",
            "The file media/hsm.log is empty.",
            "Have the vendor's tool export the token's audit log again, then try again; where the token keeps none, end this step by an exception (F3).");
        Assert.Empty(_room.Desk.Artifacts);
    }

    [Fact]
    public async Task A_name_that_is_taken_and_a_configuration_are_refused_before_anything_is_read()
    {
        _room.Desk.Files[File] = [1, 2, 3];
        await _room.Do("keep-audit-log", ("token", "hsm"), ("file", File), ("name", "hsm"));
        Says.IsRefused(await Run(), "artifact-taken", "The archive already holds something under the name hsm.audit-log.");
        _room.Desk.Registry = Registry.Empty.With([new ConfigEdited(File, [], "aa", "bb", "before")]);
        Says.IsRefused(await Run(), "configuration", "The file media/hsm.log is a configuration that this ceremony edited: with its PINs in it, its hash must not be on record.");
        Assert.Empty(_room.Desk.Calls);
    }

    private Task<StepResult> Run() => _room.Run("keep-audit-log", ("token", "hsm"), ("file", File), ("name", "hsm"));
}
