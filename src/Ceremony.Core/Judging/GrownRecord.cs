namespace Ceremony.Core.Judging;

/// <summary>The record of a ceremony that goes on: what was judged before, and lines that came since.</summary>
/// <param name="Lines">The bytes of all lines, without their line feeds.</param>
/// <param name="Script">The script's bytes.</param>
/// <param name="Artifact">The artifact of that name; null where there is none. Only what the lines since keep is asked for.</param>
public sealed record GrownRecord(IReadOnlyList<ReadOnlyMemory<byte>> Lines, byte[] Script, Func<string, byte[]?> Artifact);
