namespace Ceremony.Core.Screens;

/// <summary>Hashes as people read them: everywhere in the same groups, so that two screens and paper can be compared.</summary>
public static class HexText
{
    /// <summary>Upper-case hex digits in groups of four, between which a line can break.</summary>
    public static string Groups(string hex) => string.Join(' ', hex.ToUpperInvariant().Chunk(4).Select(group => new string(group)));

    /// <summary>Upper-case hex digits in pairs, as serial numbers are read.</summary>
    public static string Pairs(string hex) => string.Join(' ', hex.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));
}
