using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>A token's own audit log, which its vendor's tool exported, was kept. Nobody read it.</summary>
/// <param name="Token">The token.</param>
/// <param name="TokenSerial">The token's serial number.</param>
/// <param name="File">The file that it was read from.</param>
/// <param name="Artifact">The log among the artifacts.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record AuditLogKept(TokenRef Token, string TokenSerial, string File, string Artifact, string Sha256, long Size) : CeremonyFact
{
    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Audit logs of tokens";

    internal const string FactName = "audit-log-kept";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    internal static AuditLogKept Read(JsonMap json) => new(
        new TokenRef(json.Text("token")), json.Text("token-serial"), json.Text("file"), json.Text("artifact"), json.Text("sha256"), json.Number("size"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "token", Token.Name },
        { "token-serial", TokenSerial },
        { "file", File },
        { "artifact", Artifact },
        { "sha256", Sha256 },
        { "size", Size },
    };
}
