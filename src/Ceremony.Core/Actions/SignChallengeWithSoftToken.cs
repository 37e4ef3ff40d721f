using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Has the holder of a soft token sign a fresh challenge with it. It changes nothing.</summary>
/// <param name="File">The soft token's file.</param>
/// <param name="Holder">The name of the person who knows the PIN.</param>
/// <param name="Algorithm">Hash and signature scheme.</param>
/// <param name="Bytes">The challenge: a readable text with a nonce.</param>
public sealed record SignChallengeWithSoftToken(
    string File,
    string Holder,
    SignatureAlgorithm Algorithm,
    byte[] Bytes) : CeremonyAction<SignatureReceipt>
{
    internal const string ActionName = "sign-challenge-with-soft-token";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override IReadOnlyList<PinNeed> Pins => [new SoftTokenPin(File, Holder)];

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Sign a sign-in challenge with the soft token {Safe(File)}.";

    /// <inheritdoc/>
    public override SignatureReceipt ReadReceipt(JsonMap json) => SignatureReceipt.FromJson(json);

    internal static SignChallengeWithSoftToken Read(JsonMap json) => new(
        json.Text("file"),
        json.Text("holder"),
        SignatureAlgorithm.Read(json.Text("algorithm")),
        json.Bytes("bytes"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "algorithm", Algorithm.Name },
        { "bytes", Convert.ToBase64String(Bytes) },
    };
}
