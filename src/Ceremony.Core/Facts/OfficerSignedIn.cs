using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>An officer signed in: a fresh challenge was signed with the card and checked against chain, state and roles.</summary>
/// <param name="Officer">Officer name.</param>
/// <param name="Role">The role that was asked for.</param>
public sealed record OfficerSignedIn(string Officer, string Role) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Officers who signed in";

    internal const string FactName = "officer-signed-in";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static OfficerSignedIn Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("role"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "role", Role },
    };
}
