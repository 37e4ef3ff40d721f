using Ceremony.Core.Json;
using static Ceremony.Core.Actions.Wording;

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
    internal const string ActionName = "complete-soft-token";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new SoftTokenPin(File, Holder) { MayBePending = true }];

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Write the soft token {Safe(File)} with {Count(Certificates.Count, "certificate")}, the first SHA-256 {Hash(Certificates[0])}.";

    /// <inheritdoc/>
    public override SoftTokenReceipt ReadReceipt(JsonMap json) => SoftTokenReceipt.FromJson(json);

    internal static CompleteSoftToken Read(JsonMap json) => new(
        json.Text("file"),
        json.Text("holder"),
        [.. json.Texts("certificates").Select(JsonBytes.Of)]);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "certificates", new JsonList(Certificates.Select(each => (JsonValue)Convert.ToBase64String(each))) },
    };
}
