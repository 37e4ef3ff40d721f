using Ceremony.Core.Json;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>Goes on although something is otherwise than it must be; the officers answer for it. It changes nothing by itself.</summary>
/// <param name="Expected">What should be.</param>
/// <param name="Happened">What is.</param>
/// <param name="Decided">What was decided.</param>
public sealed record AllowException(string Expected, string Happened, string Decided) : CeremonyAction<EnteredReceipt>
{
    internal const string ActionName = "allow-exception";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Go on although {Safe(Happened)} (expected: {Safe(Expected)}); decided: {Safe(Decided)}.";

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    internal static AllowException Read(JsonMap json) => new(json.Text("expected"), json.Text("happened"), json.Text("decided"));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "expected", Expected }, { "happened", Happened }, { "decided", Decided } };
}
