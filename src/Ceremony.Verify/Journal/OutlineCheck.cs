using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The ceremony is that of its script: its id, title and limits, the values, tokens and steps that the script has with them, and what each step was about.</summary>
internal static class OutlineCheck
{
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        JournalLine? parameters = evidence.Of("parameters").FirstOrDefault();
        ListedSteps? listed = null;
        IEnumerable<LineWalk> started = parameters is null ? [] : Check.EachLine(["step-started"], line => Started(listed ??= new(parameters.Json["steps"].AsList()), line) is { } problem ? [problem] : []);
        return evidence.Outline is not { } outline || parameters is null
            ? parameters is not null && MustBind(evidence) ? started.Concat(Check.AtBeginning(() => ["script.yaml cannot be read, or cannot be filled in with the parameters of line 2."])) : started
            : Check.EachLine(line => line == evidence.Opened, line => OfOpened(evidence, outline, line))
                .Concat(Check.EachLine(line => line.Seq == parameters.Seq, line => OfParameters(evidence, outline, line)))
                .Concat(started)
                .Concat(StepFields.Problems(evidence, outline))
                .Concat(ScriptWords.Problems(evidence, outline));
    }

    /// <summary>What holds, and whether anybody compared the record with the script.</summary>
    public static string Words(Evidence evidence) => evidence switch
    {
        { Outline: not null } => "Ceremony, parameters, tokens and steps are those of script.yaml, and the steps were about what it says.",
        { Script: null } => "The steps are those of the list of steps; there is no script here to compare them with.",
        { Options.Binder: null } => "The steps are those of the list of steps; nothing that reads scripts was there to compare them with script.yaml.",
        _ => "The steps are those of the list of steps; script.yaml is written for another version of the program and was not compared with them.",
    };

    // Else a parameter more would be enough not to be compared.
    private static bool MustBind(Evidence evidence) => evidence is { Script: not null, Options.Binder: not null } && evidence.Rules.Edition == KnownEditions.Newest.Edition;

    // Whether it is in the list at all is said elsewhere.
    private static string? Started(ListedSteps listed, JournalLine line) => listed.PlaceOf(line.Step) is not { } place ? null
        : line.Json.Text("title") != listed.All[place].Text("title") ? $"the step \"{line.Step}\" has another title than in the list of steps"
        : line.Json.Number("number") == place + 1 ? null : $"the step \"{line.Step}\" is number {Evidence.Text(place + 1)} in the list of steps";

    private static IEnumerable<string> OfOpened(Evidence evidence, ScriptOutline outline, JournalLine line)
    {
        JsonMap confirm = line.Json["confirm"].AsMap();
        (string What, bool IsSame)[] compared =
        [
            ("id", line.Json.Text("ceremony") == outline.Ceremony),
            ("title", line.Json.Text("title") == outline.Title),
            ("version", line.Json.Number("version") == outline.Version),
            ("number of officers who confirm", confirm.Number("officers") == outline.Officers),
            ("time to confirm", confirm.Number("within") == outline.WithinSeconds),
            ("signing on leave", !evidence.Rules.HasSheets || line.Json.Find("sign-on-leave") is not null == outline.SignsOnLeave),
            ("list of network interfaces that may be up", OpenAirGap.Named(line.Json).SequenceEqual(outline.InterfacesUp)),
            ("list of PKCS#11 modules, or what is set for them,", evidence.Rules.Edition != KnownEditions.Newest.Edition || HasModules(outline, line)),
            ("field installation", !evidence.Rules.SaysWhoseItIs || line.Json.Find("installation")?.AsText() == outline.Installation),
        ];
        return compared.Where(each => !each.IsSame).Select(each => $"the {each.What} is not the one in script.yaml");
    }

    // A rehearsal's tokens are SoftHSM2's, whatever the script names, and it is given nothing.
    internal static bool HasModules(ScriptOutline outline, JournalLine line)
    {
        Dictionary<string, JsonMap> given = RecordedModules.Given(line.Json);
        return line.Json.Text("mode") == "production"
            ? outline.Modules.Count == given.Count && outline.Modules.All(module => given.TryGetValue(module.Module, out JsonMap? recorded) && recorded.Equals(RecordedModules.Given(module)))
            : given.Values.All(each => each.Equals(RecordedModules.Given(new OutlineModule("", [], [], null))));
    }

    private static IEnumerable<string> OfParameters(Evidence evidence, ScriptOutline outline, JournalLine line)
    {
        if (!outline.Values.Select(value => (value.Key, value.Value)).ToHashSet().SetEquals(line.Json["values"].AsMap().Select(value => (value.Key, value.Value.AsText()))))
        {
            yield return "the parameters are not those that script.yaml asks for";
        }

        if (!outline.Tokens.Select(token => (token.Token, token.Called)).SequenceEqual(line.Json["tokens"].AsList().Select(token => (token.AsMap().Text("token"), token.AsMap().Text("called")))))
        {
            yield return "the tokens are not those of script.yaml";
        }

        JsonMap[] steps = [.. line.Json["steps"].AsList().Select(step => step.AsMap())];
        for (int at = 0; at < Math.Max(steps.Length, outline.Steps.Count); at++)
        {
            if (at >= steps.Length || at >= outline.Steps.Count || !IsSame(evidence, outline.Steps[at], steps[at]))
            {
                yield return at < outline.Steps.Count
                    ? $"step {Evidence.Text(at + 1)} of script.yaml, \"{outline.Steps[at].Id}\", is not the one in the list of steps"
                    : $"the step \"{steps[at].Text("id")}\" is not in script.yaml";
            }
        }
    }

    // The words of a title belong to the edition; those of earlier ones were others.
    private static bool IsSame(Evidence evidence, OutlineStep step, JsonMap listed) =>
        step.Id == listed.Text("id") && step.Do == listed.Text("do") && step.Act == listed.Text("act")
        && (!evidence.Rules.ConfirmsTogether || step.Together == listed.Find("together")?.AsText())
        && (evidence.Rules.Edition != KnownEditions.Newest.Edition || step.Title == listed.Text("title"));
}
