using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>What is put to the officers or the operator.</summary>
/// <param name="Screen">The whole screen: what will be done, from the actions themselves, and what the step says about it.</param>
/// <param name="Actions">The actions.</param>
/// <param name="Text">Each action in one sentence.</param>
/// <param name="Confirmers">The officers in force; empty where the operator decides.</param>
/// <param name="ByOfficers">Whether the officers must agree.</param>
internal sealed record Proposal(Screen Screen, IReadOnlyList<CeremonyAction> Actions, IReadOnlyList<string> Text, IReadOnlyList<Confirmer> Confirmers, bool ByOfficers)
{
    /// <summary>The actions in their canonical form.</summary>
    public JsonList ActionsJson => new(Actions.Select(action => (JsonValue)action.ToJson()));

    /// <summary>What is asked for: what officers read, whole, so that anyone who has the record can compute its hash again.</summary>
    public JsonMap Request => new() { { "approve", ActionsJson }, { "screen", Screen.ToJson() } };

    /// <summary>SHA-256, lower-case hex, of the request.</summary>
    public string Asks => CanonicalJson.Hash(Request);
}
