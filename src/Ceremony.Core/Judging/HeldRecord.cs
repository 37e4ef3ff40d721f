namespace Ceremony.Core.Judging;

/// <summary>The record of a ceremony, as the program that holds it has it: the very bytes that it goes on from.</summary>
/// <param name="Journal">The journal's bytes, whole lines only.</param>
/// <param name="Script">The script's bytes.</param>
/// <param name="Artifacts">The artifacts that are there, by their names.</param>
public sealed record HeldRecord(byte[] Journal, byte[] Script, IReadOnlyDictionary<string, byte[]> Artifacts);
