using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Engine;

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
        GenerateSecretKey generate => $"Generate the secret key \"{Safe(generate.Label)}\", {generate.Algorithm}, in {Called(token, generate.Token)}; it cannot leave it.",
        DestroyKey destroy => $"Destroy the key pair \"{Safe(destroy.KeyLabel)}\" in {Called(token, destroy.Token)}; it can never sign again.",
        MakeSoftToken make => $"Make a key pair, {make.Algorithm}, for the soft token {Safe(make.File)} and show its PIN of {make.Digits} digits to {Safe(make.Holder)} alone.",
        CompleteSoftToken complete => $"Write the soft token {Safe(complete.File)} with {Count(complete.Certificates.Count, "certificate")}, the first {Digest(complete.Certificates[0])}.",
        SignChallengeWithSoftToken challenge => $"Sign a sign-in challenge with the soft token {Safe(challenge.File)}.",
        EditConfig edit => $"Set {And([.. edit.Edits.Select(each => Safe(each.Name))])} in {Safe(edit.File)}, masked SHA-256 {edit.After}; the file as it is is kept as {Safe(edit.Backup)}.",
        PlaceFile place => $"Put the file {Safe(place.File)} in place, SHA-256 {place.Sha256}{(place.From is null ? "" : $", copied from {Safe(place.From)}")}{(place.Backup is null ? "" : $"; what stands there is kept as {Safe(place.Backup)}")}.",
        RemoveFile remove => $"Remove the file {Safe(remove.File)}, SHA-256 {remove.Sha256}; {(remove.Backup is null ? "no copy is kept" : $"it is kept as {Safe(remove.Backup)}")}.",
        RestoreFiles restore => $"Bring back {(restore.Files.Count == 1 ? "1 file as it was" : $"{restore.Files.Count} files as they were")} before: {string.Join(", ", restore.Files.Select(each => Safe(each.File)))}.",
        StopService stop => $"Stop the service {Safe(stop.Service)}: {Safe(string.Join(' ', stop.Command))}.",
        StartService start => $"Start the service {Safe(start.Service)}: {Safe(string.Join(' ', start.Command))}.",
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
        GenerateSecretKey generate => [new FactsBlock(
            new Detail("token", Called(token, generate.Token)),
            new Detail("label", Safe(generate.Label)),
            new Detail("algorithm", generate.Algorithm.Name),
            new Detail("usage", string.Join(", ", generate.Usage)),
            new Detail("attributes", "private, sensitive, not extractable"),
            new Detail("id", generate.Id))],
        DestroyKey destroy => [new FactsBlock(
            new Detail("token", Called(token, destroy.Token)),
            new Detail("label", Safe(destroy.KeyLabel)),
            new Detail("id", destroy.KeyId),
            new Detail("order", "the private half first, then the public one"))],
        EditConfig edit => [new FactsBlock(
            [
                new Detail("file", Safe(edit.File)),
                .. edit.Edits.Select(each => new Detail(Safe(each.Name), each.Value is { } value ? Safe(value) : each.PinOf is { } pin ? $"the PIN of {Called(token, pin)}" : $"the PIN of {Safe(each.PinOfFile ?? "")}")),
                new Detail("kept as", Safe(edit.Backup)),
                new Detail("masked SHA-256, before", HexText.Groups(edit.Before)),
                new Detail("masked SHA-256, after", HexText.Groups(edit.After)),
            ])],
        PlaceFile place => [new FactsBlock(
            [
                new Detail("file", Safe(place.File)),
                .. place.From is null ? (Detail[])[] : [new Detail("copied from", Safe(place.From))],
                .. place.Backup is null ? (Detail[])[] : [new Detail("kept as", Safe(place.Backup))],
                new Detail("SHA-256", HexText.Groups(place.Sha256)),
            ])],
        RemoveFile remove => [new FactsBlock(
            [
                new Detail("file", Safe(remove.File)),
                .. remove.Backup is null ? (Detail[])[] : [new Detail("kept as", Safe(remove.Backup))],
                new Detail("SHA-256", HexText.Groups(remove.Sha256)),
            ])],
        RestoreFiles restore => [new FactsBlock([.. restore.Files.Select(each => new Detail(Safe(each.File), each.Backup is null ? "was not there: removed" : $"from {Safe(each.Backup)}"))])],
        _ => [],
    };

    private static string And(IReadOnlyList<string> items) => items.Count < 2 ? string.Concat(items) : $"{string.Join(", ", items.Take(items.Count - 1))} and {items[^1]}";

    private static string Count(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";

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
        CaRevoked revoked => $"the revocation of the CA \"{Safe(revoked.Ca)}\", {Safe(revoked.Reason)}",
        OfficerReplaced replaced => $"the end of the officer \"{Safe(replaced.Officer)}\": {Safe(replaced.Reason)}",
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
