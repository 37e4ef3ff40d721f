using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Facts;

/// <summary>
/// Something that holds since a step was done, in the past tense. The derived records are a closed list; the <see cref="Registry"/> is
/// the fold of them. They stand in the journal's <c>step-done</c> lines.
/// </summary>
public abstract record CeremonyFact
{
    private protected CeremonyFact()
    {
    }

    /// <summary>The name in the journal, such as <c>key-generated</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Where it holds: <c>here</c>, done by this program; <c>reported</c>, by the operator, of another system; <c>verified</c>, of another system,
    /// checked by this program. It follows from the kind of fact and is not written down again.
    /// </summary>
    public virtual string Holds => "here";

    /// <summary>The heading under which a report tells of it, such as "Keys".</summary>
    public abstract string Topic { get; }

    /// <summary>What officers sign when it is entered in the registry, safe to be shown.</summary>
    public virtual string Entry => Hostile.Escape(Name);

    /// <summary>What its entry in the registry says beyond <see cref="Entry"/>, safe to be shown; every other field by its name where it has no words of its own.</summary>
    public virtual IReadOnlyList<Detail> Details => [.. Fields().Where(member => !InEntry.Contains(member.Key)).Select(member => new Detail(Named(member.Key), Told(member.Key, member.Value)))];

    /// <summary>The canonical form: the member <c>fact</c> and every field.</summary>
    public JsonMap ToJson() => new JsonMap { { "fact", Name } }.With(Fields());

    /// <summary>Reads the canonical form back. Throws <see cref="JsonFormatException"/> for an unknown fact.</summary>
    public static CeremonyFact FromJson(JsonMap json) => ClosedLists.Fact(json);

    /// <summary>The fields that <see cref="Entry"/> tells.</summary>
    protected virtual IReadOnlyList<string> InEntry => [];

    /// <summary>The fields that make up the fact.</summary>
    protected abstract JsonMap Fields();

    private static string Named(string member) => string.Join(' ', member.Split('-').Select(word => word switch
    {
        "ca" => "CA",
        "pin" => "PIN",
        _ => word,
    }));

    private static string Told(string name, JsonValue value) => value switch
    {
        JsonText text when name == "certificate" => "SHA-256 " + HexText.Groups(Wording.Hash(JsonBytes.Of(text.Value))),
        JsonText text => Hostile.Escape(text.Value),
        JsonBool flag => flag.Value ? "yes" : "no",
        JsonList { Count: 0 } => "none",
        JsonList list => string.Join(", ", list.Select(item => Hostile.Escape(item.AsText()))),
        _ => CanonicalJson.WriteText(value),
    };
}
