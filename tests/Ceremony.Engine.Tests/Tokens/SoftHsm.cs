using Ceremony.Core.Secrets;
using Ceremony.Machine.Files;
using Ceremony.Machine.Rehearsals;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>The SoftHSM2 of this test process: one folder, set up before a module is loaded, removed at the end.</summary>
internal static class SoftHsm
{
    /// <summary>The collection of all tests that use it.</summary>
    public const string OneAfterAnother = "SoftHSM2";

    /// <summary>Every token's user PIN.</summary>
    public const string Pin = "123456";

    private const string OfficerPin = "87654321";
    private static int _tokens;

    static SoftHsm()
    {
        string folder = Directory.CreateTempSubdirectory("ceremony-softhsm-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Configuration = SoftHsmRoom.Create(new DurableFiles(), folder);
        SoftHsmRoom.Use(Configuration);
        Module = SoftHsmRoom.FindModule() ?? throw new InvalidOperationException("SoftHSM2 is needed by these tests and is not installed: run .ci/install.");
    }

    /// <summary>Its configuration file, for servers that are started beside.</summary>
    public static string Configuration { get; }

    /// <summary>Its module.</summary>
    public static string Module { get; }

    /// <summary>A label that no token has yet.</summary>
    public static string NewLabel() => $"E-{Interlocked.Increment(ref _tokens)}";

    /// <summary>A new token with both PINs, and its label.</summary>
    public static string NewToken()
    {
        string label = NewLabel();
        using Secret officer = Secret.FromText(OfficerPin);
        using Secret user = Secret.FromText(Pin);
        SoftHsmRoom.InitialiseToken(Module, label, officer, user);
        return label;
    }
}
