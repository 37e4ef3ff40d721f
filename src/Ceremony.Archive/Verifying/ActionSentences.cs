using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Archive.Verifying;

/// <summary>
/// The one sentence of each action, as docs/format.md gives it: written a second time, so that officers cannot have signed other words than
/// the action's own.
/// </summary>
/// <param name="called">What people call each token, by its name in the script.</param>
internal sealed class ActionSentences(IReadOnlyDictionary<string, string> called)
{
    private static readonly Asn1Tag VersionTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The sentences' tokens, as the line of the parameters names them. Throws <see cref="JsonFormatException"/>.</summary>
    public static ActionSentences Of(Evidence evidence) => new(evidence.Of("parameters").FirstOrDefault()?.Json["tokens"].AsList()
        .Select(token => token.AsMap())
        .ToDictionary(token => token.Text("token"), token => token.Text("called"), StringComparer.Ordinal) ?? []);

    /// <summary>The sentence. Throws <see cref="JsonFormatException"/> for an action that is not of its form or names no token of the script.</summary>
    public string Of(JsonMap action) => action.Text("do") switch
    {
        "generate-key-pair" => $"Generate the key pair \"{Safe(action, "label")}\", {action.Text("algorithm")}, in {Token(action)}; it cannot leave it.",
        "sign" => $"Sign with the key \"{Safe(action, "key-label")}\" in {Token(action)}, {action.Text("algorithm")}: {Thing(action.Bytes("bytes"))}.",
        "sign-challenge" => $"Sign a sign-in challenge with the key \"{Safe(action, "key-label")}\" on {Token(action)}.",
        "store-certificate" => $"Store the certificate \"{Safe(action, "label")}\" in {Token(action)}.",
        "set-pin" when action["chosen-by-holder"].AsBool() => $"Have {Safe(action, "holder")} choose the PIN of {Token(action)}.",
        "set-pin" => $"Set a random PIN of {Evidence.Text(action.Number("digits"))} digits on {Token(action)} and show it to {Safe(action, "holder")} alone.",
        "allow-exception" => $"Go on although {Safe(action, "happened")} (expected: {Safe(action, "expected")}); decided: {Safe(action, "decided")}.",
        "enter-in-registry" => $"Enter in the registry: {Entry(action["entry"].AsMap())}.",
        string other => throw new JsonFormatException($"the action \"{other}\" is not known"),
    };

    /// <summary>What people call a token. Throws <see cref="JsonFormatException"/> where it is none of the script's.</summary>
    public string Called(string token) => called.TryGetValue(token, out string? name) ? name : throw new JsonFormatException($"the token \"{token}\" is not in the list of tokens");

    private string Token(JsonMap action) => Hostile.Escape(Called(action.Text("token")));

    private static string Safe(JsonMap json, string field) => Hostile.Escape(json.Text(field));

    private static string Entry(JsonMap entry) => entry.Text("fact") switch
    {
        "certificate-procedure-created" => $"certificate procedure \"{Safe(entry, "procedure")}\"",
        "token-procedure-created" => $"token procedure \"{Safe(entry, "procedure")}\"",
        "officer-profile-created" => $"officer profile \"{Safe(entry, "profile")}\"",
        "officer-created" => $"officer \"{Safe(entry, "officer")}\", held by {Safe(entry, "person")}",
        _ => Safe(entry, "fact"),
    };

    private static string Thing(byte[] bytes)
    {
        try
        {
            // TBSCertificate, RFC 5280 §4.1: version, serial number, algorithm, issuer, validity, subject, key.
            AsnReader tbs = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
            if (tbs.PeekTag() == VersionTag)
            {
                tbs.ReadEncodedValue();
            }

            ReadOnlySpan<byte> serial = tbs.ReadIntegerBytes().Span;
            tbs.ReadSequence();
            tbs.ReadSequence();
            tbs.ReadSequence();
            string subject = Names.Text(tbs.ReadEncodedValue().ToArray());
            tbs.ReadSequence();
            return $"the certificate of {subject}, serial number {Pairs(serial)}";
        }
        catch (Exception other) when (other is AsnContentException or PkiException)
        {
            return $"{bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        }
    }

    private static string Pairs(ReadOnlySpan<byte> bytes) => string.Join(' ', Convert.ToHexString(bytes).Chunk(2).Select(pair => new string(pair)));
}
