using Ceremony.Engine.Tests.Run;
using Ceremony.Forgery.Tests.Forging;
using Ceremony.Forgery.Tests.Runs;

namespace Ceremony.Forgery.Tests.Hostility;

/// <summary>A file that the program reads, and the command by which it does.</summary>
/// <param name="File">The file within a folder of the test's own.</param>
/// <param name="Prepare">Fills that folder with good files.</param>
/// <param name="Arguments">The command line; <c>*</c> stands for the folder.</param>
internal sealed record Target(string File, Action<string> Prepare, params string[] Arguments)
{
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
    };

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

    private static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        foreach ((string path, byte[] bytes) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            System.IO.File.WriteAllBytes(Path.Combine(folder, path), bytes);
        }
    }
}
