using CeremonyTui.Tests.Devices;

namespace CeremonyTui.Tests.Terminal;

/// <summary>A real ceremony on a token of the test's own, with no network: what of the PINs is in the program's memory.</summary>
public sealed class SecretsInMemoryTests(FaultyModule module) : IClassFixture<FaultyModule>
{
    private const string Script = """
        format: ceremony-script/1
        ceremony: one-key
        version: 1
        title: Make one key
        people:
          - { role: operator, count: 1 }
          - { role: officer, count: 2 }
          - { role: witness, count: 1 }
        confirm: { officers: 2, within: 10 minutes }
        tokens:
          hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/softhsm/libsofthsm2.so, custodian: officer 1 }
        acts:
          - act: All
            steps:
              - { id: room, do: check-room }
              - { id: gather, do: gather, officer-keys: console }
              - { id: key, do: generate-key, key: Signing key, token: hsm, algorithm: ec-p256, usage: [sign] }
              - { id: seal, do: seal-transcript }
        """;

    // The first login is that with a wrong PIN.
    private const string DeviceError = "C_Login:2";

    /// <summary>The program, and whether each PIN comes in one stroke. <c>make test</c> takes each program and each way of typing once, <c>make walk</c> all.</summary>
    public static TheoryData<string, bool> Ways => new() { { "native", false }, { "native", true }, { "managed", false }, { "managed", true } };

    /// <summary>
    /// It runs in namespaces of its own: there it has no network, and whoever made them may read its memory, root or not.
    /// </summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void A_second_after_each_prompt_and_failure_no_PIN_is_in_memory(string program, bool isPasted)
    {
        Assert.SkipUnless(isPasted == (program == "managed") || Environment.GetEnvironmentVariable("CEREMONY_WALK") == "full", "make walk");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["script.yaml"], Script);
        string configuration = MakeToken(folder);
        using var terminal = new Tmux();
        File.WriteAllText(folder["start"], $"""
            set -e
            mount --bind {Directory.CreateDirectory(folder["none"]).FullName} /sys/class/net
            export SOFTHSM2_CONF={configuration} TERM=xterm-256color
            exec {string.Join(' ', module.Words(DeviceError, folder["log"]).Select(Quoted))} '{(program == "native" ? Programs.Native : Programs.Managed)}' run {folder["script.yaml"]} --out {folder["out"]}
            """);
        terminal.Line($"unshare -rnm sh {folder["start"]}; echo code=$?");
        var typist = new SecretTypist(terminal, isPasted);
        bool wasFound = false;
        var robot = new Robot(terminal) { Instead = typist.Act };
        string end = robot.WalkToTheEnd((_, screen) =>
        {
            if (!wasFound && screen.Contains("Olga Berg", StringComparison.Ordinal))
            {
                wasFound = MemoryScan.Find(terminal.Program, "Olga Berg").Count > 0;
                Assert.True(wasFound, "what is known to be in memory was not found");
                AssertHidden(terminal.Program);
            }
        });
        Assert.True(end.Contains("code=0", StringComparison.Ordinal), end);
        Assert.True(wasFound);
        // Two new PINs, each in two goes; a wrong one, the right one when the token fails, and again; two officers who confirm, and sign the archive.
        Assert.True(typist.Looked.Count >= 9, string.Join('\n', typist.Looked));
        Assert.Equal([DeviceError], File.ReadAllLines(folder["log"]));
        Assert.Contains(typist.Looked, title => title.EndsWith("A device failed", StringComparison.Ordinal));
        Assert.Contains("\"kind\":\"sign-in-failed\"", File.ReadAllText(Path.Combine(folder["out"], "journal.jsonl")), StringComparison.Ordinal);
    }

    // No debugger, dump or port of the runtime; the tests' own process shows that such a port would be seen.
    private static void AssertHidden(string process)
    {
        Assert.Matches("(?m)^Max core file size +0 +0 ", File.ReadAllText($"/proc/{process}/limits"));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*"));
        Assert.NotEmpty(Directory.GetFiles(Path.GetTempPath(), $"dotnet-diagnostic-{Environment.ProcessId}-*"));
    }

    private static string Quoted(string word) => $"'{word}'";

    private static string MakeToken(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder["tokens"]);
        File.WriteAllText(folder["softhsm2.conf"], $"directories.tokendir = {folder["tokens"]}\nobjectstore.backend = file\nslots.removable = false\n");
        Tool.RunAt(folder["softhsm2.conf"], "softhsm2-util", "--init-token", "--free", "--label", "CM-HSM", "--so-pin", "so-of-the-tests", "--pin", SecretTypist.Token).Expect();
        return folder["softhsm2.conf"];
    }
}
