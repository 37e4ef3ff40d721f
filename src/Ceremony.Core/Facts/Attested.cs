using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>Somebody attested something that a later step rests on.</summary>
/// <param name="About">What it is about, such as <c>logs-archived</c>.</param>
/// <param name="By">Who attested it.</param>
public sealed record Attested(string About, string By) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Attested for later steps";

    internal const string FactName = "attested";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static Attested Read(JsonMap json) => new(
        json.Text("about"),
        json.Text("by"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "about", About },
        { "by", By },
    };
}
