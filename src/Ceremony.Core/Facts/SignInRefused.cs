using Ceremony.Core.Json;

namespace Ceremony.Core.Facts;

/// <summary>An officer who must not be able to sign in tried, and was refused.</summary>
/// <param name="Officer">The officer's name.</param>
/// <param name="Role">The role that was asked for.</param>
/// <param name="Reason">Why.</param>
public sealed record SignInRefused(string Officer, string Role, string Reason) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Officers whose sign-in was refused, as it must be";

    internal const string FactName = "sign-in-refused";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static SignInRefused Read(JsonMap json) => new(
        json.Text("officer"),
        json.Text("role"),
        json.Text("reason"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "officer", Officer },
        { "role", Role },
        { "reason", Reason },
    };
}
