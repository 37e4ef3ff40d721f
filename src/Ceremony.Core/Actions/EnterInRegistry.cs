using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using static Ceremony.Core.Actions.Wording;

namespace Ceremony.Core.Actions;

/// <summary>
/// Enters something in the registry of the installation: a procedure, a profile, an officer. It stands from then on and changes what
/// is issued or refused.
/// </summary>
/// <param name="Entry">What is entered.</param>
public sealed record EnterInRegistry(CeremonyFact Entry) : CeremonyAction<EnteredReceipt>
{
    internal const string ActionName = "enter-in-registry";

    /// <inheritdoc/>
    public override string Name => ActionName;

    /// <inheritdoc/>
    public override Authority Authority => Authority.Officers;

    /// <inheritdoc/>
    public override Repeatability Repeatability => Repeatability.Repeatable;

    /// <inheritdoc/>
    public override string? Lasting(IActionWords words) => Entry is CaRevoked ? "A CA is revoked" : null;

    /// <inheritdoc/>
    public override string Sentence(IActionWords words) => $"Enter in the registry: {Entry.Entry}.";

    /// <inheritdoc/>
    public override IReadOnlyList<Detail> Details(IActionWords words) => Entry.Details;

    /// <inheritdoc/>
    public override EnteredReceipt ReadReceipt(JsonMap json) => new();

    internal static EnterInRegistry Read(JsonMap json) => new(CeremonyFact.FromJson(json["entry"].AsMap()));

    /// <inheritdoc/>
    protected override JsonMap Fields() => new() { { "entry", Entry.ToJson() } };
}
