using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>
/// Puts certificates to a pair that <see cref="MakeSoftToken"/> made, closes both by the same PIN, opens the file again and compares; then the
/// pending file goes. Whoever knows the PIN is asked for it where the step no longer does.
/// </summary>
/// <param name="File">The soft token's file.</param>
/// <param name="Holder">The name of the person who knows the PIN.</param>
/// <param name="Certificates">DER, that of the pair first, then its issuers.</param>
public sealed record CompleteSoftToken(string File, string Holder, IReadOnlyList<byte[]> Certificates) : CeremonyAction<SoftTokenReceipt>
{
    /// <inheritdoc/>
    public override string Name => "complete-soft-token";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override SoftTokenReceipt ReadReceipt(JsonMap json) => SoftTokenReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "certificates", new JsonList(Certificates.Select(each => (JsonValue)Convert.ToBase64String(each))) },
    };
}
