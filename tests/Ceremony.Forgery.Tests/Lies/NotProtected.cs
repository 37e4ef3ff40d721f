namespace Ceremony.Forgery.Tests.Lies;

/// <summary>
/// The lies that nothing in the record contradicts: a line each in <c>not-protected.txt</c>, the lie's name and, behind a colon, the words by which docs/security.md names its kind under "What is not protected".
/// </summary>
internal static class NotProtected
{
    public static IReadOnlyDictionary<string, string> Names { get; } =
        File.ReadLines(Repository.PathOf("tests", "Ceremony.Forgery.Tests", "Lies", "not-protected.txt")).Where(line => line.Length > 0)
            .ToDictionary(line => line[..line.IndexOf(": ", StringComparison.Ordinal)], line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..], StringComparer.Ordinal);
}
