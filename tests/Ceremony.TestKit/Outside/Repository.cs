namespace Ceremony.TestKit;

/// <summary>Where the sources lie: some tests read scripts and documents of the repository itself.</summary>
public static class Repository
{
    /// <summary>The file by which the repository's folder is known.</summary>
    public const string Solution = "CeremonyTui.sln";

    /// <summary>The repository's folder: the one above the tests that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path in it.</summary>
    public static string PathOf(params ReadOnlySpan<string> names) => Path.Combine([Root, .. names]);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above the tests holds {Solution}.");
    }
}
