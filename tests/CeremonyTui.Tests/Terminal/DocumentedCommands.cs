namespace CeremonyTui.Tests.Terminal;

/// <summary>The commands that a document has its reader type.</summary>
internal static class DocumentedCommands
{
    private const string Indent = "    ";

    /// <summary>The blocks of code of one section, in their order, each as it stands there without its indent.</summary>
    public static IReadOnlyList<string> Of(string document, string section)
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("docs", document));
        int heading = Array.IndexOf(lines, $"## {section}");
        Assert.True(heading >= 0, $"docs/{document} has no section \"{section}\".");
        var blocks = new List<string>();
        bool isInside = false;
        foreach (string line in lines.Skip(heading + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))
        {
            bool isCode = line.StartsWith(Indent, StringComparison.Ordinal);
            if (isCode && isInside)
            {
                blocks[^1] += $"\n{line[Indent.Length..]}";
            }
            else if (isCode)
            {
                blocks.Add(line[Indent.Length..]);
            }

            isInside = isCode;
        }

        return blocks;
    }
}
