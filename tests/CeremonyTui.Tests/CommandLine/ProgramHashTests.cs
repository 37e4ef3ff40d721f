using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>The program's hash in the record is the one that people compute by hand, as docs/operator.md says.</summary>
public sealed class ProgramHashTests
{
    private const string LeaveAtOnce = "format: ceremony-answers/1\nparameters: { key: Signing key }\nsteps: { room: { events: [ { leave: true } ] } }\n";

    [Fact]
    public void Of_the_one_file_it_is_its_SHA_256_whatever_lies_beside_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["program"]);
        File.Copy(Programs.Native, folder["program/ceremony"]);
        File.WriteAllText(folder["program/stray.dll"], "of another program");
        Assert.Equal(Shell(folder["program"], "sha256sum ceremony"), Recorded(folder, folder["program/ceremony"]));
    }

    [Fact]
    public void Of_the_one_that_needs_NET_it_is_that_of_the_list_of_its_libraries()
    {
        using var folder = new TemporaryFolder();
        string libraries = Path.Combine(Path.GetDirectoryName(Programs.Managed)!, "lib");
        Assert.Equal(Shell(libraries, "export LC_ALL=C && sha256sum *.dll | sha256sum"), Recorded(folder, Programs.Managed));
    }

    private static string Shell(string folder, string command) => Tool.RunIn(folder, "sh", "-c", command).Expect()[..64];

    private static string Recorded(TemporaryFolder folder, string program)
    {
        File.WriteAllText(folder["answers.yaml"], LeaveAtOnce);
        Tool.Run(program, "rehearse", Programs.SingleKeyScript, "--answers", folder["answers.yaml"], "--out", folder["out"]).Expect(1);
        return (string)new Rehearsal(folder["out"]).Lines[0]["program-sha256"]!;
    }
}
