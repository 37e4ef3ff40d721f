using Ceremony.Machine.Tests.Files;

namespace Ceremony.Machine.Tests;

/// <summary>Runs the tests, or with <c>child</c> as its first argument one call of <see cref="Machine.Files.DurableFiles"/>.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["child", string verb, _] when SecrecyChild.Run(verb) => 0,
        ["child", string verb, string path] => Child.Run(verb, path),
        _ when args.Any(each => each is "-automated" or "@@") => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
        _ => await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
