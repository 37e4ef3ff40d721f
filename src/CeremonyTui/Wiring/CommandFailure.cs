namespace CeremonyTui.Wiring;

/// <summary>The exit codes that scripts around the program rely on.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongInput = 2;
    public const int Device = 3;
}

/// <summary>A command cannot be carried out. The sentences go to standard error, the code to the shell.</summary>
internal sealed class CommandFailure(int exitCode, params IReadOnlyList<string> sentences) : Exception(string.Join('\n', sentences))
{
    public int ExitCode { get; } = exitCode;
}
