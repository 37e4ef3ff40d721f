using Ceremony.Core.Json;

namespace Ceremony.Journal.Entries;

/// <summary>What was chosen for this ceremony, and what it consists of.</summary>
/// <param name="Values">The parameters by their names.</param>
/// <param name="Steps">The steps in their order.</param>
/// <param name="Tokens">What people call each token of the script.</param>
public sealed record Parameters(IReadOnlyDictionary<string, string> Values, IReadOnlyList<ListedStep> Steps, IReadOnlyList<CalledToken> Tokens) : Entry
{
    internal const string EntryKind = "parameters";

    /// <inheritdoc/>
    public override string Kind => EntryKind;

    /// <inheritdoc/>
    public override JsonMap Fields() => new()
    {
        { "values", TextMap.ToJson(Values) },
        { "steps", new JsonList(Steps.Select(step => (JsonValue)step.ToJson())) },
        { "tokens", new JsonList(Tokens.Select(token => (JsonValue)token.ToJson())) },
    };

    internal static Parameters Read(JsonMap json) => new(
        TextMap.Read(json["values"].AsMap()),
        [.. json["steps"].AsList().Select(step => ListedStep.FromJson(step.AsMap()))],
        [.. json["tokens"].AsList().Select(token => CalledToken.FromJson(token.AsMap()))]);
}
