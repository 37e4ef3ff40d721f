namespace Ceremony.Mutation;

/// <summary>Runs the test of the tool itself, or with <c>mutate</c> as its first argument the tool.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args switch
    {
        ["mutate", .. var rest] => Campaign.Run(rest),
        _ when args.Any(each => each is "-automated" or "@@") => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
        _ => await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
