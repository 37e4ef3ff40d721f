using System.Globalization;
using Ceremony.Forgery.Tests.Runs;

namespace Ceremony.Forgery.Tests;

/// <summary>
/// Whatever is edited between two runs, no agreement and no deed comes of it. The environment variable CEREMONY_FORGE=full (make forge) has ten thousand
/// edits tried instead of some.
/// </summary>
public sealed class EditSweepTests
{
    private const int Some = 60;
    private const int Many = 10_000;
    private const int Told = 250;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_FORGE") == "full";

    [Fact]
    public void No_edit_between_two_runs_brings_an_agreement_or_a_deed()
    {
        using var sweep = new EditSweep();
        int edits = int.TryParse(Environment.GetEnvironmentVariable("CEREMONY_FORGE_EDITS"), CultureInfo.InvariantCulture, out int told) ? told : IsFull ? Many : Some;
        for (int seed = 1; seed <= edits; seed++)
        {
            sweep.Try(seed);
            if (IsFull && (seed % Told == 0 || seed == edits))
            {
                Tell(sweep, seed);
            }
        }

        Assert.Equal([], sweep.Broken);
    }

    // What make forge prints: also how far it is, since it takes long.
    private static void Tell(EditSweep sweep, int edits) => File.WriteAllLines(
        Path.Combine(Directory.CreateDirectory(Repository.PathOf("artifacts")).FullName, "forgery.txt"),
        [$"{edits} edits of journals of {string.Join(", ", sweep.Lengths)} lines, {sweep.Aborts} of them aborted", .. sweep.Counts.Select(count => $"{count.Value,6}  {count.Key}"), .. sweep.Broken, "", .. sweep.Unprotected.Order(StringComparer.Ordinal)]);
}
