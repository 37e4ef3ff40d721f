using Ceremony.Core.Facts;
using Ceremony.Core.Json;

namespace Ceremony.Core.Actions;

/// <summary>
/// Enters something in the registry of the installation: a procedure, a profile, an officer. It stands from then on and changes what
/// is issued or refused.
/// </summary>
/// <param name="Entry">What is entered.</param>
public sealed record EnterInRegistry(CeremonyFact Entry) : CeremonyAction<EnteredReceipt>
{
    /// <inheritdoc/>
    public override string Name => "enter-in-registry";

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "entry", Entry.ToJson() } };
}
