using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Engine.Run;

/// <summary>
/// What an action will do, rendered from the action itself: the sentence that officers sign, and the facts that they read before.
/// </summary>
internal static class ActionText
{
    /// <summary>The action in one line.</summary>
    public static string Sentence(CeremonyAction action, Func<TokenRef, TokenEntry> token) => action switch
    {
        GenerateKeyPair generate => $"Generate the key pair \"{Safe(generate.Label)}\", {generate.Algorithm}, in {Called(token, generate.Token)}; it cannot leave it.",
        Sign sign => $"Sign with the key \"{Safe(sign.KeyLabel)}\" in {Called(token, sign.Token)}, {sign.Algorithm}: {SignedThing(sign.Bytes)}.",
        SignChallenge challenge => $"Sign a sign-in challenge with the key \"{Safe(challenge.KeyLabel)}\" on {Called(token, challenge.Token)}.",
        StoreCertificate store => $"Store the certificate \"{Safe(store.Label)}\" in {Called(token, store.Token)}.",
        SetPin set => set.ChosenByHolder
            ? $"Have {Safe(set.Holder)} choose the PIN of {Called(token, set.Token)}."
            : $"Set a random PIN of {set.Digits} digits on {Called(token, set.Token)} and show it to {Safe(set.Holder)} alone.",
        AllowException allow => $"Go on although {Safe(allow.Happened)} (expected: {Safe(allow.Expected)}); decided: {Safe(allow.Decided)}.",
        EnterInRegistry enter => $"Enter in the registry: {EntryText(enter.Entry)}.",
        _ => throw new BrokenInvariantException($"The action {action.Name} has no words."),
    };

    /// <summary>The action's facts, complete.</summary>
    public static IReadOnlyList<Block> Blocks(CeremonyAction action, Func<TokenRef, TokenEntry> token) => action switch
    {
        GenerateKeyPair generate => [new FactsBlock(
            new Detail("token", Called(token, generate.Token)),
            new Detail("label", Safe(generate.Label)),
            new Detail("algorithm", generate.Algorithm.Name),
            new Detail("usage", string.Join(", ", generate.Usage)),
            new Detail("attributes", "private, sensitive, not extractable"),
            new Detail("id", generate.Id))],
        Sign sign => [new FactsBlock([
            new Detail("token", Called(token, sign.Token)),
            new Detail("key", Safe(sign.KeyLabel)),
            new Detail("algorithm", sign.Algorithm.Name),
            .. SignedBytes.Describe(sign.Bytes),
            new Detail("SHA-256", HexText.Groups(Hex(sign.Bytes)))])],
        EnterInRegistry enter => [new FactsBlock([.. enter.Entry.ToJson().Where(member => member.Key != "fact").Select(member => new Detail(member.Key.Replace('-', ' '), FieldText(member.Key, member.Value)))])],
        StoreCertificate store => [new FactsBlock(
            new Detail("token", Called(token, store.Token)),
            new Detail("label", Safe(store.Label)),
            new Detail("id", store.KeyId),
            new Detail("certificate", "SHA-256 " + HexText.Groups(Hex(store.Certificate))))],
        _ => [],
    };

    private static string Called(Func<TokenRef, TokenEntry> token, TokenRef wanted) => Safe(token(wanted).Called);

    private static string Safe(string text) => Hostile.Escape(text);

    private static string Digest(byte[] bytes) => "SHA-256 " + Hex(bytes);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static string SignedThing(byte[] bytes) => SignedBytes.Sentence(bytes) ?? $"{bytes.Length} bytes, {Digest(bytes)}";

    private static string EntryText(CeremonyFact entry) => entry switch
    {
        CertificateProcedureCreated procedure => $"certificate procedure \"{Safe(procedure.Procedure)}\"",
        TokenProcedureCreated procedure => $"token procedure \"{Safe(procedure.Procedure)}\"",
        OfficerProfileCreated profile => $"officer profile \"{Safe(profile.Profile)}\"",
        OfficerCreated officer => $"officer \"{Safe(officer.Officer)}\", held by {Safe(officer.Person)}",
        _ => Safe(entry.Name),
    };

    private static string FieldText(string name, JsonValue value) => value switch
    {
        JsonText text when name == "certificate" => "SHA-256 " + HexText.Groups(Hex(Convert.FromBase64String(text.Value))),
        JsonText text => Safe(text.Value),
        JsonBool flag => flag.Value ? "yes" : "no",
        JsonList { Count: 0 } => "none",
        JsonList list => string.Join(", ", list.Select(item => Safe(item.AsText()))),
        _ => CanonicalJson.WriteText(value),
    };
}
