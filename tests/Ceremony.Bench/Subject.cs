namespace Ceremony.Bench;

/// <summary>The program that is measured, compiled ahead of time, and where its ceremonies are kept.</summary>
internal static class Subject
{
    /// <summary>The program.</summary>
    public static string Program { get; } = Repository.PathOf("artifacts", "native", "ceremony");

    /// <summary>The smallest ceremony that is shipped.</summary>
    public static string SingleKey { get; } = Repository.PathOf("ceremony-scripts", "single-key", "script.yaml");

    /// <summary>The bootstrap.</summary>
    public static string Bootstrap { get; } = Repository.PathOf("ceremony-scripts", "nexus-cm-bootstrap", "script.yaml");

    /// <summary>Starts a rehearsal at a terminal.</summary>
    public static Terminal Rehearse(string script, string folder, params IReadOnlyList<string> options) => new(80, 24, [Program, "rehearse", script, "--out", folder, .. options]);
}
