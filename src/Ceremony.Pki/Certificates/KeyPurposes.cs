using Org.BouncyCastle.Asn1;

namespace Ceremony.Pki;

/// <summary>Extended key usages: what a certified key is for (RFC 5280 §4.2.1.12).</summary>
public static class KeyPurposes
{
    private const string TimeStamping = "timeStamping";

    /// <summary>The names of those that RFC 5280 defines.</summary>
    public static IReadOnlyList<string> Names => [.. Oids.KeyPurposes.Keys];

    /// <summary>RFC 3161 §2.3: time stamping is a critical purpose; any other may be used by those who do not know it.</summary>
    internal static bool IsCritical(IReadOnlyList<string> names) => names.Contains(TimeStamping);

    /// <summary>RFC 3161 §2.3: a key that stamps times is for nothing else. What is wrong, or null.</summary>
    internal static string? Problem(IReadOnlyList<string> names) =>
        names.Contains(TimeStamping) && names.Count > 1 ? "the extended key usage has timeStamping together with others" : null;

    /// <summary>The extension's value. Throws <see cref="PkiException"/> for what is neither a known name nor a dotted identifier.</summary>
    internal static DerSequence Encode(IReadOnlyList<string> names)
    {
        var purposes = new Asn1EncodableVector();
        foreach (string name in names)
        {
            string oid = Oids.KeyPurposes.GetValueOrDefault(name, name);
            purposes.Add(DerObjectIdentifier.TryFromID(oid, out DerObjectIdentifier identifier)
                ? identifier
                : throw new PkiException($"the extended key usage \"{Core.Screens.Hostile.Escape(name)}\" is not known"));
        }

        return new DerSequence(purposes);
    }
}
