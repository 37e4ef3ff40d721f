using Ceremony.Core.Secrets;
using Ceremony.Engine.Tests.Run;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Forgery.Tests.Runs;
using Ceremony.Pki;

namespace Ceremony.Forgery.Tests.Hostility;

/// <summary>A file that the program reads, and the command by which it does.</summary>
/// <param name="File">The file within a folder of the test's own.</param>
/// <param name="Prepare">Fills that folder with good files.</param>
/// <param name="Arguments">The command line; <c>*</c> stands for the folder.</param>
internal sealed record Target(string File, Action<string> Prepare, params string[] Arguments)
{
    /// <summary>What is done in the folder once the hostile file lies there; null for nothing.</summary>
    public Action<string>? Close { get; init; }

    private static readonly string Reading = Repository.PathOf("tests", "Ceremony.Forgery.Tests", "Hostility", "reading");
    private static readonly string SingleKey = Repository.PathOf("ceremony-scripts", "single-key", "script.yaml");
    private static readonly string Answers = Repository.PathOf("ceremony-scripts", "single-key", "rehearsals", "plain.yaml");

    private static readonly Lazy<IReadOnlyDictionary<string, byte[]>> Unfinished = new(() =>
    {
        using LeftCeremony left = LeftCeremony.At(new Stage(Engine.Tests.Run.Scripts.TwoKeys), "The key is made");
        return Directory.EnumerateFiles(left.Folder, "*", SearchOption.AllDirectories).ToDictionary(path => Path.GetRelativePath(left.Folder, path), System.IO.File.ReadAllBytes);
    });

    public static IReadOnlyDictionary<string, Target> All { get; } = new Dictionary<string, Target>(StringComparer.Ordinal)
    {
        ["a script"] = new("script.yaml", Scripts, "check", "*/script.yaml"),
        ["parameters"] = new("params.yaml", Scripts, "rehearse", "*/script.yaml", "--out", "*/out", "--params", "*/params.yaml", "--answers", "*/answers.yaml"),
        ["answers"] = new("answers.yaml", Scripts, "rehearse", "*/script.yaml", "--out", "*/out", "--answers", "*/answers.yaml"),
        ["a transcript"] = new("transcript/transcript.jsonl", Archive, "verify", "*/transcript"),
        ["sums"] = new("transcript/SHA256SUMS", Archive, "verify", "*/transcript"),
        ["signatures"] = new("transcript/SHA256SUMS.p7s", Archive, "verify", "*/transcript"),
        ["officers' certificates"] = new("transcript/officers.pem", Archive, "verify", "*/transcript"),
        ["an archive's script"] = new("transcript/script.yaml", Archive, "verify", "*/transcript", "--json"),
        ["an artifact"] = new("transcript/artifacts/boot-ca.cer", Archive, "verify", "*/transcript"),
        ["a trusted certificate"] = new("trust.pem", Archive, "verify", "*/transcript", "--trust", "*/trust.pem"),
        ["a journal to verify"] = new("journal.jsonl", Ceremony, "verify", "*"),
        ["a journal to resume"] = new("journal.jsonl", Ceremony, "resume", "*", "--answers", Answers),
        ["a journal to abort"] = new("journal.jsonl", Ceremony, "abort", "*", "--reason", "hostile", "--answers", Answers),
        ["a script to resume"] = new("script.yaml", Ceremony, "resume", "*", "--answers", Answers),
        ["a CRL that the officers sealed"] = new("transcript/artifacts/boot-ca.crl", Whole, "verify", "*/transcript") { Close = folder => SealAgain(folder, "boot-ca.crl") },
        ["a certificate that the officers sealed"] = new("transcript/artifacts/tls.crt", Whole, "verify", "*/transcript") { Close = folder => SealAgain(folder, "tls.crt") },
        ["a request that the officers sealed"] = new("transcript/artifacts/tls.csr", Whole, "verify", "*/transcript") { Close = folder => SealAgain(folder, "tls.csr") },
        ["an officer's soft token"] = Read("boot-kit/officer1.p12"),
        ["the Boot CA's certificate"] = Read("boot-kit/bootca.cer"),
        ["what the Boot CA issued"] = Read("boot-kit/issued.pem"),
        ["the Boot CA's procedures"] = Read("boot-kit/procedures.txt"),
        ["a configuration"] = Read("cm/cm.conf"),
        ["a file to put in place"] = Read("cm/given.cer"),
    };

