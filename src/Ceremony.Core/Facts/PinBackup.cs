namespace Ceremony.Core.Facts;

/// <summary>A backup of this ceremony that holds PINs, or keys under a former PIN: of a configuration that had PINs in it, or of a soft token that was replaced or removed.</summary>
/// <param name="File">The backup.</param>
/// <param name="Pins">The names of the PINs in it; empty where it is a soft token.</param>
/// <param name="Sha256">SHA-256 of it, of the masked form of a configuration, lower-case hex; null where no fact tells it.</param>
public sealed record PinBackup(string File, IReadOnlyList<string> Pins, string? Sha256)
{
    private static readonly string[] SoftTokenEndings = [".p12", ".pfx"];

    /// <summary>Whether it is a configuration, of which only the masked form is ever hashed.</summary>
    public bool IsConfiguration => Pins.Count > 0;

    /// <summary>What is in it, for people.</summary>
    public string Holds => IsConfiguration ? string.Join(", ", Pins) : "a soft token";

    /// <summary>All that were kept, in the order in which they were, whatever became of them since.</summary>
    public static IEnumerable<PinBackup> Of(IEnumerable<CeremonyFact> facts) => facts.Select(Of).OfType<PinBackup>();

    /// <summary>Those of which the record tells neither that they were removed nor that they were moved.</summary>
    public static IReadOnlyList<PinBackup> LeftOf(IReadOnlyCollection<CeremonyFact> facts) =>
        [.. Of(facts).Where(backup => !facts.OfType<BackupCleared>().Any(cleared => cleared.File == backup.File))];

    private static PinBackup? Of(CeremonyFact fact) => fact switch
    {
        ConfigEdited { Backup.Length: > 0, OldPins.Count: > 0 } edited => new(edited.Backup, edited.OldPins, edited.Before),
        FilePlaced { Backup: { } backup } placed when IsSoftToken(placed.File) => new(backup, [], null),
        FileRemoved { Backup: { } backup } removed when IsSoftToken(removed.File) => new(backup, [], removed.Sha256),
        _ => null,
    };

    private static bool IsSoftToken(string file) => SoftTokenEndings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
