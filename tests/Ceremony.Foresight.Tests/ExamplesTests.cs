using System.Text;
using Ceremony.Core.Scripts;
using Ceremony.Scripts.Tests;
using Ceremony.Steps;

namespace Ceremony.Foresight.Tests;

/// <summary>The examples of docs/steps.md, each held in memory with what it refers to.</summary>
public sealed class ExamplesTests
{
    // An example shows one step; a whole ceremony has done more before these.
    private static readonly Dictionary<string, string> NeedMore = new()
    {
        ["destroy-key"] = "before the CA \"Boot CA\" is revoked, 2 of the new officers must have signed in, but none did",
        ["revoke-ca"] = "before the CA \"Boot CA\" is revoked, 2 of the new officers must have signed in, but none did",
    };

    public static TheoryData<string> Kinds => [.. StepKinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_example_can_be_done_once_there_are_officers(string name)
    {
        string example = Encoding.UTF8.GetString(ExampleScript.Of(StepKinds.Find(name)!));
        string script = example.Contains("open-boot-kit", StringComparison.Ordinal)
            ? example
            : example.Replace("do: gather }", "do: gather, officer-keys: console }", StringComparison.Ordinal);

        IReadOnlyList<ScriptProblem> problems = (await Held.Of(script)).Problems;

        Assert.Equal(NeedMore.TryGetValue(name, out string? more) ? [more] : [], problems.Select(problem => problem.Sentence[(problem.Sentence.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }
}
