using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Core.Facts;

/// <summary>The boot kit was read and its parts belong together.</summary>
/// <param name="Certificate">DER of the Boot CA's certificate.</param>
/// <param name="Artifact">The Boot CA's certificate among the artifacts.</param>
public sealed record BootKitOpened(byte[] Certificate, string Artifact) : CeremonyFact
{
    /// <summary>What the Boot CA is called where the boot kit does not say otherwise.</summary>
    public const string UsualName = "Boot CA";

    /// <summary>The heading under which a report tells of it.</summary>
    public const string FactTopic = "Boot CA";

    internal const string FactName = "boot-kit-opened";

    /// <inheritdoc/>
    public override string Name => FactName;

    /// <inheritdoc/>
    public override string Topic => FactTopic;

    /// <summary>The Boot CA's name in the installation.</summary>
    public string Ca { get; init; } = UsualName;

    /// <summary>The token that holds the Boot CA's key; null where the script names none.</summary>
    public TokenRef? Token { get; init; }

    /// <summary>CKA_ID of the Boot CA's key, lower-case hex; null where the script names no token.</summary>
    public string? KeyId { get; init; }

    /// <summary>CKA_LABEL of the Boot CA's key; null where the script names no token.</summary>
    public string? Key { get; init; }

    /// <summary>DER of every certificate that the Boot CA is known to have issued, but for its own.</summary>
    public IReadOnlyList<byte[]> Issued { get; init; } = [];

    /// <summary>The procedures that the installation came with, which are bound to the Boot CA.</summary>
    public IReadOnlyList<string> Procedures { get; init; } = [];

    internal static BootKitOpened Read(JsonMap json) => new(json.Bytes("certificate"), json.Text("artifact"))
    {
        Ca = json.Find("ca")?.AsText() ?? UsualName,
        Token = json.Find("token") is { } token ? new TokenRef(token.AsText()) : null,
        KeyId = json.Find("key-id")?.AsText(),
        Key = json.Find("key")?.AsText(),
        Issued = json.Find("issued") is null ? [] : [.. json.Texts("issued").Select(JsonBytes.Of)],
        Procedures = json.Find("procedures") is null ? [] : json.Texts("procedures"),
    };

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "certificate", Convert.ToBase64String(Certificate) },
        { "artifact", Artifact },
        { "ca", Ca == UsualName ? null : new JsonText(Ca) },
        { "token", Token is { } token ? new JsonText(token.Name) : null },
        { "key-id", KeyId is null ? null : new JsonText(KeyId) },
        { "key", Key is null ? null : new JsonText(Key) },
        { "issued", Issued.Count == 0 ? null : JsonList.OfText(Issued.Select(Convert.ToBase64String)) },
        { "procedures", Procedures.Count == 0 ? null : JsonList.OfText(Procedures) },
    };
}
