using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Keys that certificates are issued for here: all but DSA.</summary>
internal static class CertifiedKeys
{
    /// <summary>The field <c>algorithm</c> of a key that gets a certificate.</summary>
    public static Field<string> Field(string help) =>
        FieldOf.Choice("algorithm", help, [.. KeyAlgorithm.All.Where(each => each.Family != KeyFamily.Dsa).Select(each => each.Name)]);

    /// <summary>The algorithm that the field names.</summary>
    public static KeyAlgorithm Find(string name) =>
        KeyAlgorithm.Find(name) ?? throw new InvalidOperationException($"the algorithm {name} passed its field and is not known");
}
