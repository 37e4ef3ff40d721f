namespace CeremonyTui.Tests;

/// <summary>The programs under test and the files of the repository. Tests never build them.</summary>
internal static class Programs
{
    /// <summary>The program that needs .NET.</summary>
    public static string Managed => Built("artifacts/ceremony", "make build");

    /// <summary>The program compiled ahead of time.</summary>
    public static string Native => Built("artifacts/native/ceremony", "make native");

    public static string BootstrapScript => InRepository("ceremony-scripts/nexus-cm-bootstrap/script.yaml");

    /// <summary>Answers to the bootstrap by one of its paths.</summary>
    public static string BootstrapAnswers(string path) => InRepository($"ceremony-scripts/nexus-cm-bootstrap/rehearsals/{path}.yaml");

    /// <summary>The bootstrap up to its officers, which is held much faster.</summary>
    public static string FirstHalfScript => InRepository("tests/CeremonyTui.Tests/Scripts/first-half.yaml");

    public static string FirstHalfAnswers => InRepository("tests/CeremonyTui.Tests/Scripts/first-half.answers.yaml");

    public static string SingleKeyScript => InRepository("ceremony-scripts/single-key/script.yaml");

    /// <summary>The same with a key that is quicker to make.</summary>
    /// <param name="folder">Where it is written to.</param>
    public static string QuickSingleKeyScript(TemporaryFolder folder) => QuickScript(SingleKeyScript, folder["quick.yaml"]);

    /// <summary>A script whose keys of 4096 bits are on P-256 instead, which are quicker to make.</summary>
    /// <param name="script">The script.</param>
    /// <param name="quick">Where it is written to.</param>
    public static string QuickScript(string script, string quick)
    {
        File.WriteAllText(quick, File.ReadAllText(script).Replace("rsa-4096", "ec-p256", StringComparison.Ordinal).Replace("sha256-rsa", "sha256-ecdsa", StringComparison.Ordinal));
        return quick;
    }

    public static string SingleKeyAnswers => InRepository("ceremony-scripts/single-key/rehearsals/plain.yaml");

    public static string InRepository(string path) => Repository.PathOf(path);

    private static string Built(string path, string command)
    {
        string program = InRepository(path);
        Assert.True(File.Exists(program), $"{path} is not there: type \"{command}\" first, then run the tests again.");
        return program;
    }
}
