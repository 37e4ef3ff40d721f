using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>Something is about to be done to the world.</summary>
/// <param name="Action">The action in its canonical form.</param>
/// <param name="Approval">The number of the <c>approved</c> line.</param>
public sealed record Intended(JsonMap Action, long Approval) : Entry
{
    internal const string EntryKind = "intended";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary>What kind of action it is, such as <c>generate-key-pair</c>.</summary>
    public string Does => Action.Text("do");

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "action", Action }, { "approved", Approval } };

    internal static Intended Read(JsonMap json)
    {
        var intended = new Intended(json["action"].AsMap(), json.Number("approved"));
        _ = intended.Does;
        return intended;
    }
}
