using Ceremony.Core.Json;
using Ceremony.Core.Looks;

namespace Ceremony.Journal.Entries;

/// <summary>A step looked at something.</summary>
/// <param name="Look">The request, the canonical form of a <see cref="Look"/>.</param>
/// <param name="Seen">What was seen; only the look itself can read it.</param>
public sealed record Looked(JsonMap Look, JsonMap Seen) : Entry
{
    internal const string EntryKind = "looked";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <summary>What kind of look it was, such as <c>token</c>.</summary>
    public string At => Look.Text("look");

    /// <summary>Whether it was a look at that token of the script, or, where none is named, at any token.</summary>
    public bool IsAtToken(string? token = null) => At == "token" && (token is null || Look.Text("token") == token);

    /// <summary>The second that a look at the clock showed, in Unix time; null where it was a look at something else.</summary>
    public long? Clock => At == "clock" ? Seen.Number("seconds") : null;

    /// <summary>Whether private objects were to be seen too.</summary>
    public bool IsLoggedIn => Look.Find("logged-in")?.AsBool() == true;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "look", Look }, { "seen", Seen } };

    internal static Looked Read(JsonMap json)
    {
        var looked = new Looked(json["look"].AsMap(), json["seen"].AsMap());
        _ = (looked.At, looked.IsLoggedIn);
        return looked;
    }
}
