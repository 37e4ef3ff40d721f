using System.Text;
using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>The script that the README explains line by line is the one in the repository.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_script_in_the_README_is_single_key()
    {
        ScriptReading explained = ScriptReader.Read(Encoding.UTF8.GetBytes(Block()), StepKinds.All);
        Assert.Empty(explained.Problems);
        Assert.Equal(WithoutComments(File.ReadAllText(RepositoryScriptsTests.PathOf("single-key"))), WithoutComments(Block()));
    }

    private static string Block()
    {
        string readme = File.ReadAllText(Repository.PathOf("README.md"));
        const string Fence = "```yaml\n";
        int begin = readme.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return readme[begin..readme.IndexOf("```", begin, StringComparison.Ordinal)];
    }

    // Comments stand behind a blank, and no text of this script holds one.
    private static IEnumerable<string> WithoutComments(string script) => script.Split('\n')
        .Select(line => line.StartsWith('#') ? "" : line.Split(" #")[0].TrimEnd())
        .Where(line => line.Length > 0);
}
