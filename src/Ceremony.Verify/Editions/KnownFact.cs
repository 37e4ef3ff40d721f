using Ceremony.Core.Facts;
using Ceremony.Core.Json;

namespace Ceremony.Verify;

/// <summary>A fact.</summary>
/// <param name="Name">What stands under <c>fact</c>.</param>
/// <param name="Fields">Its fields besides <c>fact</c>.</param>
/// <param name="Basis">Why what it must rest on is missing or does not fit, as a clause, or null.</param>
internal sealed record KnownFact(string Name, FieldList Fields, Func<FactBasis, CeremonyFact, string?> Basis) : INamed
{
    private static readonly FieldList OfEvery = "fact";

    /// <summary>What officers sign where such a fact is entered in the registry; null where that is only its name.</summary>
    public Func<Spoken, string>? Entry { get; init; }

    /// <summary>Whether a fact of this name has its fields and no others.</summary>
    public bool Fits(JsonMap fact) => Fields.Fit(fact, OfEvery);

    /// <summary>A fact whose basis is judged by its own type.</summary>
    public static KnownFact Of<T>(string name, string fields, Func<FactBasis, T, string?> basis)
        where T : CeremonyFact => new(name, fields, (from, fact) => fact is T known ? basis(from, known) : $"the fact \"{name}\" was read as another fact");

    /// <summary>A fact that an approved action entered in the registry, word for word.</summary>
    public static KnownFact Entered(string name, string fields, Func<Spoken, string> entry) =>
        new(name, fields, (from, fact) => from.Entered(fact) ? null : $"no action entered the fact \"{name}\" in the registry") { Entry = entry };

    /// <summary>The same where what is entered must also fit what the registry holds.</summary>
    public static KnownFact Entered<T>(string name, string fields, Func<Spoken, string> entry, Func<FactBasis, T, string?> fits)
        where T : CeremonyFact
    {
        KnownFact entered = Entered(name, fields, entry);
        KnownFact fitting = Of(name, fields, fits);
        return entered with { Basis = (from, fact) => entered.Basis(from, fact) ?? fitting.Basis(from, fact) };
    }
}
