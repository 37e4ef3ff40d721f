using System.Text.Json.Nodes;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Bootstrap;

/// <summary>The cut-over goes wrong: servers do not come up, or the program is killed again and again.</summary>
public sealed class CutOverTests
{
    [Fact]
    public void Where_CF_does_not_come_up_the_old_files_serve_again_and_the_ceremony_says_so()
    {
        using var folder = new TemporaryFolder();
        using var installation = new Installation(folder["out"]);
        installation.Hold(Programs.Native, Answers(folder, "start-cf: { events: [ { leave: true } ] }")).Expect(1);
        string old = Installation.FingerprintOf(installation.Rehearsal.Kept("probe-old.cer"));
        // Somebody empties the trust store, so that the new certificate chains to nothing.
        File.Delete(installation.Cm("config/cistrust/system_ca.cer"));
        installation.Resume(Programs.Native, Answers(folder, "start-cf: { choice: restore, after-refusal: leave }")).Expect(1);

        Assert.Equal(("active", "active"), (installation.Control("is-active", "cf"), installation.Control("is-active", "cis")));
        Assert.Equal(old, installation.Served());
        Assert.True(File.Exists(installation.Cm("config/cistrust/bootca.cer")));
        Assert.False(File.Exists(installation.Cm("config/cistrust/system_ca.cer")));
        foreach (string file in new[] { "cm.conf", "cis.conf" })
        {
            string first = Directory.GetFiles(installation.Cm("config.before"), $"{file}.before-*").OrderBy(File.GetLastWriteTimeUtc).First();
            Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(installation.Cm($"config/{file}")));
        }

        JsonNode refused = installation.Rehearsal.Lines.Last(line => (string)line["kind"]! == "refused");
        Assert.Equal("restored", (string)refused["code"]!);
        Assert.Contains(installation.Rehearsal.Lines, line => (string)line["kind"]! == "answered" && line["screen"]!.ToJsonString().Contains("the trust store config/cistrust holds no certificate", StringComparison.Ordinal));

        // The ceremony cannot go on from there as if nothing had happened; aborted, its archive verifies.
        Tool.Run(Programs.Native, "abort", installation.Rehearsal.Folder, "--answers", Answers(folder, ""), "--reason", "the trust store was empty").Expect();
        Assert.StartsWith("CONSISTENT REHEARSAL aborted\n", Tool.Run(Programs.Native, "verify", installation.Rehearsal.Archive).Expect(4), StringComparison.Ordinal);
    }

    [Fact]
    public void Killed_again_and_again_in_configuration_and_services_it_leaves_neither_half_done()
    {
        using var folder = new TemporaryFolder();
        using var installation = new Installation(folder["out"]);
        // By the path on which nobody logs in to a token meanwhile: killed inside its own work, SoftHSM2 can leave a token that it does not read again.
        string answers = Programs.BootstrapAnswers("software");
        installation.Hold(Programs.Native, Answers(folder, "stop-cis: { events: [ { leave: true } ] }", "software")).Expect(1);
        int kills = 0;
        while (installation.ResumeUntilKilled(kills % 2 == 0 ? "write" : "fsync", 12 + (kills % 5), answers) && !IsStarted(installation))
        {
            kills++;
            Assert.True(kills < 80, "It gets no further.");
        }

        Assert.InRange(kills, 6, 80);
        installation.Resume(Programs.Native, answers).Expect();
        PathTests.AssertWhole(installation, new("software", TlsInHardware: false, PinInHardware: false, "", "written"));
        Assert.DoesNotContain(installation.Rehearsal.Lines, line => (string)line["kind"]! is "exception" or "failed");
    }

    private static bool IsStarted(Installation installation) => installation.Rehearsal.Lines.Any(line => (string)line["kind"]! == "step-done" && (string?)line["step"] == "start-cf");

    private static string Answers(TemporaryFolder folder, string more, string path = "hardware")
    {
        string answers = File.ReadAllText(Programs.BootstrapAnswers(path));
        string file = folder[$"answers-{Guid.NewGuid():n}.yaml"];
        File.WriteAllText(file, more.Length == 0 ? answers : answers.Replace("steps:\n", $"steps:\n  {more}\n", StringComparison.Ordinal));
        return file;
    }
}