    // A rehearsal that reads it.
    private static Target Read(string file) => new($"there/{file}", Installation, "rehearse", "*/script.yaml", "--out", "*/out", "--answers", "*/answers.yaml");

    private static readonly Lazy<(IReadOnlyDictionary<string, byte[]> Files, string[] Pins)> Kit = new(() =>
    {
        string[] pins = ["11223344", "55667788"];
        using Secret first = Secret.FromText(pins[0]);
        using Secret second = Secret.FromText(pins[1]);
        return (BootKit.Make(new BootKitOrder("Boot kit", "SE", first, second, DateTimeOffset.UtcNow.AddMinutes(-1)), first), pins);
    });

    private static void Installation(string folder)
    {
        TemporaryFolder.Copy(Reading, folder);
        Write(Path.Combine(folder, "there", "boot-kit"), Kit.Value.Files);
        Directory.CreateDirectory(Path.Combine(folder, "there", "cm"));
        System.IO.File.WriteAllText(Path.Combine(folder, "there", "cm", "cm.conf"), "SSL.cert=old\nSSL.pin=1234\n");
        System.IO.File.WriteAllBytes(Path.Combine(folder, "there", "cm", "given.cer"), Kit.Value.Files["bootca.cer"]);
        System.IO.File.WriteAllBytes(Path.Combine(folder, "there", "boot-kit", "issued.pem"), Kit.Value.Files["bootca.cer"]);
        System.IO.File.WriteAllText(Path.Combine(folder, "there", "boot-kit", "procedures.txt"), "Bootstrap officers\n");
        string answers = Path.Combine(folder, "answers.yaml");
        System.IO.File.WriteAllText(answers, System.IO.File.ReadAllText(answers).Replace("PIN1", Kit.Value.Pins[0], StringComparison.Ordinal).Replace("PIN2", Kit.Value.Pins[1], StringComparison.Ordinal));
    }

    private static void Whole(string folder) => Write(Path.Combine(folder, "transcript"), HonestCeremonies.Whole.Value.Files);

    // Both officers signed what lies there: the verifier does not stop at its hash.
    private static void SealAgain(string folder, string artifact)
    {
        string path = Path.Combine(folder, "transcript", "artifacts", artifact);
        HonestCeremony honest = HonestCeremonies.Whole.Value;
        if (Tool.Run("sh", "-c", "test -f \"$0\" && ! test -L \"$0\"", path).ExitCode != 0)
        {
            return;
        }

        byte[] bytes = System.IO.File.ReadAllBytes(path);
        var forger = new Forger(honest.Lines()) { Files = honest.Unsealed() };
        forger.Files[$"artifacts/{artifact}"] = bytes;
        forger.First(line => line.Text("action/do") == "keep-artifact" && line.Text("action/name") == artifact)
            .Set("receipt/sha256", JournalMaker.Hash(bytes)).Set("receipt/size", bytes.Length);
        Directory.Delete(Path.Combine(folder, "transcript"), recursive: true);
        ForgedArchive.Write(Path.Combine(folder, "transcript"), honest, forger, honest.Keys);
    }

    private static void Scripts(string folder)
    {
        System.IO.File.Copy(SingleKey, Path.Combine(folder, "script.yaml"));
        System.IO.File.Copy(Answers, Path.Combine(folder, "answers.yaml"));
        System.IO.File.WriteAllText(Path.Combine(folder, "params.yaml"), "key: A key\n");
    }

    private static void Archive(string folder)
    {
        HonestCeremony honest = HonestCeremonies.TwoKeys.Value;
        Write(Path.Combine(folder, "transcript"), honest.Files);
        System.IO.File.WriteAllText(Path.Combine(folder, "trust.pem"), Pki.Signatures.ToPem("CERTIFICATE", honest.Trusted[0]));
    }

    private static void Ceremony(string folder) => Write(folder, Unfinished.Value);

    internal static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        foreach ((string path, byte[] bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            System.IO.File.WriteAllBytes(Path.Combine(folder, path), bytes);
        }
    }
}
