using CeremonyTui.Tests.Killing;
using CeremonyTui.Tests.Rehearsals;

namespace CeremonyTui.Tests.Devices;

/// <summary>
/// A device gives back something wrong, once, at a call of the bootstrap, from its first call on: that is refused, and another try leads to the end with a device that is well again; or nothing that matters is another.
/// <c>make test</c> tries a call of each function, <c>make sweep</c> the first 40.
/// </summary>
public sealed class FaultyDeviceTests(FaultyModule module, RehearsalRoom room) : IClassFixture<FaultyModule>, IDisposable
{
    private const int FirstCalls = 40;
    private const int KeysOfFirstHalf = 5;
    private const int SignaturesOfFirstHalf = 11;
    private const string Again = "exception: again";

    // By turns a pair is made under another CKA_ID than was asked for: the officers have it removed.
    private const string Remove = "exception: remove";
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_SWEEP") == "full";
    private static readonly string[] Servers = ["tls", "pin", "kek", "kar"];
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_wrong_once_is_refused_or_changes_nothing_and_the_ceremony_comes_to_the_same_end()
    {
        AssertWhole("C_Sign:7,C_GenerateKeyPair:4,C_GetAttributeValue:2", Remove, Quick(Outcome.Facts(room.Bootstrap)), []);
    }

    [Fact]
    public void So_it_is_with_each_of_the_first_calls()
    {
        Assert.SkipUnless(IsFull, "make sweep");
        string shorter = Quick(Outcome.Facts(room.Bootstrap));
        string longer = Outcome.Facts(Held("healthy", Servers, "", Again));
        var troubles = new List<string>();
        foreach ((string calls, string answer, bool isLonger) in Each())
        {
            try
            {
                AssertWhole(calls, answer, isLonger ? longer : shorter, isLonger ? Servers : []);
            }
            catch (Exception trouble)
            {
                troubles.Add($"{calls} was wrong: {trouble.Message}");
            }
        }

        Assert.Equal([], troubles);
    }

    private static IEnumerable<(string Calls, string Answer, bool IsLonger)> Each() =>
    [
        .. Enumerable.Range(1, FirstCalls).Select(number => ($"C_GetAttributeValue:{number}", Again, false)),
        .. Enumerable.Range(1, KeysOfFirstHalf + Servers.Length).Select(number => ($"C_GenerateKeyPair:{number}", number % 2 == 0 ? Remove : Again, number > KeysOfFirstHalf)),
        .. Enumerable.Range(1, FirstCalls).Select(number => ($"C_Sign:{number}", Again, number > SignaturesOfFirstHalf)),
    ];

    private void AssertWhole(string calls, string answer, string facts, IReadOnlyList<string> servers)
    {
        Rehearsal rehearsal = Held($"faulty-{Guid.NewGuid():n}", servers, calls, answer);
        Outcome.AssertWhole(rehearsal, facts, new Dictionary<string, int> { { "CM-HSM", 1 + servers.Count }, { "00004711", 2 }, { "00004712", 2 } });
        Directory.Delete(rehearsal.Folder, recursive: true);
    }

    // Whatever is wrong happens once: everybody tries again.
    private Rehearsal Held(string name, IReadOnlyList<string> servers, string calls, string answer)
    {
        string[] wrong = calls.Split(',', StringSplitOptions.RemoveEmptyEntries);
        string again = wrong.Length == 0 ? "" : $"  after-refusal: [{string.Join(", ", wrong.Select(_ => "again"))}]\n";
        File.WriteAllText(_folder["answers.yaml"], File.ReadAllText(Programs.FirstHalfAnswers).Replace("everywhere:\n", $"everywhere:\n{again}  {answer}\n", StringComparison.Ordinal));
        File.WriteAllText(_folder["log"], "");
        string folder = _folder[name];
        IReadOnlyList<string> command = [.. module.Words(calls, _folder["log"]), Programs.Native, "rehearse", Script(servers), "--answers", _folder["answers.yaml"], "--out", folder];
        Tool.Run(command[0], command.Skip(1)).Succeeded();
        Assert.Equal(wrong.Order(), File.ReadAllLines(_folder["log"]).Order());
        return new Rehearsal(folder);
    }

    private string Script(IReadOnlyList<string> servers)
    {
        string more = string.Concat(servers.Select(name => $$"""
                  - { id: {{name}}-key, do: generate-key, key: {{name}}, token: hsm, algorithm: ec-p256, usage: [sign] }
                  - { id: {{name}}-request, do: request-certificate, key: {{name}}, subject: [ { CN: {{name}} } ], key-usage: [digitalSignature], name: {{name}} }
                  - { id: {{name}}-certificate, do: issue-certificate, request: {{name}}.csr, procedure: '${step.secure-communication}', subject-name: {{name}}, name: {{name}} }
                  - { id: {{name}}-install, do: install-certificate, certificate: {{name}}.crt, token: hsm, key: {{name}} }

            """));
        File.WriteAllText(_folder["script.yaml"], Quick(File.ReadAllText(Programs.FirstHalfScript))
            .Replace("  - act: The end\n", more.Length == 0 ? "  - act: The end\n" : $"  - act: Keys of servers\n    steps:\n{more}\n  - act: The end\n", StringComparison.Ordinal));
        return _folder["script.yaml"];
    }

    // Keys that are quicker to make.
    private static string Quick(string text) => text
        .Replace("rsa-4096", "ec-p256", StringComparison.Ordinal)
        .Replace("rsa-2048", "ec-p256", StringComparison.Ordinal)
        .Replace("sha256-rsa", "sha256-ecdsa", StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();
}
