using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Core.Facts;

/// <summary>A CA is revoked: its officers are refused, and its key is retired.</summary>
/// <param name="Ca">The CA's name.</param>
/// <param name="Reason">Such as <c>cessationOfOperation</c> (RFC 5280 §5.3.1).</param>
public sealed record CaRevoked(string Ca, string Reason) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Authorities revoked";

    internal const string FactName = "ca-revoked";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <inheritdoc/>
    public override string Entry => $"the revocation of the CA \"{Hostile.Escape(Ca)}\", {Hostile.Escape(Reason)}";

    internal static CaRevoked Read(JsonMap json) => new(
        json.Text("ca"),
        json.Text("reason"));

    /// <inheritdoc/>
    protected override IReadOnlyList<string> InEntry => ["ca", "reason"];

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "ca", Ca },
        { "reason", Reason },
    };
}
