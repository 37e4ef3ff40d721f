using System.Security.Cryptography;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>
/// An action, or a fact that is entered, in the words of its sentence. Whatever is quoted is escaped; all members throw
/// <see cref="JsonFormatException"/> where it does not have its form.
/// </summary>
/// <param name="action">The action or the fact.</param>
/// <param name="sentences">What people call each token, and how each fact is described.</param>
internal sealed class Spoken(JsonMap action, ActionSentences sentences)
{
    /// <summary>A field that is text.</summary>
    public string this[string field] => Safe(action, field);

    /// <summary>What people call its token.</summary>
    public string Token => Hostile.Escape(sentences.Called(action.Text("token")));

    /// <summary>What a key is asked to sign.</summary>
    public string Signed => SignedThings.Words(action.Bytes("bytes"));

    /// <summary>What comes for good once a key has signed it; null where nothing does.</summary>
    public string? LastingOfSigned => SignedThings.Lasting(action.Bytes("bytes"));

    /// <summary>The name of the fact that is entered.</summary>
    public string Fact => action["entry"].AsMap().Text("fact");

    /// <summary>The program and its arguments.</summary>
    public string Command => Hostile.Escape(string.Join(' ', action.Texts("command")));

    /// <summary>The names of the settings, such as "A, B and C".</summary>
    public string Settings => Named(action["edits"].AsList().Select(edit => edit.AsMap()));

    /// <summary>What becomes of the settings of a file: "Set A and B in FILE, and take C out of it".</summary>
    public string Edited
    {
        get
        {
            ILookup<bool, JsonMap> edits = action["edits"].AsList().Select(edit => edit.AsMap()).ToLookup(edit => edit.Find("removed") is not null);
            (string set, string removed, string file) = (Named(edits[false]), Named(edits[true]), this["file"]);
            return removed.Length == 0 ? $"Set {set} in {file}" : set.Length == 0 ? $"Take {removed} out of {file}" : $"Set {set} in {file}, and take {removed} out of it";
        }
    }

    /// <summary>How many files are restored, and which.</summary>
    public string Restored => action["files"].AsList().Select(file => Safe(file.AsMap(), "file")).ToArray() switch
    {
        [var one] => $"1 file as it was before: {one}",
        var files => $"{Evidence.Text(files.Length)} files as they were before: {string.Join(", ", files)}",
    };

    /// <summary>How many certificates a soft token gets, and the hash of its own.</summary>
    public string Certificates => action.Texts("certificates") switch
    {
        [] => throw new JsonFormatException("a soft token has no certificate"),
        [var one] => $"1 certificate, the first SHA-256 {Hash(one)}",
        [var own, ..] all => $"{Evidence.Text(all.Count)} certificates, the first SHA-256 {Hash(own)}",
    };

    /// <summary>What is entered in the registry.</summary>
    public string Entry => sentences.OfEntry(action["entry"].AsMap());

    /// <summary>Whether a field is true.</summary>
    public bool Is(string field) => action[field].AsBool();

    /// <summary>Whether there is such a field.</summary>
    public bool Has(string field) => action.Find(field) is not null;

    /// <summary>A field that is a number.</summary>
    public string Number(string field) => Evidence.Text(action.Number(field));

    /// <summary>Words and the field behind them, where there is such a field.</summary>
    public string Where(string field, string words) => Has(field) ? words + this[field] : "";

    private static string Named(IEnumerable<JsonMap> edits) => edits.Select(edit => Safe(edit, "name")).ToArray() switch
    {
        [] => "",
        [var one] => one,
        [.. var others, var last] => $"{string.Join(", ", others)} and {last}",
    };

    private static string Safe(JsonMap json, string field) => Hostile.Escape(json.Text(field));

    private static string Hash(string base64) => Convert.ToHexStringLower(SHA256.HashData(JsonBytes.Of(base64)));
}
