namespace Ceremony.Mutation;

/// <summary>Something that can tell a mutant from the program: a record with its verdict, or a test.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Told">What it tells with the program that is given; the same each time that nothing was changed.</param>
internal sealed record Trial(string Name, Func<Loaded, string> Told)
{
    /// <summary>The blocks that it reaches.</summary>
    public bool[] Reaches { get; set; } = [];

    /// <summary>What it tells without a mutant.</summary>
    public string Expected { get; set; } = "";

    /// <summary>How many mutants it has told.</summary>
    public int Kills { get; set; }
}
