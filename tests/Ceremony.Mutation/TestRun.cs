namespace Ceremony.Mutation;

/// <summary>What a test that is a trial tells.</summary>
internal static class TestRun
{
    public const string Passed = "passed";
    public const string Failed = "failed";
}
