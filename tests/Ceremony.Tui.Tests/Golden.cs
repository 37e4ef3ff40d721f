using System.Runtime.CompilerServices;

namespace Ceremony.Tui.Tests;

/// <summary>Compares a text with a file of <c>goldens/</c>; what differs is left beside it as <c>.actual</c>.</summary>
internal static class Golden
{
    public static void Matches(string name, string actual)
    {
        string path = Path.Combine(Folder(), $"{name}.txt");
        string leftOver = $"{path}.actual";
        string expected = File.Exists(path) ? File.ReadAllText(path) : "";
        if (expected == actual)
        {
            File.Delete(leftOver);
            return;
        }

        File.WriteAllText(leftOver, actual);
        Assert.Fail($"{name}.txt is not what was painted; compare it with {name}.txt.actual, and take that over with `make accept` if it is right.\n{actual}");
    }

    public static string Folder([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "goldens");
}
