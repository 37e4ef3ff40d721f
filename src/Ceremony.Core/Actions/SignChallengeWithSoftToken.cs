using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

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
    /// <inheritdoc/>
    public override string Name => "sign-challenge-with-soft-token";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override SignatureReceipt ReadReceipt(JsonMap json) => SignatureReceipt.FromJson(json);

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "algorithm", Algorithm.Name },
        { "bytes", Convert.ToBase64String(Bytes) },
    };
}
