using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Makes a key pair in the program and a PIN that is shown to the holder alone, who types it back. The pair waits in <c>FILE.pending</c>, closed by
/// that PIN (PKCS#12, RFC 7292, AES-256 and HMAC-SHA-256), until <see cref="CompleteSoftToken"/> gives it its certificate. Made again it is
/// another pair.
/// </summary>
/// <param name="File">The soft token's file; relative paths begin in the ceremony's folder.</param>
/// <param name="Holder">The name of the person who learns the PIN.</param>
/// <param name="Algorithm">Kind and size of the pair.</param>
/// <param name="Digits">How many decimal digits the PIN has.</param>
public sealed record MakeSoftToken(string File, string Holder, KeyAlgorithm Algorithm, int Digits) : CeremonyAction<SoftKeyReceipt>
{
    internal const string ActionName = "make-soft-token";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Operator;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => "A key is made";

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) =>
        $"Make a key pair, {Algorithm}, for the soft token {Safe(File)} and show its PIN of {Digits} digits to {Safe(Holder)} alone.";

    /// <inheritdoc/>
    public override SoftKeyReceipt ReadReceipt(JsonMap json) => SoftKeyReceipt.FromJson(json);

    internal static MakeSoftToken Read(JsonMap json) => new(json.Text("file"), json.Text("holder"), KeyAlgorithm.Read(json.Text("algorithm")), (int)json.Number("digits"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new()
    {
        { "file", File },
        { "holder", Holder },
        { "algorithm", Algorithm.Name },
        { "digits", Digits },
    };
}
