using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ceremony.Core.Json;
using Ceremony.Core.Scripts;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>Whether a fact's member is what a field of the script says, shape by shape. Throws <see cref="JsonFormatException"/> and <see cref="PkiException"/>.</summary>
internal static class FieldComparison
{
    private const string CardNumber = "serialNumber";

    /// <summary>Whether they agree.</summary>
    /// <param name="shape">How they are compared.</param>
    /// <param name="said">What the script says.</param>
    /// <param name="member">What the fact says; null where it says nothing.</param>
    /// <param name="seats">Who may be meant by a seat such as <c>officer 1</c>.</param>
    public static bool Agrees(string shape, JsonValue said, JsonValue? member, Func<string, IEnumerable<string>> seats) => shape switch
    {
        "text" or "text-or-absent" or "text-if-real" => member is JsonText(var text) && said is JsonText(var wanted) && text == wanted,
        "characters" => member is JsonText(var hex) && said is JsonText(var characters) && hex == Convert.ToHexStringLower(Encoding.ASCII.GetBytes(characters)),
        "folder-or-absent" => member is JsonText(var file) && said is JsonText(var folder) && file.LastIndexOf('/') is >= 0 and var at && file[..at].TrimEnd('/') == folder.TrimEnd('/'),
        "number" => member is JsonNumber(var number) && said is JsonText(var wanted) && number.ToString(CultureInfo.InvariantCulture) == wanted,
        "yes-or-no" => member is JsonBool(var flag) && said is JsonText(var wanted) && flag == (wanted == "yes"),
        "is-there" => said is JsonText(var wanted) && member is not null == (wanted == "yes"),
        "set" or "set-or-absent" or "set-if-told" => Texts(said).ToHashSet(StringComparer.Ordinal).SetEquals(Texts(member)),
        "seat" => member is JsonText(var person) && said is JsonText(var seat) && seats(seat).Contains(person),
        "stem" => member is JsonText(var artifact) && said is JsonText(var stem) && Path.GetFileNameWithoutExtension(artifact) == stem,
        "labels" => Texts(said).ToHashSet(StringComparer.Ordinal).SetEquals(Maps(member).Select(key => key.Text("label"))),
        "algorithm-of-each" => Maps(member).All(key => said is JsonText(var wanted) && key.Text("algorithm") == wanted),
        "settings" => Settings(said, Maps(member).Where(setting => setting.Find("removed") is null)),
        "removed" => Texts(said).SequenceEqual(Maps(member).Where(setting => setting.Find("removed") is not null).Select(setting => setting.Text("name"))),
        "card-actions" => CardActions(said, Maps(member)),
        _ => member is JsonText(var der) && OfBytes(shape, said, Convert.FromBase64String(der)),
    };

    private static bool OfBytes(string shape, JsonValue said, byte[] der) => shape switch
    {
        "subject" => HasSubject(said, Subject(der)),
        "term" => CertificateView.Read(der) is var view && Validity.TryParse(said.AsText(), out Validity validity) && validity.FitsFrom(view.NotBefore) && validity.LastSecond(view.NotBefore) == view.NotAfter,
        "signed-with" => CertificateView.Read(der).SignatureAlgorithm == said.AsText(),
        "key-algorithm" => CertificateView.Read(der).KeyAlgorithm == said.AsText(),
        _ => throw new JsonFormatException($"there is no comparison {shape}"),
    };

    private static byte[] Subject(byte[] der)
    {
        try
        {
            return CertificateView.Read(der).SubjectDer;
        }
        catch (PkiException)
        {
            return RequestBytes.Read(der).Subject;
        }
    }

    // A token procedure can add the card's number, which is compared with the card elsewhere.
    private static bool HasSubject(JsonValue said, byte[] subject)
    {
        List<SubjectAttribute> wanted = [.. Maps(said).SelectMany(each => each.Select(attribute => new SubjectAttribute(attribute.Key, attribute.Value.AsText())))];
        string text = Names.Text(subject);
        string demanded = Names.Text(Names.Encode(wanted));
        return text == demanded || (wanted.All(each => each.Type != CardNumber) && text.StartsWith($"{demanded}, {CardNumber}=", StringComparison.Ordinal) && Names.Types(subject).Count == wanted.Count + 1);
    }

    // A name alone has the action add; a key that is not named stays blank; a procedure is compared where one is named.
    private static bool CardActions(JsonValue said, IEnumerable<JsonMap> told)
    {
        (string Label, string Action, string? Procedure)[] wanted = said is not JsonList list ? [] :
            [.. list.Select(item => item is JsonMap map ? ActionOf(map) : (item.AsText(), "add", null))];
        JsonMap[] keys = [.. told];
        return wanted.Length == 0 ? keys.All(key => key.Text("action") == "add") : wanted.All(each => keys.Any(key => key.Text("label") == each.Label))
            && keys.All(key => wanted.FirstOrDefault(each => each.Label == key.Text("label")) is { Label: not null } named
                ? key.Text("action") == named.Action && (named.Procedure is null || key.Find("procedure")?.AsText() == named.Procedure)
                : key.Text("action") == "blank");
    }

    private static (string Label, string Action, string? Procedure) ActionOf(JsonMap map)
    {
        string label = map.Names.First(name => name != "procedure");
        return (label, map.Text(label), map.Find("procedure")?.AsText());
    }

    // Setting by setting, in their order. A PIN has no value on record, and the identifier of a key is compared with the token where it is written.
    private static bool Settings(JsonValue said, IEnumerable<JsonMap> settings)
    {
        (string Name, JsonValue Value)[] wanted = [.. Maps(said).SelectMany(each => each.Select(setting => (setting.Key, setting.Value)))];
        JsonMap[] made = [.. settings];
        return wanted.Length == made.Length && wanted.Zip(made).All(pair => IsNamed(pair.First.Name, pair.Second.Text("name")) && HasValue(pair.First.Value, pair.Second.Find("value")));
    }

    // "pkcs11.<n>" takes the next number that is free in the file.
    private static bool IsNamed(string written, string name) =>
        Regex.IsMatch(name, $"^{Regex.Escape(written).Replace("<n>", "[0-9]+", StringComparison.Ordinal)}\\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private static bool HasValue(JsonValue said, JsonValue? value) => said switch
    {
        JsonText => value == said,
        JsonMap map when map.Find("label-of") is { } label => value == label,
        JsonMap map when map.Find("identifier-of") is not null => value is JsonText,
        _ => value is null,
    };

    private static IEnumerable<string> Texts(JsonValue? list) => list is JsonList items ? items.Select(item => item.AsText()) : [];

    private static IEnumerable<JsonMap> Maps(JsonValue? list) => list is JsonList items ? items.Select(item => item.AsMap()) : [];
}
