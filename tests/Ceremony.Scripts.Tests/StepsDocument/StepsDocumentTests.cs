using Ceremony.Core.Scripts;
using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>What is written about the kinds of steps is what they are.</summary>
public class StepsDocumentTests
{
    public static TheoryData<string> Names => [.. StepKinds.All.Select(kind => kind.Name)];

    [Fact]
    public void The_document_says_what_the_kinds_are() => Agrees(Repository.PathOf("docs", "steps.md"), StepsDocument.Write());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_README_of_a_kind_says_what_it_does_what_it_refuses_and_how_it_is_undone(string name)
    {
        string folder = string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        StepManual manual = StepKinds.Find(name)!.Manual;
        Agrees(Repository.PathOf("src", "Ceremony.Steps", folder, "README.md"), $"{manual.Does}\n{manual.Refuses}\n{manual.Undo}\n");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_of_a_kind_is_accepted_with_the_examples_that_it_refers_to(string name)
    {
        StepKind kind = StepKinds.Find(name)!;
        ScriptReading reading = ScriptReader.Read(ExampleScript.Of(kind), StepKinds.All);
        Assert.Empty(reading.Lines("example.yaml"));
        BoundScript bound = ScriptBinding.Bind(reading.Script!, new Dictionary<string, string>());
        Assert.Contains(bound.Steps, step => step.Kind == kind);
        Assert.All(bound.Steps, step => Assert.NotEqual("", step.FillForForecast().Forecast().Does));
    }

    [Fact]
    public void No_two_examples_have_steps_of_one_id()
    {
        string[] ids = [.. StepKinds.All.SelectMany(kind => kind.Manual.Example.Split('\n')).Where(line => line.StartsWith('-')).Select(line => line.TrimStart('-', ' ', '{').Split(',')[0])];
        Assert.Equal(ids.Distinct(), ids);
    }

    // What differs is left beside the file, for `make accept`.
    private static void Agrees(string path, string expected)
    {
        string leftOver = $"{path}.actual";
        File.Delete(leftOver);
        if (File.Exists(path) && File.ReadAllText(path) == expected)
            return;

        File.WriteAllText(leftOver, expected);
        Assert.Fail($"{path} is not what the kind says; compare it with {leftOver}, and take that over with `make accept` if it is right.");
    }
}
