namespace Ceremony.Forgery.Tests.Lies;

/// <summary>
/// The lies that are still called VALID, by their names: a line each in <c>not-yet-refused.txt</c>. A test fails as soon as one of them is refused, so
/// that it is taken from the list.
/// </summary>
internal static class NotYetRefused
{
    public static IReadOnlySet<string> Names { get; } =
        File.ReadLines(Repository.PathOf("tests", "Ceremony.Forgery.Tests", "Lies", "not-yet-refused.txt")).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal);
}
