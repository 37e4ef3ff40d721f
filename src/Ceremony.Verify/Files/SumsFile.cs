using System.Globalization;
using System.Text;

namespace Ceremony.Verify;

/// <summary>What SHA256SUMS says. docs/format.md describes its form.</summary>
/// <param name="Ceremony">The ceremony's id.</param>
/// <param name="Mode"><c>production</c> or <c>rehearsal</c>.</param>
/// <param name="Outcome"><c>completed</c> or <c>aborted</c>.</param>
/// <param name="Script">SHA-256 of the script, hex.</param>
/// <param name="JournalLines">How many lines the transcript has.</param>
/// <param name="JournalHead">SHA-256 of the transcript's last line, hex.</param>
/// <param name="Quorum">How many officers had to agree.</param>
/// <param name="Officers">SHA-256 of each rostered officer's SubjectPublicKeyInfo, hex.</param>
/// <param name="Files">Hash and path of every other file, in the order of the paths.</param>
internal sealed record SumsFile(
    string Ceremony,
    string Mode,
    string Outcome,
    string Script,
    long JournalLines,
    string JournalHead,
    long Quorum,
    IReadOnlyList<string> Officers,
    IReadOnlyList<(string Sha256, string Path)> Files)
{
    private const string Format = "# ceremony-archive/1";
    private const int HashLength = 64;

    /// <summary>Reads the file. Null where it does not have exactly the one form; the problem is then a sentence.</summary>
    public static SumsFile? Read(byte[] bytes, out string? problem)
    {
        problem = null;
        if (bytes.Any(each => each is not (byte)'\n' and (< 0x20 or > 0x7e)) || bytes.Length == 0 || bytes[^1] != '\n')
        {
            problem = "SHA256SUMS is not ASCII text that ends with a line feed.";
            return null;
        }

        var lines = new Queue<string>(Encoding.ASCII.GetString(bytes)[..^1].Split('\n'));
        try
        {
            SumsFile read = Read(lines);
            problem = read.Write().AsSpan().SequenceEqual(bytes) ? read.Disorder() : "SHA256SUMS does not have the only form that it may have.";
            return problem is null ? read : null;
        }
        catch (FormatException wrong)
        {
            problem = wrong.Message;
            return null;
        }
    }

    private static SumsFile Read(Queue<string> lines)
    {
        if (!lines.TryDequeue(out string? first) || first != Format)
        {
            throw new FormatException($"SHA256SUMS does not begin with \"{Format}\".");
        }

        string ceremony = Header(lines, "ceremony");
        string mode = Header(lines, "mode");
        string outcome = Header(lines, "outcome");
        string script = Hash(Header(lines, "script"));
        string[] journal = Header(lines, "journal").Split(' ');
        long quorum = Number(Header(lines, "quorum"));
        var officers = new List<string>();
        while (lines.TryPeek(out string? next) && next.StartsWith("# ", StringComparison.Ordinal))
        {
            officers.Add(Hash(Header(lines, "officer")));
        }

        return new SumsFile(ceremony, mode, outcome, script, Number(journal[0]), Hash(journal[^1]), quorum, officers, [.. lines.Select(Entry)]);
    }

    private static string Header(Queue<string> lines, string name)
    {
        string start = $"# {name}: ";
        return lines.TryDequeue(out string? line) && line.StartsWith(start, StringComparison.Ordinal)
            ? line[start.Length..]
            : throw new FormatException($"SHA256SUMS has no line \"# {name}:\" where it belongs.");
    }

    private static (string Sha256, string Path) Entry(string line)
    {
        string path = line.Length > HashLength + 2 && line.Substring(HashLength, 2) == "  " ? line[(HashLength + 2)..] : "";
        return ArchiveFolder.IsPossible(path)
            ? (Hash(line[..HashLength]), path)
            : throw new FormatException($"SHA256SUMS has the line \"{line}\", which does not name a file that an archive can have.");
    }

    private static string Hash(string text) => text.Length == HashLength && text.All(char.IsAsciiHexDigitLower)
        ? text
        : throw new FormatException($"SHA256SUMS has \"{text}\" where 64 lower-case hex digits belong.");

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        ? number
        : throw new FormatException($"SHA256SUMS has \"{text}\" where a whole number belongs.");

    private string? Disorder()
    {
        for (int at = 1; at < Files.Count; at++)
        {
            if (string.CompareOrdinal(Files[at - 1].Path, Files[at].Path) >= 0)
            {
                return $"SHA256SUMS names \"{Files[at].Path}\" out of order or twice.";
            }
        }

        return null;
    }

    private byte[] Write()
    {
        IEnumerable<string> lines =
        [
            Format,
            $"# ceremony: {Ceremony}",
            $"# mode: {Mode}",
            $"# outcome: {Outcome}",
            $"# script: {Script}",
            $"# journal: {JournalLines} {JournalHead}",
            $"# quorum: {Quorum}",
            .. Officers.Select(officer => $"# officer: {officer}"),
            .. Files.Select(file => $"{file.Sha256}  {file.Path}"),
        ];
        return Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n")));
    }
}
