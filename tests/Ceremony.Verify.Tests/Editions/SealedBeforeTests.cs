using Ceremony.TestKit;


namespace Ceremony.Verify.Tests.Editions;

/// <summary>Whatever an earlier version sealed is called today what it was called then.</summary>
public sealed class SealedBeforeTests
{
    /// <summary>Edition and name of every ceremony in the tables.</summary>
    public static TheoryData<string, string> Ceremonies => [.. SealedEdition.All.SelectMany(edition => edition.Listed.Keys.Select(name => (edition.Name, name)))];

    [Fact]
    public void Every_folder_stands_in_its_editions_table_and_every_row_has_its_folder()
    {
        Assert.NotEmpty(SealedEdition.All);
        Assert.All(SealedEdition.All, edition => Assert.Equal(edition.Listed.Keys.Order(StringComparer.Ordinal), edition.Folders));
    }

    [Theory]
    [MemberData(nameof(Ceremonies))]
    public void The_folder_is_called_what_it_was_called(string edition, string name)
    {
        SealedCeremony ceremony = Find(edition, name);
        Assert.Equal(ceremony.OfFolder, Judged(ceremony, ceremony.Folder));
    }

    [Theory]
    [MemberData(nameof(Ceremonies))]
    public void The_archive_alone_is_called_what_it_was_called(string edition, string name)
    {
        SealedCeremony ceremony = Find(edition, name);
        Assert.Equal(ceremony.OfArchive.Length > 0, Directory.Exists(ceremony.Archive));
        if (ceremony.OfArchive.Length > 0)
        {
            Assert.Equal(ceremony.OfArchive, Judged(ceremony, ceremony.Archive));
        }
    }

    [Theory]
    [MemberData(nameof(Ceremonies))]
    public void Keys_made_at_the_console_are_accepted_only_where_that_was_allowed(string edition, string name)
    {
        SealedCeremony ceremony = Find(edition, name);
        if (ceremony.Options == SealedCeremony.AllowConsoleKeys)
        {
            CheckResult failed = Assert.Single(ceremony.Verify(ceremony.Folder, allowConsoleKeys: false).Checks, check => !check.Passed);
            Assert.Equal("console-keys", failed.Name);
        }
    }

    private static SealedCeremony Find(string edition, string name) => SealedEdition.All.Single(each => each.Name == edition).Listed[name];

    // With what failed before it, so that a red test says why.
    private static string Judged(SealedCeremony ceremony, string path)
    {
        Verdict verdict = ceremony.Verify(path);
        return string.Join('\n', verdict.Failures().Append(verdict.FirstLine));
    }
}
