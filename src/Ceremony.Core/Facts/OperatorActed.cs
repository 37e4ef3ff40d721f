using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>Somebody did something by hand and said so.</summary>
/// <param name="Did">What was done.</param>
/// <param name="By">Who said so.</param>
public sealed record OperatorActed(string Did, string By) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Done by hand";

    internal const string FactName = "operator-acted";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Holds => "reported";

    internal static OperatorActed Read(JsonMap json) => new(
        json.Text("did"),
        json.Text("by"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "did", Did },
        { "by", By },
    };
}
