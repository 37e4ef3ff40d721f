using System.Text;
using Ceremony.Core.Scripts;
using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>Writes <c>docs/steps.md</c> from the kinds.</summary>
internal static class StepsDocument
{
    private const string Begin = """
        # Kinds of steps

        Each kind of step that a script can ask for by `do:`, in the order of a ceremony. [script.md](script.md) tells the rest of a script: the keys that every
        step has (`id`, `do`, `when`, `for-each`), parameters, tokens, services and references.

        Beside each field that is not needed stands what holds where it is left out. Each kind has a list of what it does to the world, what it refuses, how it
        is undone, whether it may end by an exception, and what later steps can refer to.

        This page is made from the kinds' own tables; to change it, change those, and take it over with `make accept`.

        """;

    private const string AboutExamples = """
        ## The examples

        `check` accepts every example. They belong to one imaginary ceremony: a reference such as `${step.system-ca}` is to the step of that id in another kind's
        example. This is its beginning:

        """;

    /// <summary>The whole document.</summary>
    public static string Write()
    {
        var text = new StringBuilder(Begin);
        foreach (StepGroup group in StepKinds.Groups)
            WriteContents(text, group);

        text.Append('\n').Append(AboutExamples).Append('\n');
        WriteYaml(text, ExampleScript.Head);
        foreach (StepGroup group in StepKinds.Groups)
        {
            text.Append($"\n## {group.Title}\n");
            foreach (StepKind kind in group.Kinds)
                WriteKind(text, kind);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void WriteContents(StringBuilder text, StepGroup group)
    {
        text.Append($"\n| {group.Title} | |\n|---|---|\n");
        foreach (StepKind kind in group.Kinds)
            text.Append($"| [`{kind.Name}`](#{kind.Name}) | {kind.Summary} |\n");
    }

    private static void WriteKind(StringBuilder text, StepKind kind)
    {
        text.Append($"\n### {kind.Name}\n\n{kind.Summary}\n");
        if (kind.Fields.Count > 0)
            text.Append("\n| field | needed | takes | meaning |\n|---|---|---|---|\n");
        foreach (Field field in kind.Fields)
            text.Append($"| `{field.Name}` | {Needed(field)} | {field.Takes}{Named(field)} | {field.Help} |\n");

        text.Append(kind.Fields.Count > 0 ? "\n" : "\nIt has no fields.\n\n");
        text.Append($"- {kind.Manual.Does}\n- {kind.Manual.Refuses}\n- {kind.Manual.Undo}\n");
        text.Append(kind.MayEndByException ? "- The people may end it by an exception, with nothing done.\n" : "- It cannot end by an exception.\n");
        foreach (StepOutput output in kind.Outputs)
            text.Append($"- It gives `${{step.ID{(output.Name.Length == 0 ? "" : ".")}{output.Name}}}`{Given(output)}: {char.ToLowerInvariant(output.Help[0])}{output.Help[1..]}\n");

        text.Append('\n');
        WriteYaml(text, kind.Manual.Example);
    }

    // What a token, a seat or a file is, the field's own words say.
    private static string Named(Field field)
    {
        Thing[] things = [.. field.NamesIn(new ScriptScalar("x", new ScriptMark(1, 1))).SelectMany(name => name.Things)];
        return things.Length == 0 || things.Intersect([Thing.Seat, Thing.File, Thing.ProducedCard, Thing.PersonalisedCard]).Any() ? "" : $": the name of {Things.A(Things.Word(things))}";
    }

    private static string Given(StepOutput output) => output.Thing == Thing.Text ? "" : $", {Things.A(Things.Word(output.Thing))}";

    private static string Needed(Field field) => field.IsRequired ? "yes" : field.Default is { } absent ? $"no: `{absent}`" : "no";

    private static void WriteYaml(StringBuilder text, string yaml) => text.Append($"```yaml\n{yaml}\n```\n");
}
