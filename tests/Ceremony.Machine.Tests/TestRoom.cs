using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Files;
using Ceremony.Machine.Pkcs11;
using Ceremony.Machine.Rehearsals;

namespace Ceremony.Machine.Tests;

/// <summary>The SoftHSM2 room of this test process: one folder, set up before the module is loaded, removed at the end.</summary>
internal static class TestRoom
{
    /// <summary>
    /// The collection of all tests that use the room: SoftHSM2 reads a token wrongly while a witness in another process writes to it.
    /// </summary>
    public const string OneAfterAnother = "SoftHSM2";

    /// <summary>Every token's user PIN.</summary>
    public const string Pin = "123456";

    /// <summary>Every token's security officer PIN.</summary>
    public const string OfficerPin = "87654321";

    /// <summary>The label that two tokens have.</summary>
    public const string Twins = "TWIN";

    private static int _tokens;

    static TestRoom()
    {
        string folder = Directory.CreateTempSubdirectory("ceremony-softhsm-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        ConfigurationFile = SoftHsmRoom.Create(new DurableFiles(), folder);
        SoftHsmRoom.Use(ConfigurationFile);
        Module = SoftHsmRoom.FindModule() ?? throw new InvalidOperationException("SoftHSM2 is needed by these tests and is not installed: run .ci/install.");
        // By SoftHSM2's own tool, and before the module is loaded here: it looks for new tokens of others only then.
        for (int twin = 0; twin < 2; twin++)
            Tool.RunAt(ConfigurationFile, "softhsm2-util", "--init-token", "--free", "--label", Twins, "--so-pin", OfficerPin, "--pin", Pin).Succeeded();
        Tokens = new Pkcs11Tokens();
        Tokens.List(Module);
    }

    /// <summary>The configuration file.</summary>
    public static string ConfigurationFile { get; }

    /// <summary>SoftHSM2's module.</summary>
    public static string Module { get; }

    /// <summary>The tokens, open as long as the tests run.</summary>
    public static Pkcs11Tokens Tokens { get; }

    /// <summary>A new token with both PINs.</summary>
    public static TokenEntry NewToken() => Entry(Initialise(withUserPin: true));

    /// <summary>A new token without a user PIN, as a blank officer's card.</summary>
    public static TokenEntry NewBlankCard() => Entry(Initialise(withUserPin: false));

    /// <summary>A session with a new token, its user logged in.</summary>
    public static ITokenSession NewSession(out TokenEntry entry)
    {
        entry = NewToken();
        ITokenSession session = Tokens.Open(entry);
        using Secret pin = Secret.FromText(Pin);
        session.LoginUser(pin);
        return session;
    }

    /// <summary>The entry of a token by its label.</summary>
    public static TokenEntry Entry(string label, string? module = null, string? sha256 = null)
    {
        Assert.True(TokenUri.TryParse($"pkcs11:token={label}", out TokenUri uri, out string problem), problem);
        return new TokenEntry(new TokenRef("hsm"), TokenUse.Hsm, uri, module ?? Module, sha256, "officer", null);
    }

    /// <summary>pkcs11-tool with the token's user logged in: an outside witness.</summary>
    public static string Witness(TokenEntry entry, params string[] arguments) =>
        Tool.RunAt(ConfigurationFile, "pkcs11-tool", ["--module", Module, "--token-label", entry.Called, "--login", "--pin", Pin, .. arguments]).Succeeded().Told;

    private static string Initialise(bool withUserPin)
    {
        string label = $"T-{Interlocked.Increment(ref _tokens)}";
        using Secret officer = Secret.FromText(OfficerPin);
        using Secret user = Secret.FromText(Pin);
        SoftHsmRoom.InitialiseToken(Module, label, officer, withUserPin ? user : null);
        return label;
    }
}
