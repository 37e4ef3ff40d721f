namespace CeremonyTui.Tests;

/// <summary>What is expected of a program that was run from outside.</summary>
internal static class Expectations
{
    /// <summary>The output, where the exit code is the wanted one; fails with everything that was written otherwise.</summary>
    public static string Expect(this Ran ran, int exitCode = 0)
    {
        Assert.True(ran.ExitCode == exitCode, $"{ran.Command} exited with {ran.ExitCode}, not {exitCode}.\n{ran.Told}");
        return ran.Output;
    }
}
