using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>Goes on although something is otherwise than it must be; the officers answer for it. It changes nothing by itself.</summary>
/// <param name="Expected">What should be.</param>
/// <param name="Happened">What is.</param>
/// <param name="Decided">What was decided.</param>
public sealed record AllowException(string Expected, string Happened, string Decided) : CeremonyAction<EnteredReceipt>
{
    /// <inheritdoc/>
    public override string Name => "allow-exception";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "expected", Expected }, { "happened", Happened }, { "decided", Decided } };
}
