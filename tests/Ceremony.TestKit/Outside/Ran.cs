namespace Ceremony.TestKit;

/// <summary>What a program left: its exit code and what it wrote.</summary>
/// <param name="Command">The program with its arguments.</param>
public sealed record Ran(string Command, int ExitCode, string Output, string Errors)
{
    /// <summary>All that it wrote, its errors last.</summary>
    public string Told => Output + Errors;

    /// <summary>The exit code and all that it wrote.</summary>
    public void Deconstruct(out int exitCode, out string told) => (exitCode, told) = (ExitCode, Told);

    /// <summary>This, where the exit code is 0; fails with everything that was written otherwise.</summary>
    public Ran Succeeded() => ExitCode == 0 ? this : throw new InvalidOperationException($"{Command} ended with {ExitCode}:\n{Told}");
}
