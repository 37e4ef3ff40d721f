using Ceremony.Forgery.Tests.Hostility;

namespace Ceremony.Forgery.Tests;

/// <summary>
/// Whatever lies where the program reads, it ends with a sentence: no stack trace, no more than ten seconds, no more than 300 MB. The environment variable
/// CEREMONY_FORGE=full (make forge) has every input tried at every place instead of each at one.
/// </summary>
public sealed class HostileInputsTests
{
    private const long MostBytes = 300L << 20;
    private const int SegmentationFault = 128;
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("CEREMONY_FORGE") == "full";

    internal static readonly string? Program = new[] { Repository.PathOf("artifacts", "native", "ceremony"), Repository.PathOf("artifacts", "ceremony") }.FirstOrDefault(File.Exists);

    public static TheoryData<string, string> Inputs => [.. Target.All.Keys.Index().SelectMany(target => Malformed.All.Keys.Index()
        .Where(how => IsFull || how.Index % Target.All.Count == target.Index)
        .Select(how => (target.Item, how.Item)))];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Hostile_input_ends_with_a_sentence(string target, string how)
    {
        Assert.SkipWhen(Program is null, "the program is not built: make build");
        using var folder = new TemporaryFolder();
        Target read = Target.All[target];
        read.Prepare(folder.Path);
        Malformed.Put(how, folder[read.File]);
        read.Close?.Invoke(folder.Path);

        BoundedRun ran = BoundedRun.Of(Program!, read.Arguments.Select(argument => argument.Replace("*", folder.Path, StringComparison.Ordinal)));

        Assert.Equal("", ran.Trouble);
        Assert.DoesNotContain("Unhandled exception", ran.Told, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"(?m)^\s+at [\w.<>`]+\(", ran.Told);
        Assert.DoesNotContain('\u001b', ran.Told);
        Assert.NotEmpty(ran.Told);
        Assert.InRange(ran.ExitCode!.Value, 0, SegmentationFault - 1);
        Assert.InRange(ran.MostBytes, 0, MostBytes);
    }
}
