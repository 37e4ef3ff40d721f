namespace Ceremony.Machine.Tests;

/// <summary>What a process of its own sees of itself.</summary>
internal static class SecrecyChild
{
    private const int GetDumpable = 3;

    /// <summary>Prints it; false for what is another child's to do.</summary>
    public static bool Run(string verb)
    {
        switch (verb)
        {
            case "terminal":
                Console.WriteLine(new LinuxMachine().Terminal is { } seen ? $"{seen.Name} {seen.Columns} {seen.Rows} {seen.IsConsole}" : "none");
                return true;
            case "dumpable":
                Console.WriteLine($"dumpable {LibC.ControlProcess(GetDumpable, 0, 0, 0, 0)}");
                return true;
            case "hidden":
                OwnMemory.Hide();
                Console.WriteLine($"dumpable {LibC.ControlProcess(GetDumpable, 0, 0, 0, 0)}");
                Console.WriteLine(File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max core file size", StringComparison.Ordinal)));
                return true;
            default:
                return false;
        }
    }
}
