using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Ceremony.Tui.Tests;

/// <summary>Runs the tests; or, with <c>show-room</c>, opens a room on the terminal, for tests of a real one and for whoever wants to look.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["show-room", .. string[] rest] => ShowRoom.Run(rest),
        _ when args.Contains("-automated") || args.Contains("@@") => ConsoleRunner.Run(args),
        _ => TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
