using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>A step asks only the questions of its kind, in their words: whoever answered another one did not answer this.</summary>
internal static class QuestionsCheck
{
    // Whether the step was begun, and whether there is such a kind, is said elsewhere.
    public static IEnumerable<LineWalk> Problems(Evidence evidence) => Check.EachLine(["answered"], line =>
        evidence.KindOf(line) is { } kind && evidence.Rules.Steps.Find(kind) is not null
            ? line.Json["form"].AsList().Select(field => field.AsMap()).Select(field => Problem(evidence.Rules, kind, field)).OfType<string>()
            : []);

    private static string? Problem(Rules rules, string kind, JsonMap field)
    {
        string name = field.Text("name");
        string words = field.Text("label");
        return KnownForms.Find(rules.Forms, kind, name) switch
        {
            null => $"a step of the kind \"{kind}\" does not ask for \"{name}\"",
            (_, { } label) when words != label => $"\"{name}\" was asked for with the words \"{words}\", and not \"{label}\"",
            ({ IsOpen: false } known, _) when !IsSame(known, field) => $"\"{name}\" was asked for in another form than a step of the kind \"{kind}\" does",
            _ => null,
        };
    }

    private static bool IsSame(KnownForm known, JsonMap field)
    {
        string[] choices = field.Find("choices") is null ? [] : [.. field.Texts("choices")];
        return field.Find("pattern")?.AsText() == known.Pattern
            && !choices.Except(known.Choices).Any()
            && (known.MayOfferFewer ? choices.Length > 0 : !known.Choices.Except(choices).Any());
    }
}
