using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>What an auditor without our program does: the commands of <c>VERIFY.md</c>, one after the other in one shell.</summary>
internal static partial class StockCommands
{
    /// <summary>Runs the commands of a guide in an archive's folder; the guide is the archive's own unless another is given.</summary>
    public static Ran Run(string archive, string? guide = null)
    {
        string commands = string.Join('\n', Block().Matches(guide ?? File.ReadAllText(Path.Combine(archive, "VERIFY.md"))).Select(block => block.Groups[1].Value));
        return Tool.RunIn(archive, "sh", "-c", commands);
    }

    /// <summary>Whether the commands said everything that the guide promises of an archive of that fingerprint.</summary>
    public static bool Accept(string archive, string guide, string fingerprint)
    {
        Ran ran = Run(archive, guide);
        string said = ran.Output + ran.Errors;
        return said.StartsWith($"{fingerprint}  SHA256SUMS\n", StringComparison.Ordinal)
            && said.Contains("no file is missing, none is unlisted\n", StringComparison.Ordinal)
            && said.Contains("CAdES Verification successful", StringComparison.Ordinal)
            && said.Contains("all of the roster signed, and nobody else\n", StringComparison.Ordinal)
            && JournalEnd().IsMatch(said)
            && !Trouble().IsMatch(said);
    }

    [GeneratedRegex(@"(?ms)^```sh\n(.*?)^```$")]
    private static partial Regex Block();

    [GeneratedRegex("(?m)^# journal: [0-9]+ [0-9a-f]{64}$")]
    private static partial Regex JournalEnd();

    [GeneratedRegex("FAILED|WARNING|does not follow|not an officer's certificate|not what was proposed|Verification failure|(?m:^line [0-9]+: (?!Verified OK$))|verification failed")]
    private static partial Regex Trouble();
}
