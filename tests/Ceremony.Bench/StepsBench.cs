using System.Security.Cryptography;

namespace Ceremony.Bench;

/// <summary>Long ceremonies: what a step costs after many others, and what reading them back costs.</summary>
internal static class StepsBench
{
    private static readonly int[] Counts = [250, 500, 1_000, 2_000];

    public static IEnumerable<Figure> Measure()
    {
        var rows = new List<Row>();
        foreach (int count in Counts)
        {
            using var folder = new TemporaryFolder();
            string ceremony = folder["ceremony"];
            var held = Measured.Middle(() => Hold(count, folder, ceremony));
            string fingerprint = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(ceremony, "transcript", "SHA256SUMS"))));
            var verified = Measured.Middle(() => Measured.Run(Subject.Program, "verify", ceremony, "--allow-console-keys", "--fingerprint", fingerprint));
            string journal = Path.Combine(ceremony, "journal.jsonl");
            rows.Add(new Row(count, held, verified, new FileInfo(journal).Length, File.ReadLines(journal).Count()));
            yield return new Figure($"{count} steps by answers", held.Seconds, "s", null);
            yield return new Figure($"{count} steps by answers: memory", held.Mebibytes, "MiB", 150);
            yield return new Figure($"verify of {count} steps: {rows[^1].Lines} lines", verified.Seconds, "s", null);
            yield return new Figure($"verify of {count} steps: memory", verified.Mebibytes, "MiB", 150);
        }

        (Row before, Row last) = (rows[^2], rows[^1]);
        yield return new Figure($"a step among the last of {last.Steps} / one among the first of {Counts[0]}", (last.Held.Seconds - before.Held.Seconds) / (last.Steps - before.Steps) * 1000, "ms", 1.1) { Other = (rows[1].Held.Seconds - rows[0].Held.Seconds) / (rows[1].Steps - rows[0].Steps) * 1000 };
        yield return new Figure("verify of twice the lines / of the lines", last.Verified.Seconds, "s", 2.1) { Other = before.Verified.Seconds };
        yield return new Figure("verify: megabytes a second", (last.Bytes - before.Bytes) / 1e6 / (last.Verified.Seconds - before.Verified.Seconds), "MB/s", 50) { MoreIsBetter = true };
    }

    private static Measured Hold(int count, TemporaryFolder folder, string ceremony)
    {
        if (Directory.Exists(ceremony))
        {
            Directory.Delete(ceremony, recursive: true);
        }

        string script = folder["script.yaml"];
        string answers = folder["answers.yaml"];
        File.WriteAllText(script, LongScript.Of(count));
        File.WriteAllText(answers, LongScript.Answers);
        return Measured.Run(Subject.Program, "rehearse", script, "--answers", answers, "--out", ceremony);
    }

    private sealed record Row(int Steps, Measured Held, Measured Verified, long Bytes, int Lines);
}
