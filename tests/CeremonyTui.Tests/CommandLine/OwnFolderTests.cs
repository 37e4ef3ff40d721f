using CeremonyTui.Tests.Rehearsals;
using CeremonyTui.Wiring;
using static CeremonyTui.Tests.Rehearsals.ShortAnswers;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>What a ceremony keeps is in its own folder, whatever that is called, and nowhere else.</summary>
public sealed class OwnFolderTests
{
    [Theory]
    [InlineData("journal.jsonl")]
    [InlineData("script.yaml")]
    [InlineData("artifacts")]
    [InlineData("artifacts/key.pub")]
    [InlineData("transcript")]
    [InlineData("rehearsal")]
    [InlineData("diagnostic.log")]
    public void A_link_in_the_place_of_something_that_is_kept_is_refused_and_nothing_is_written_behind_it(string name)
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(Path.GetDirectoryName(place[$"out/{name}"])!);
        File.WriteAllText(place["mine"], "");
        File.CreateSymbolicLink(place[$"out/{name}"], place["mine"]);
        foreach ((int code, string[] command) in new (int, string[])[]
        {
            (2, ["run", Programs.SingleKeyScript, "--out", place["out"]]),
            (2, ["rehearse", Programs.SingleKeyScript, "--answers", Programs.SingleKeyAnswers, "--out", place["out"]]),
            (1, ["resume", place["out"], "--answers", Programs.SingleKeyAnswers]),
            (1, ["abort", place["out"], "--answers", Programs.SingleKeyAnswers]),
        })
        {
            Ran ran = Tool.Run(Programs.Native, command);
            Assert.Equal((code, $"{place[$"out/{name}"]} is a link, and a ceremony keeps nothing behind links: put what it leads to in its place, or give another folder.\n"), (ran.ExitCode, ran.Errors));
        }

        Assert.Equal("", File.ReadAllText(place["mine"]));
        Assert.Equal([place["mine"], place["out"]], Directory.EnumerateFileSystemEntries(place.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("${machinename}")]
    [InlineData("${basedir}-{#}")]
    [InlineData("${environment:HOME}")]
    public void The_diagnostic_log_is_in_the_folder_even_if_that_is_called_like_an_expression(string name)
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place[name]);
        using (var log = new DiagnosticLog(place[name]))
        {
            log.Write("it began");
        }

        Assert.EndsWith(" info it began\n", File.ReadAllText(place[$"{name}/diagnostic.log"]), StringComparison.Ordinal);
        Assert.Equal([place[name]], Directory.EnumerateFileSystemEntries(place.Path));
    }

    [Theory]
    [InlineData("/home/o/ceremony-1_a", "/home/o/ceremony-1_a")]
    [InlineData("/home/o/my ceremony", "'/home/o/my ceremony'")]
    [InlineData("/home/o/$(id)", "'/home/o/$(id)'")]
    [InlineData("/home/o/it's", "'/home/o/it'\\''s'")]
    public void A_command_that_is_shown_can_be_copied_whatever_the_folder_is_called(string folder, string word)
    {
        Assert.Equal(word, ShellWord.Of(folder));
        Assert.Equal(folder, Tool.Run("sh", "-c", $"printf %s {word}").Expect());
    }

    [Fact]
    public void A_rehearsal_that_was_copied_is_resumed_with_its_own_tokens()
    {
        using var place = new TemporaryFolder();
        Leave(place);
        Tool.Run(Programs.Native, "resume", place["copy"], "--answers", Written(place, Everywhere)).Expect();
        Assert.Contains("Signing key", Objects(new Rehearsal(place["copy"])), StringComparison.Ordinal);
        Assert.DoesNotContain("Signing key", Objects(new Rehearsal(place["out"])), StringComparison.Ordinal);
    }

    [Fact]
    public void One_with_a_laboratory_is_not_resumed_where_it_was_copied_to()
    {
        using var place = new TemporaryFolder();
        Leave(place);
        Directory.CreateDirectory(place["copy/rehearsal/laboratory"]);
        Ran ran = Tool.Run(Programs.Native, "resume", place["copy"], "--answers", Written(place, Everywhere));
        Assert.Equal(
            (1, $"The rehearsal in {place["copy"]} is a copy, and its laboratory still works on the folder that it was copied from: resume the rehearsal there, or begin a new one.\n"),
            (ran.ExitCode, ran.Errors));
    }

    [Fact]
    public void One_whose_tokens_are_behind_a_link_is_not_resumed()
    {
        using var place = new TemporaryFolder();
        Leave(place);
        Directory.Delete(place["copy/rehearsal/tokens"], recursive: true);
        Directory.CreateSymbolicLink(place["copy/rehearsal/tokens"], place["out/rehearsal/tokens"]);
        Ran ran = Tool.Run(Programs.Native, "resume", place["copy"], "--answers", Written(place, Everywhere));
        Assert.Equal(
            (1, $"The rehearsal cannot be continued: {place["copy/rehearsal/tokens"]} is a link out of the ceremony's folder. Put back what was there, or begin a new rehearsal.\n"),
            (ran.ExitCode, ran.Errors));
    }

    [Fact]
    public void A_token_with_a_hidden_character_in_its_name_is_listed_so_that_it_is_seen()
    {
        using var place = new TemporaryFolder();
        Directory.CreateDirectory(place["tokens"]);
        File.WriteAllText(place["softhsm2.conf"], $"directories.tokendir = {place["tokens"]}\n");
        Tool.RunAt(place["softhsm2.conf"], "softhsm2-util", "--init-token", "--free", "--label", "Löwe\u202eMSH", "--so-pin", "31415926", "--pin", "271828").Expect();
        Assert.StartsWith("Löwe\\u{202e}MSH  serial ", Tool.RunAt(place["softhsm2.conf"], Programs.Native, "tokens").Expect(), StringComparison.Ordinal);
        string json = Tool.RunAt(place["softhsm2.conf"], Programs.Native, "tokens", "--objects", "--json").Expect();
        Assert.Contains("\"label\":\"Löwe\\u202eMSH\"", json, StringComparison.Ordinal);
        Assert.Equal("Löwe\u202eMSH", (string)System.Text.Json.Nodes.JsonNode.Parse(json)![0]!["label"]!);
    }

    // Left before its key was made, and copied as it was then.
    private static void Leave(TemporaryFolder place)
    {
        Tool.Run(Programs.Native, "rehearse", Programs.SingleKeyScript, "--answers", Written(place, UntilTheKey), "--out", place["out"]).Expect(1);
        TemporaryFolder.Copy(place["out"], place["copy"]);
    }

    private static string Objects(Rehearsal rehearsal) => rehearsal.Pkcs11("CM-HSM", rehearsal.Pins["pin hsm"], "--list-objects");

    private static string Written(TemporaryFolder folder, string answers)
    {
        File.WriteAllText(folder["answers.yaml"], answers);
        return folder["answers.yaml"];
    }
}
