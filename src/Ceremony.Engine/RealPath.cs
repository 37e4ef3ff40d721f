namespace Ceremony.Engine;

/// <summary>Where a path leads when every link on its way is followed, as the kernel does it.</summary>
public static class RealPath
{
    // As many as the kernel follows.
    private const int MostLinks = 40;

    /// <summary>The path without links; a part that does not exist is left as it is written.</summary>
    public static string Of(string path)
    {
        string real = "/";
        Stack<string> ahead = Pushed([], Path.Combine(Environment.CurrentDirectory, path));
        for (int links = 0; ahead.TryPop(out string? part);)
        {
            string next = part == ".." ? Path.GetDirectoryName(real) ?? "/" : Path.Combine(real, part);
            if (part != ".." && links < MostLinks && new FileInfo(next).LinkTarget is { } target)
            {
                links++;
                real = Path.IsPathRooted(target) ? "/" : real;
                Pushed(ahead, target);
            }
            else
            {
                real = next;
            }
        }

        return real;
    }

    /// <summary>Whether a path lies in a folder, or is that folder.</summary>
    public static bool IsWithin(string path, string folder) => (Of(path) + "/").StartsWith(Of(folder).TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>
    /// The file that a path names, where it lies in the folder; null where it does not. Links among its folders are followed; the last part is left as
    /// it is written, since whoever opens a file there refuses a link. A relative path begins in the folder.
    /// </summary>
    public static string? Beneath(string folder, string path)
    {
        string named = Path.TrimEndingDirectorySeparator(Path.Combine(folder, path));
        string last = Path.GetFileName(named);
        string real = last is "" or "." or ".." ? Of(named) : Path.Combine(Of(Path.GetDirectoryName(named)!), last);
        return IsWithin(named, folder) && IsWithin(real, folder) ? real : null;
    }

    private static Stack<string> Pushed(Stack<string> ahead, string path)
    {
        foreach (string part in path.Split('/').Where(part => part is not ("" or ".")).Reverse())
        {
            ahead.Push(part);
        }

        return ahead;
    }
}
