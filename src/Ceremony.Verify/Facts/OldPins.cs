using Ceremony.Core.Facts;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The backups that hold old PINs: which they are, and whether a step that was to remove or move them left one.</summary>
internal static class OldPins
{
    private const string None = "No PIN can be found in what was read, shown or edited in configurations.";

    /// <summary>What is wrong with a step that is done, as a clause, or null.</summary>
    public static string? Problem(Evidence evidence, JournalLine done) => Left(evidence.RegistryAfter(done).Facts) is [var first, ..]
        ? $"the step is done, but the backup {first}, which holds old PINs, was neither removed nor moved"
        : null;

    /// <summary>What the check of secrets says, with the backups that are left.</summary>
    public static string Words(Evidence evidence) => Left(evidence.Registry.Facts) switch
    {
        [] => None,
        [var one] => $"{None} A backup that holds old PINs is left: {one}.",
        var left => $"{None} {Evidence.Text(left.Count)} backups that hold old PINs are left: {string.Join(", ", left)}.",
    };

    private static List<string> Left(IReadOnlyList<CeremonyFact> facts) => [.. facts.Select(Kept).OfType<string>().Except(facts.OfType<BackupCleared>().Select(cleared => cleared.File))];

    // A configuration with PINs in it, or a soft token, which somebody may open with a PIN of before.
    private static string? Kept(CeremonyFact fact) => fact switch
    {
        ConfigEdited { OldPins.Count: > 0 } edited => edited.Backup,
        FilePlaced placed when Path.GetExtension(placed.File).ToUpperInvariant() is ".P12" or ".PFX" => placed.Backup,
        FileRemoved removed when Path.GetExtension(removed.File).ToUpperInvariant() is ".P12" or ".PFX" => removed.Backup,
        _ => null,
    };
}
