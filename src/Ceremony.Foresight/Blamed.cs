using Ceremony.Core.Scripts;

namespace Ceremony.Foresight;

/// <summary>Which place of a step a sentence is about.</summary>
internal static class Blamed
{
    private const int ShortestUnquoted = 4;

    /// <summary>The field whose value the sentence mentions first; the step where it mentions none.</summary>
    /// <param name="fields">The step's fields, everything filled in.</param>
    /// <param name="says">What is wrong.</param>
    public static ScriptMark In(ScriptMap fields, string says)
    {
        IEnumerable<(ScriptMark Mark, int At)> mentioned = Scalars(fields).Select(scalar => (scalar.Mark, At: PlaceOf(scalar.Text, says))).Where(each => each.At >= 0);
        return mentioned.OrderBy(each => each.At).Select(each => (ScriptMark?)each.Mark).FirstOrDefault() ?? fields.Mark;
    }

    private static IEnumerable<ScriptScalar> Scalars(ScriptValue value) => value switch
    {
        ScriptScalar scalar => [scalar],
        ScriptList list => list.Items.SelectMany(Scalars),
        ScriptMap map => map.Members.SelectMany(member => Scalars(member.Value)),
        _ => [],
    };

    private static int PlaceOf(string text, string says)
    {
        int quoted = says.IndexOf($"\"{text}\"", StringComparison.Ordinal);
        int plain = says.IndexOf(text, StringComparison.Ordinal);
        return quoted >= 0 ? quoted : IsWord(says, plain, text.Length) && (text.Length >= ShortestUnquoted || IsFileName(says, plain + text.Length)) ? plain : -1;
    }

    // A field can name a file without its ending: "tls" for tls.crt.
    private static bool IsFileName(string says, int end) => end + 1 < says.Length && says[end] == '.' && char.IsLetter(says[end + 1]);

    private static bool IsWord(string says, int at, int length) =>
        at >= 0 && (at == 0 || !char.IsLetterOrDigit(says[at - 1])) && (at + length == says.Length || !char.IsLetterOrDigit(says[at + length]));
}
