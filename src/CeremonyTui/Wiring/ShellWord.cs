namespace CeremonyTui.Wiring;

/// <summary>A path in a command that people copy from the terminal: a folder may be called like something that a shell acts on, such as <c>$(…)</c>, or hold blanks.</summary>
internal static class ShellWord
{
    /// <summary>The path as one word of a POSIX shell: as it is where every shell takes it so, else in single quotes (POSIX.1-2017, XCU 2.2.2).</summary>
    public static string Of(string path) => path.Length > 0 && path.All(IsPlain) ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char each) => char.IsAsciiLetterOrDigit(each) || each is '/' or '.' or '_' or '-' or '+' or ',' or ':' or '@' or '%';
}
