using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Room;
using Ceremony.Core.Scripts;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Foresight;
using Ceremony.Foresight.Tests;
using Ceremony.Journal.Entries;
using Ceremony.Scripts;
using Ceremony.Steps;

namespace Ceremony.Engine.Tests.Run;

/// <summary>
/// What a silent rehearsal says of a script is what happens in a room: with tokens that ask for the right PIN, soft tokens that are encrypted, files on a disk, and the verifier that judges
/// the record before each deed.
/// </summary>
public sealed class ForeseenTests
{
    private const string BootKit = "- { id: people, do: gather }\n- { id: kit, do: open-boot-kit, folder: boot-kit }";
    // In a rehearsal's room only its own folder is worked on.
    private static readonly string[] OnFiles = ["edit-config", "place-file", "remove-file", "issue-soft-token", "probe-tls", "start-service", "open-boot-kit"];

    public static TheoryData<string> Accepted =>
    [
        Held.Script(""), Held.Script(Held.Ca), Held.Script(Held.Officers, BootKit), Scripts.TwoKeys, Scripts.LoginOfAct, Scripts.ConsoleKeys, Scripts.Attested, Scripts.Replaced,
        File.ReadAllText(Repository.PathOf("tests", "CeremonyTui.Tests", "Scripts", "first-half.yaml")),
    ];

    // Where a sentence holds the time, it is another one each time.
    public static TheoryData<string, string> Refused =>
    [
        .. RefusedScripts.ByState.Concat(RefusedScripts.ByNames).Select(row => (row.Data.Item1, row.Data.Item2)).Where(each => each.Item1 != "proc-outlives" && !each.Item1.StartsWith("together-", StringComparison.Ordinal))
            .Where(each => !OnFiles.Any(kind => each.Item2.Contains($"do: {kind}", StringComparison.Ordinal)) && IsRead(Held.Script(each.Item2))),
    ];

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task What_is_accepted_is_held_to_the_seal(string script)
    {
        Dictionary<string, string> given = script.Contains("boot-kit: { ask", StringComparison.Ordinal) ? new() { ["organisation"] = "Example AB", ["country"] = "SE", ["boot-kit"] = "boot-kit" } : [];
        SilentRehearsal held = await Held.Of(script, given);
        using var stage = new Stage(script, given);

        Assert.Equal([], held.Problems);
        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);
        Assert.Equal([], stage.Findings());
        Assert.Equal(TypedPins.Of(stage), held.Pins.SelectMany(each => each.Uses.Select(use => $"{each.Who}: {use.Times} {use.What}")).Order());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_refused_is_refused_there_with_the_same_words(string name, string steps)
    {
        _ = name;
        string script = Held.Script(steps, BootKit);
        ScriptProblem problem = Assert.Single((await Held.Of(script)).Problems);
        using var stage = new Stage(script) { Judge = new BlindJudge() };
        stage.Room.Instead = (_, prompt) => prompt is ChoicePrompt { Key: "after-refusal" } ? new Chose("leave") : null;

        Assert.Equal(RunEnd.Left, (await stage.Begin()).End);

        Journal.JournalLine refused = stage.Lines.Last(line => line.Entry is StepRefused);
        Assert.StartsWith($"the step \"{refused.Step}\" cannot be done: ", problem.Sentence, StringComparison.Ordinal);
        string reason = problem.Sentence[(problem.Sentence.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        string said = Named(((StepRefused)refused.Entry).Reason).Replace($"The step {refused.Step} cannot be done as the script has it: ", "", StringComparison.Ordinal);
        Assert.Equal(reason[1..], said[1..].TrimEnd('.'));
    }

    // People have other names there.
    private static string Named(string said) => Regex.Replace(said, "Name of ([a-z]+ [0-9])", "Somebody ($1)");

    private static bool IsRead(string script) => ScriptReader.Read(Encoding.UTF8.GetBytes(script), StepKinds.All).Script is not null;
}
