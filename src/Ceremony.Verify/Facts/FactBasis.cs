using System.Security.Cryptography;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
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
    public bool Did(string action, Func<JsonMap, JsonMap, bool> fits) => Deeds.Has(Line, action, fits);

    /// <summary>Whether something was seen in the step, with a request and a result that fit.</summary>
    public bool Saw(string look, Func<JsonMap, JsonMap, bool> fits, long after = 0) => Deeds.Saw(Line, look, fits, after);

    /// <summary>Whether the entry was made in the registry by an action of the step.</summary>
    public bool Entered(CeremonyFact fact) => Did("enter-in-registry", (action, _) => action["entry"] == fact.ToJson());

    /// <summary>Whether a key signed what a certificate, request or CRL holds, with the very signature that is in it.</summary>
    public bool Signed(TokenRef token, string keyId, byte[] signed)
    {
        CertificateBytes bytes = CertificateBytes.Of(signed);
        return Did("sign", (action, receipt) =>
            action.Text("token") == token.Name
            && action.Text("key-id") == keyId
            && action.Bytes("bytes").AsSpan().SequenceEqual(bytes.Tbs)
            && SignatureAlgorithm.Find(action.Text("algorithm")) is { } algorithm
            && Signatures.ToDer(algorithm, receipt.Bytes("signature")).AsSpan().SequenceEqual(bytes.Signature));
    }

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Whether a member of a map holds these bytes.</summary>
    public static bool Holds(JsonMap map, string member, byte[] bytes) => map.Find(member) is not null && map.Bytes(member).AsSpan().SequenceEqual(bytes);

    /// <summary>Whether a text that may be absent is the same in a map.</summary>
    public static bool Is(JsonMap map, string member, string? text) => map.Find(member)?.AsText() == text;
}
