using System.Text.RegularExpressions;

namespace Ceremony.Mutation;

/// <summary>Something that can tell a mutant from the program: a record with its verdict, or a test.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Told">What it tells with the program that is given; the same each time that nothing was changed.</param>
internal sealed partial record Trial(string Name, Func<Loaded, string> Told)
{
    /// <summary>The blocks that it reaches.</summary>
    public bool[] Reaches { get; set; } = [];

    /// <summary>What it tells without a mutant.</summary>
    public string Expected { get; set; } = "";

    /// <summary>How many mutants it has told.</summary>
    public int Kills { get; set; }

    /// <summary>What kind of verdict it has, without what differs from record to record; null where a trial is like no other.</summary>
    public string? Kind => Expected == TestRun.Passed ? null : Varying().Replace(string.Join('\n', Expected.Split('\n').Where(line => line.Length > 0 && (line[0] is '×' or '?' || char.IsAsciiDigit(line[0])))), "#");

    [GeneratedRegex("[0-9A-Fa-f]{2,}|[0-9]")]
    private static partial Regex Varying();
}
