using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>A part of a scalar: text as it stands, or a reference that is filled in.</summary>
internal abstract record TemplatePart(string Written);

/// <summary>Text as it stands.</summary>
internal sealed record LiteralPart(string Written) : TemplatePart(Written);

/// <summary><c>${param.NAME}</c>.</summary>
internal sealed record ParameterPart(string Written, string Name) : TemplatePart(Written);

/// <summary><c>${step.ID}</c> (an empty output) or <c>${step.ID.WHAT}</c>.</summary>
internal sealed record StepPart(string Written, string Id, string Output) : TemplatePart(Written);

/// <summary><c>${item}</c>, in a step with <c>for-each:</c>.</summary>
internal sealed record ItemPart(string Written) : TemplatePart(Written);

/// <summary>
/// Finds and fills references in values that are already parsed. A value that is filled in stays text in its scalar: it is never read again,
/// so that it can become neither structure nor another reference.
/// </summary>
internal static partial class Template
{
    // A script is gone through again and again, and the texts that its scalars hold stay the same.
    private static readonly ConditionalWeakTable<string, IReadOnlyList<TemplatePart>> Known = [];

    /// <summary>The parts of a scalar. Throws <see cref="ScriptProblemException"/> where a reference is not well written.</summary>
    public static IReadOnlyList<TemplatePart> Parts(ScriptScalar scalar)
    {
        if (!HasReferences(scalar))
        {
            return [new LiteralPart(scalar.Text)];
        }

        if (!Known.TryGetValue(scalar.Text, out IReadOnlyList<TemplatePart>? parts))
        {
            parts = Read(scalar);
            Known.AddOrUpdate(scalar.Text, parts);
        }

        return parts;
    }

    private static List<TemplatePart> Read(ScriptScalar scalar)
    {
        var parts = new List<TemplatePart>();
        int at = 0;
        for (int start = Opening(scalar.Text, at); start >= 0; start = Opening(scalar.Text, at))
        {
            int end = scalar.Text.IndexOf('}', start);
            if (end < 0)
            {
                throw new ScriptProblemException(scalar.Mark, "a reference that begins with ${ is not closed by }");
            }

            parts.Add(new LiteralPart(scalar.Text[at..start]));
            at = end + 1;
            parts.Add(One(scalar.Text[start..at], scalar.Mark));
        }

        parts.Add(new LiteralPart(scalar.Text[at..]));
        return parts;
    }

    /// <summary>All references in a value, each with the scalar's place; throws as <see cref="Parts"/> does.</summary>
    public static IEnumerable<(TemplatePart Part, ScriptMark Mark)> References(ScriptValue value) => value switch
    {
        ScriptScalar scalar => Parts(scalar).Where(part => part is not LiteralPart).Select(part => (part, scalar.Mark)),
        ScriptList list => list.Items.SelectMany(References),
        ScriptMap map => map.Members.SelectMany(member => References(member.Value)),
        _ => [],
    };

    /// <summary>
    /// The same value with references filled in; those for which <paramref name="fill"/> gives null stay as they were written. Without references it is the very same: most of a long script has none, and is kept once.
    /// </summary>
    public static ScriptValue Fill(ScriptValue value, Func<TemplatePart, string?> fill) => value switch
    {
        ScriptScalar scalar => HasReferences(scalar) ? scalar with { Text = string.Concat(Parts(scalar).Select(part => part is LiteralPart ? part.Written : fill(part) ?? part.Written)) } : scalar,
        ScriptList list => HasReferences(list) ? list with { Items = [.. list.Items.Select(item => Fill(item, fill))] } : list,
        ScriptMap map => Fill(map, fill),
        _ => value,
    };

    /// <inheritdoc cref="Fill(ScriptValue, Func{TemplatePart, string?})"/>
    public static ScriptMap Fill(ScriptMap map, Func<TemplatePart, string?> fill) =>
        HasReferences(map) ? map with { Members = [.. map.Members.Select(member => member with { Value = Fill(member.Value, fill) })] } : map;

    private static bool HasReferences(ScriptValue value) => value switch
    {
        ScriptScalar scalar => Opening(scalar.Text, 0) >= 0,
        ScriptList list => list.Items.Any(HasReferences),
        ScriptMap map => map.Members.Any(member => HasReferences(member.Value)),
        _ => false,
    };

    private static int Opening(string text, int from) => text.IndexOf("${", from, StringComparison.Ordinal);

    private static TemplatePart One(string written, ScriptMark mark)
    {
        Match match = Reference().Match(written);
        if (!match.Success)
        {
            throw new ScriptProblemException(
                mark,
                $"{Nearest.Quote(written)} is not a reference; use ${{param.NAME}}, ${{step.ID}}, ${{step.ID.WHAT}} or, in a step with for-each, ${{item}}");
        }

        if (match.Groups["item"].Success)
        {
            return new ItemPart(written);
        }

        return match.Groups["param"].Success
            ? new ParameterPart(written, match.Groups["param"].Value)
            : new StepPart(written, match.Groups["step"].Value, match.Groups["output"].Value);
    }

    [GeneratedRegex(
        @"\A\$\{(?:param\.(?<param>[a-z][a-z0-9-]*)|step\.(?<step>[a-z][a-z0-9-]*(?:\[[1-9][0-9]{0,3}\])?)(?:\.(?<output>[a-z][a-z0-9-]*))?|(?<item>item))\}\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
