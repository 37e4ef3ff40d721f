namespace Ceremony.Core.Scripts;

/// <summary>The words for things, and which of them share their names.</summary>
public static class Things
{
    /// <summary>Whatever is kept in the archive.</summary>
    public static IReadOnlyList<Thing> Artifacts { get; } = [Thing.CaCertificate, Thing.Certificate, Thing.Request, Thing.Crl];

    /// <summary>The certificates among them.</summary>
    public static IReadOnlyList<Thing> Certificates { get; } = [Thing.CaCertificate, Thing.Certificate];

    /// <summary>Files: those of the world, and those that steps make.</summary>
    public static IReadOnlyList<Thing> Files { get; } = [Thing.File, Thing.SoftToken, Thing.Text];

    /// <summary>The word for a thing.</summary>
    public static string Word(Thing thing) => thing switch
    {
        Thing.BootKey => "Boot CA's key",
        Thing.SecretKey => "secret key",
        Thing.Ca => "CA",
        Thing.BootCa => "Boot CA",
        Thing.CaCertificate => "CA's certificate",
        Thing.Crl => "CRL",
        Thing.CertificateProcedure => "certificate procedure",
        Thing.TokenProcedure => "token procedure",
        Thing.OfficerProfile => "officer profile",
        Thing.BootstrapOfficer => "bootstrap officer",
        Thing.ProducedCard or Thing.PersonalisedCard => "card",
        Thing.SoftToken => "soft token",
        _ => thing.ToString().ToLowerInvariant(),
    };

    /// <summary>The words for several things, of which one is meant: "CA or Boot CA".</summary>
    public static string Word(IReadOnlyList<Thing> things)
    {
        if (Artifacts.All(things.Contains))
        {
            return "artifact";
        }

        string[] words = [.. things.Where(thing => thing != Thing.Text && !things.Any(plain => IsSort(thing, plain))).Select(Word).Distinct()];
        return words.Length == 1 ? words[0] : $"{string.Join(", ", words.Take(words.Length - 1))} or {words[^1]}";
    }

    // Where both are meant, the plain word stands for both.
    private static bool IsSort(Thing thing, Thing plain) => (thing, plain) is
        (Thing.BootKey, Thing.Key) or (Thing.BootCa, Thing.Ca) or (Thing.BootstrapOfficer, Thing.Officer) or (Thing.CaCertificate, Thing.Certificate);

    /// <summary>A word with its article: "a key", "an officer", "the Boot CA", of which there is one.</summary>
    public static string A(string word) => word.StartsWith("Boot CA", StringComparison.Ordinal) ? $"the {word}" : $"{("aeio".Contains(word[0], StringComparison.Ordinal) ? "an" : "a")} {word}";

    /// <summary>What a step does that brings such a thing into being, and how that thing then is: "makes", "made".</summary>
    public static (string Does, string Done) Verb(Thing thing) => thing switch
    {
        Thing.Ca or Thing.Officer => ("creates", "created"),
        Thing.CaCertificate or Thing.Certificate or Thing.Request or Thing.Crl => ("keeps", "kept"),
        Thing.CertificateProcedure or Thing.TokenProcedure or Thing.OfficerProfile => ("enters", "entered"),
        Thing.Card or Thing.ProducedCard => ("produces", "produced"),
        Thing.PersonalisedCard => ("personalises", "personalised"),
        Thing.SoftToken => ("issues", "issued"),
        Thing.Statement => ("attests", "attested"),
        _ => ("makes", "made"),
    };

    /// <summary>
    /// The first of the things that share their names with this one, so that no two may have the same; null where several may. A file can be removed and written
    /// again, and one thing can be attested twice.
    /// </summary>
    public static Thing? NamesSharedWith(Thing thing) => thing switch
    {
        Thing.Key or Thing.SecretKey or Thing.BootKey => Thing.Key,
        Thing.CaCertificate or Thing.Certificate or Thing.Request or Thing.Crl => Thing.Certificate,
        Thing.Officer or Thing.BootstrapOfficer => Thing.Officer,
        Thing.Ca or Thing.CertificateProcedure or Thing.TokenProcedure or Thing.OfficerProfile or Thing.Card or Thing.ProducedCard or Thing.PersonalisedCard => thing,
        _ => null,
    };
}
