using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>Where a ceremony may begin: nothing of a folder that is not its own is touched, and one that never began is begun again.</summary>
public sealed class BeginningTests(RehearsalRoom room)
{
    private static readonly string Plain = Programs.SingleKeyAnswers;

    /// <param name="kept">What somebody keeps in a folder: paths, each with what stands in it behind an equals sign.</param>
    [Theory]
    [InlineData("rehearsal/precious")]
    [InlineData("script.yaml")]
    [InlineData("notes.txt")]
    [InlineData("journal.jsonl=|rehearsal/precious")]
    [InlineData("journal.jsonl=|artifacts/ca.cer")]
    [InlineData("journal.jsonl=precious")]
    [InlineData("journal.jsonl/precious")]
    public void A_folder_with_anything_that_is_not_the_program_s_is_refused_and_stays_as_it_is(string kept)
    {
        using var folder = new TemporaryFolder();
        foreach (string[] each in kept.Split('|').Select(each => each.Split('=')))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[each[0]])!);
            File.WriteAllText(folder[each[0]], each.ElementAtOrDefault(1) ?? "mine");
        }

        IReadOnlyList<string> before = Contents(folder);
        foreach (string command in new[] { "rehearse", "run" })
        {
            Ran ran = Tool.Run(Programs.Native, [command, Programs.SingleKeyScript, "--out", folder.Path, .. command == "run" ? [] : new[] { "--answers", Plain }]);
            Assert.Equal((2, $"{folder.Path} already exists and is not empty: give a new folder.\n"), (ran.ExitCode, ran.Errors));
            Assert.Equal(before, Contents(folder));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(int.MaxValue)]
    public void A_ceremony_that_never_began_is_said_to_be_so_and_is_begun_afresh(int left)
    {
        using var place = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(room.SingleKey.JournalFile);
        int firstLine = Array.IndexOf(whole, (byte)'\n') + 1;
        File.WriteAllBytes(folder["journal.jsonl"], whole[..(left == int.MaxValue ? firstLine + 9 : left)]);
        Directory.CreateDirectory(folder["rehearsal/tokens/left"]);
        foreach (string command in new[] { "resume", "abort" })
        {
            Ran refused = Tool.Run(Programs.Native, command, folder.Path, "--answers", Plain);
            Assert.Equal((1, $"The ceremony in {folder.Path} had not begun yet: begin it with \"run\" or \"rehearse\" and the same folder.\n"), (refused.ExitCode, refused.Errors));
        }

        Tool.Run(Programs.Native, "rehearse", Quick(place), "--answers", Plain, "--out", folder.Path).Expect();
        Assert.False(Directory.Exists(folder["rehearsal/tokens/left"]));
        Assert.StartsWith("CONSISTENT REHEARSAL completed", Tool.Run(Programs.Native, "verify", folder.Path, "--allow-console-keys").Expect(4), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_begin_in_one_new_folder_one_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var script = new TemporaryFolder();
        string quick = Quick(script);
        Ran[] both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Tool.Run(Programs.Native, "rehearse", quick, "--answers", Plain, "--out", folder["both"]))));
        Ran refused = Assert.Single(both, ran => ran.ExitCode != 0);
        Assert.Single(both, ran => ran.ExitCode == 0);
        Assert.Matches("is in use by another ceremony program|A ceremony was already begun in|already exists: resume that ceremony", refused.Errors);
        Assert.StartsWith("CONSISTENT REHEARSAL completed", Tool.Run(Programs.Native, "verify", folder["both"], "--allow-console-keys").Expect(4), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_terminal_leaves_no_folder()
    {
        using var folder = new TemporaryFolder();
        Tool.Run(Programs.Native, "run", Programs.SingleKeyScript, "--out", folder["out"]).Expect(2);
        Assert.Empty(Contents(folder));
    }

    /// <summary>What became of the script in the ceremony's folder, and what a resume says of it first.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_script_that_was_lost_is_told_by_its_hash(bool isTruncated)
    {
        using var folder = new TemporaryFolder();
        HandMade.Journal(folder["journal.jsonl"], File.ReadLines(room.SingleKey.JournalFile).Take(3));
        if (isTruncated)
        {
            File.WriteAllText(folder["script.yaml"], File.ReadAllText(Programs.SingleKeyScript)[..200]);
        }

        string hash = Tool.Run("sha256sum", Programs.SingleKeyScript).Expect()[..64];
        Ran ran = Tool.Run(Programs.Native, "resume", folder.Path, "--answers", Plain);
        Assert.Equal(
            (1, $"The script in {folder.Path} is not the one that the ceremony began with. Put the reviewed script.yaml with the SHA-256 {hash} back, then try again.\n"),
            (ran.ExitCode, ran.Errors));
    }

    [Fact]
    public void Garbage_in_a_rehearsal_s_PINs_names_the_file()
    {
        using var folder = new TemporaryFolder();
        HandMade.Journal(folder["journal.jsonl"], File.ReadLines(room.SingleKey.JournalFile).Take(3));
        File.Copy(Programs.SingleKeyScript, folder["script.yaml"]);
        Directory.CreateDirectory(folder["rehearsal"]);
        File.WriteAllText(folder["rehearsal/pins.json"], "garbage");
        Ran ran = Tool.Run(Programs.Native, "resume", folder.Path, "--answers", Plain);
        ran.Expect(1);
        Assert.StartsWith($"The rehearsal's file {folder["rehearsal/pins.json"]} is damaged: ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_scripts_the_good_ones_are_told_and_the_bad_ones_too()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["bad.yaml"], "format: ceremony-script/2\n");
        Ran ran = Tool.Run(Programs.Native, "check", Programs.SingleKeyScript, folder["bad.yaml"], Programs.SingleKeyScript);
        Assert.Equal(2, ran.Expect(2).Split('\n').Count(line => line.StartsWith($"{Programs.SingleKeyScript}: ", StringComparison.Ordinal)));
        Assert.Equal($"{folder["bad.yaml"]}:1:9: \"format\" must be ceremony-script/1: this program reads no other\n", ran.Errors);
    }

    // Elliptic curves are quick.
    private static string Quick(TemporaryFolder folder)
    {
        string script = folder["quick.yaml"];
        File.WriteAllText(script, File.ReadAllText(Programs.SingleKeyScript).Replace("rsa-4096", "ec-p256", StringComparison.Ordinal));
        return script;
    }

    private static IReadOnlyList<string> Contents(TemporaryFolder folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Order().Select(path => File.Exists(path) ? $"{path}={File.ReadAllText(path)}" : path)];
}
