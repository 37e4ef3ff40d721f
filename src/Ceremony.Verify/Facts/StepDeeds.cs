using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What was done in a step came about, and the step's facts tell of what was signed; what is wrong with that is given as a clause.</summary>
internal static class StepDeeds
{
    public static string? Problem(Deeds deeds, JournalLine done, IReadOnlyList<CeremonyFact> facts)
    {
        var told = new Lazy<HashSet<string>>(() => [.. facts.SelectMany(Signed).Select(each => Convert.ToBase64String(CertificateBytes.Of(each).Tbs))]);
        return deeds.Of(done).Select(deed => deed.Action.Text("do") switch
        {
            "sign" => Told(deed.Action.Bytes("bytes"), told),
            "store-certificate" => ReadBack(deed),
            "complete-soft-token" => Written(deed),
            _ => null,
        }).FirstOrDefault(problem => problem is not null);
    }

    private static IEnumerable<byte[]> Signed(CeremonyFact fact) => fact switch
    {
        CaCreated ca => [ca.Certificate],
        CertificateIssued issued => [issued.Certificate],
        CertificateRequested requested => [requested.Request],
        CrlIssued crl => [crl.Crl],
        _ => [],
    };

    private static string? Told(byte[] bytes, Lazy<HashSet<string>> told) => SignedThings.Find(bytes) is { } thing && !told.Value.Contains(Convert.ToBase64String(bytes))
        ? $"{thing} was signed, but no fact of the step tells of it"
        : null;

    private static string? ReadBack(Deed deed) => deed.Receipt.Text("sha256") == FactBasis.Hash(deed.Action.Bytes("certificate"))
        ? null
        : $"the certificate \"{deed.Action.Text("label")}\" that was read back from the token \"{deed.Action.Text("token")}\" is not the one that was stored";

    // A PKCS#12 file is encrypted, not compressed.
    private static string? Written(Deed deed) => deed.Receipt.Number("size") > deed.Action.Texts("certificates").Sum(each => (long)JsonBytes.Of(each).Length)
        ? null
        : $"the soft token {deed.Action.Text("file")} is too small to hold its certificates";
}
