using Ceremony.Engine;
using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>The scripts of this repository, read with the real kinds of steps.</summary>
public class RepositoryScriptsTests
{
    private static readonly string Folder = Repository.PathOf("ceremony-scripts");

    /// <summary>Every script.</summary>
    public static TheoryData<string> Scripts => [.. Directory.EnumerateDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_of_the_repository_can_be_carried_out(string name)
    {
        ScriptReading reading = ScriptReader.Read(File.ReadAllBytes(PathOf(name)), StepKinds.All);
        Assert.Empty(reading.Lines("script.yaml"));
        Assert.Equal(name, reading.Script!.Ceremony);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_rehearsal_of_a_script_is_a_file_of_answers_for_its_own_steps(string name)
    {
        Script script = ScriptReader.Read(File.ReadAllBytes(PathOf(name)), StepKinds.All).Script!;
        string[] rehearsals = Directory.GetFiles(Path.Combine(Folder, name, "rehearsals"), "*.yaml");
        Assert.NotEmpty(rehearsals);
        foreach (string rehearsal in rehearsals)
        {
            AnswersFile answers = AnswersFile.Read(File.ReadAllBytes(rehearsal));
            var given = answers.Parameters.Answers.ToDictionary(answer => answer.Key, LastTry);
            foreach ((string parameter, string value) in script.Rehearsal.Set)
                given.TryAdd(parameter, value);
            // `rehearse` makes a boot kit of its own and sets this parameter.
            if (script.Parameters.Any(parameter => parameter.Name == "boot-kit"))
                given.Add("boot-kit", "rehearsal/boot-kit");
            // What has a default is taken as it is.
            while (ScriptBinding.StillToAsk(script, given) is [{ Default: { } usual } parameter, ..])
                given.Add(parameter.Name, usual);
            Assert.Empty(ScriptBinding.StillToAsk(script, given));
            BoundScript bound = ScriptBinding.Bind(script, given);
            Assert.Empty(answers.Steps.Keys.Except(bound.Steps.Select(step => step.Id)));
            Assert.All(bound.Steps, step => Assert.NotEqual(step.Kind.Summary, step.FillForForecast().Forecast().Does));
        }
    }

    [Theory]
    [InlineData("cards", "ca servers boot card-1 card-2")]
    [InlineData("hsm", "ca servers boot slot-1 slot-2")]
    [InlineData("software", "ca servers boot")]
    public void The_bootstrap_uses_the_tokens_of_the_path_that_was_chosen(string officers, string tokens)
    {
        Script script = ScriptReader.Read(File.ReadAllBytes(PathOf("nexus-cm-bootstrap")), StepKinds.All).Script!;
        BoundScript bound = ScriptBinding.Bind(script, new Dictionary<string, string>
        {
            ["organisation"] = "Example AB",
            ["country"] = "SE",
            ["officer-tokens"] = officers,
            ["boot-kit"] = "/kit",
            ["media"] = "/media",
            ["cm"] = "/cm",
        });
        Assert.Equal(tokens, string.Join(' ', bound.TokensUsed().Select(token => token.Name)));
    }

    // Of several tries, the last is the one that is taken.
    private static string LastTry(Answer answer)
    {
        string text = answer.Next(null);
        while (answer.HasNext)
            text = answer.Next(null);
        return text;
    }

    internal static string PathOf(string name) => Path.Combine(Folder, name, "script.yaml");
}
