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

    /// <summary>The bootstrap's parameters as its rehearsal with everything in hardware has them, as lines of a file for <c>--params</c>.</summary>
    public static IEnumerable<string> ParametersOfBootstrap() => File.ReadLines(Repository.PathOf("ceremony-scripts", "nexus-cm-bootstrap", "rehearsals", "hardware.yaml"))
        .SkipWhile(line => line != "parameters:").Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line[2..]);
}
