namespace CeremonyTui.Tests.CommandLine;

/// <summary>A rehearsal has what its script's laboratory makes, and does nothing to real services.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class LaboratoryTests
{
    private const string Told = "printf '%s\\n' \"$PWD\" \"$CEREMONY_FOLDER\" \"$CEREMONY_SCRIPT_FOLDER\" \"$CEREMONY_PINS\" \"$SOFTHSM2_CONF\" \"$CEREMONY_PARAMETER_SERVICE_CONTROL\" \"$@\"";

    [Fact]
    public void The_laboratory_is_made_in_the_ceremony_s_folder_and_told_where_everything_is()
    {
        using var place = new TemporaryFolder();
        string script = Script(place, $"mkdir rehearsal/laboratory\n{Told} >rehearsal/laboratory/told\ngrep -q '\"pin hsm\"' \"$CEREMONY_PINS\"");

        Rehearse(script, place["out"]).Expect();

        Assert.Equal(
            [place["out"], place["out"], place.Path, place["out/rehearsal/pins.json"], place["out/rehearsal/softhsm2.conf"], "rehearsal/laboratory/service", "one", "and two"],
            File.ReadAllLines(place["out/rehearsal/laboratory/told"]));
    }

    [Fact]
    public void One_that_fails_is_told_by_its_last_lines_and_nothing_has_begun()
    {
        using var place = new TemporaryFolder();
        string script = Script(place, "mkdir rehearsal/laboratory\necho 'no port is free' >&2\nexit 7");

        Ran failed = Rehearse(script, place["out"]);

        Assert.Equal((3, "The rehearsal's laboratory could not be set up: lab/make ended with exit code 7.\n  no port is free\n"), (failed.ExitCode, failed.Errors));
        Assert.Equal(0, new FileInfo(place["out/journal.jsonl"]).Length);
        Script(place, "exit 0");
        Rehearse(script, place["out"]).Expect();
    }

    [Fact]
    public void One_that_is_not_there_is_said_to_be_so()
    {
        using var place = new TemporaryFolder();
        string script = Script(place, "exit 0");
        File.Delete(place["lab/make"]);

        Ran failed = Rehearse(script, place["out"]);

        Assert.Equal(3, failed.ExitCode);
        Assert.StartsWith($"The program {place["lab/make"]} could not be started", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_does_nothing_to_real_services_and_what_is_given_comes_before_what_the_script_sets()
    {
        using var place = new TemporaryFolder();
        string script = Script(place, "exit 0");

        Ran refused = Rehearse(script, place["out"], "--set", "service-control=/usr/bin/systemctl");

        Assert.Equal(
            (2, "The service \"cf\" is controlled by /usr/bin/systemctl, but a rehearsal never touches real services: have the laboratory make a program of its own, and name that program under \"rehearsal\", \"set\".\n"),
            (refused.ExitCode, refused.Errors));
        Assert.False(Directory.Exists(place["out"]));
    }

    private static Ran Rehearse(string script, string folder, params IEnumerable<string> more) =>
        Tool.Run(Programs.Native, ["rehearse", script, "--answers", Programs.SingleKeyAnswers, "--out", folder, .. more]);

    // Elliptic curves are quick.
    private static string Script(TemporaryFolder place, string laboratory)
    {
        Directory.CreateDirectory(place["lab"]);
        File.WriteAllText(place["lab/make"], $"#!/bin/sh\nset -e\n{laboratory}\n");
        File.SetUnixFileMode(place["lab/make"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string script = File.ReadAllText(Programs.SingleKeyScript).Replace("rsa-4096", "ec-p256", StringComparison.Ordinal)
            .Replace("\ntokens:\n", "  service-control: { ask: Program that controls services, default: /usr/bin/systemctl }\n\ntokens:\n", StringComparison.Ordinal)
            .Replace("\nacts:\n", "\nservices:\n  cf: { unit: cf, control: '${param.service-control}' }\n\nrehearsal:\n  laboratory: [lab/make, one, and two]\n  set: { service-control: rehearsal/laboratory/service }\n\nacts:\n", StringComparison.Ordinal);
        File.WriteAllText(place["script.yaml"], script);
        return place["script.yaml"];
    }
}
