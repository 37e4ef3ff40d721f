using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Journal.Entries;

/// <summary>A form was filled in.</summary>
/// <param name="Screen">The screen that stood above it.</param>
/// <param name="Form">The form.</param>
/// <param name="Answers">The answers.</param>
public sealed record Answered(Screen Screen, Form Form, Answers Answers) : Entry
{
    internal const string EntryKind = "answered";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new() { { "screen", Screen.ToJson() }, { "form", Form.ToJson() }, { "answers", Answers.ToJson() } };

    internal static Answered Read(JsonMap json) =>
        new(Screen.FromJson(json["screen"].AsMap()), Form.FromJson(json["form"].AsList()), Answers.FromJson(json["answers"].AsMap()));
}
