using System.Security.Cryptography;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What the facts of one finished step are judged by.</summary>
/// <param name="Evidence">The evidence.</param>
/// <param name="Deeds">What was done and seen.</param>
/// <param name="Line">The line of kind <c>step-done</c>.</param>
/// <param name="Registry">The registry after that line, with the line's own facts.</param>
internal sealed record FactBasis(Evidence Evidence, Deeds Deeds, JournalLine Line, Registry Registry)
{
    /// <summary>Whether such an action was performed in the step, with an action and a receipt that fit.</summary>
    public bool Did(string action, Func<JsonMap, JsonMap, bool> fits) => Find(action, fits) is not null;

    /// <summary>The latest such action that was performed in the step; null where there is none.</summary>
    public Deed? Find(string action, Func<JsonMap, JsonMap, bool> fits) => Deeds.Find(Line, action, fits);

    /// <summary>Whether something was seen in the step, with a request and a result that fit.</summary>
    public bool Saw(string look, Func<JsonMap, JsonMap, bool> fits, long after = 0) => Deeds.Saw(Line, look, fits, after);

    /// <summary>Whether the entry was made in the registry by an action of the step.</summary>
    public bool Entered(CeremonyFact fact) => Did("enter-in-registry", (action, _) => action["entry"] == fact.ToJson());

    /// <summary>Why the Boot CA of a boot kit cannot end in this record; null where it can, or where it is another CA.</summary>
    public string? EndOfBootKit(string? ca) =>
        Evidence.Rules.SaysWhoseItIs && Registry.All<BootKitOpened>().Any(kit => kit.Ca == ca) && Evidence.Opened.Json.Find("installation")?.AsText() != "own"
            ? $"the Boot CA \"{ca}\" ends, although the script does not say that the installation is the program's own"
            : null;

    /// <summary>By what a key signed what a certificate, request or CRL holds, with the very signature that is in it; null where it did not.</summary>
    public Deed? Signed(TokenRef token, string keyId, byte[] signed)
    {
        CertificateBytes bytes = CertificateBytes.Of(signed);
        return Find("sign", (action, receipt) =>
            action.Text("token") == token.Name
            && action.Text("key-id") == keyId
            && action.Bytes("bytes").AsSpan().SequenceEqual(bytes.Tbs)
            && SignatureAlgorithm.Find(action.Text("algorithm")) is { } algorithm
            && Signatures.ToDer(algorithm, receipt.Bytes("signature")).AsSpan().SequenceEqual(bytes.Signature));
    }

    /// <summary>Whether those who agreed to an action read something on the screen on which it was proposed.</summary>
    public bool WasTold(Deed deed, string what) =>
        Evidence.Earlier(deed.Intended.Json.Number("approved"), "approved", deed.Intended) is { } approved
        && Evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved) is { } proposed
        && Together.Of(proposed, approved.Step) is { } proposal
        && Says(proposal["screen"].AsMap(), what);

    /// <summary>Whether those who agreed to sign a certificate read something on the screen on which that was proposed.</summary>
    public bool WasToldBeforeSigning(byte[] certificate, string what)
    {
        byte[] tbs = CertificateBytes.Of(certificate).Tbs;
        return Find("sign", (action, _) => action.Bytes("bytes").AsSpan().SequenceEqual(tbs)) is { } deed && WasTold(deed, what);
    }

    /// <summary>Whether something is said on a screen.</summary>
    public static bool Says(JsonMap screen, string what) =>
        Texts(screen["blocks"]).Any(text => text.Contains(what, StringComparison.Ordinal) || text.Contains(Hostile.Escape(what), StringComparison.Ordinal)
            || text.Contains(Hostile.HideMarks(Hostile.Escape(what)), StringComparison.Ordinal));

    /// <summary>Whether the step itself kept an artifact of that name.</summary>
    public bool Keeps(string artifact) => Deeds.Artifacts.HasInStep(artifact, Line);

    /// <summary>Whether the clock showed that time when it was looked at in the step.</summary>
    public bool WasThen(DateTimeOffset time) => Saw("clock", (_, seen) => seen.Number("seconds") == time.ToUnixTimeSeconds());

    private static IEnumerable<string> Texts(JsonValue value) => value switch
    {
        JsonText text => [text.Value],
        JsonList list => list.SelectMany(Texts),
        JsonMap map => map.SelectMany(each => Texts(each.Value)),
        _ => [],
    };

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether a member of a map holds these bytes.</summary>
    public static bool Holds(JsonMap map, string member, byte[] bytes) => map.Find(member) is not null && map.Bytes(member).AsSpan().SequenceEqual(bytes);

    /// <summary>Whether a text that may be absent is the same in a map.</summary>
    public static bool Is(JsonMap map, string member, string? text) => map.Find(member)?.AsText() == text;
}
