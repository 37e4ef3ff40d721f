using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify.Tests;

/// <summary>What an abort says of each key is what the lines before it tell, in every way in which a key can be left.</summary>
public class KeyFatesTests
{
    private const string Destroy = "destroy it before the token serves another ceremony";
    private const string Unused = $"it stays on the token, unused; {Destroy}";
    private const string MayBeMade = $"it may be on the token: it was begun, but not seen to be made; look for it, and {Destroy}";
    private const string MayBeDestroyed = "it may be destroyed: that was begun, but not seen to be done; look for it, and destroy what is left of it";
    private const string Destroyed = "it was destroyed, and its absence seen";

    private static readonly TokenRef Hsm = new("hsm");
    private static readonly TokenRef Card = new("card-ada");
    private static readonly Actor[] Officers = [Cast.Original.Console1, Cast.Original.Console2];
    private static readonly GenerateKeyPair New = new(Hsm, "new", "99", KeyAlgorithm.Rsa2048, ["sign"]);
    private static readonly GenerateKeyPair OnCard = new(Card, "of the card", "99", KeyAlgorithm.Rsa2048, ["sign"]);
    private static readonly GenerateSecretKey Kek = new(Hsm, "kek", "0ae5", SecretKeyAlgorithm.Aes256, ["wrap"]);
    private static readonly DestroyKey DestroyNew = new(Hsm, "99", "new");
    private static readonly DestroyKey DestroyBoot = new(Hsm, "b0", "Boot CA key");

    /// <summary>What was done before the abort, and what becomes of each key.</summary>
    public static TheoryData<string, Action<object>, string[]> Deeds => new()
    {
        { "nothing was made", Does(_ => { }), [] },
        { "a key that nothing was done with", Does(Make), [$"new in hsm: {Unused}"] },
        { "a key that signed one challenge", Does(Make, Challenged), [$"new in hsm: it stays on the token and has signed one challenge; {Destroy}"] },
        { "a key that signed two challenges", Does(Make, Challenged, Challenged), [$"new in hsm: it stays on the token and has signed 2 challenges; {Destroy}"] },
        { "a key that may have signed a challenge", Does(Make, journal => Begin(journal, Challenge(Hsm, "99"))), [$"new in hsm: it stays on the token and has signed one challenge; {Destroy}"] },
        { "a key that signed a certificate", Does(Make, Signed), [$"new in hsm: it stays on the token and has signed one certificate, which nobody may use; {Destroy}"] },
        { "a key that signed both", Does(Make, Challenged, Signed, Signed), [$"new in hsm: it stays on the token and has signed one challenge and 2 certificates, which nobody may use; {Destroy}"] },
        { "a key with a certificate", Does(Make, Stored), [$"new in hsm: it stays on the token with its certificate, unused; {Destroy}"] },
        { "a certified key that signed", Does(Make, Stored, Challenged), [$"new in hsm: it stays on the token with its certificate and has signed one challenge; {Destroy}"] },
        { "another key that signed", Does(Make, journal => Do(journal, Challenge(Hsm, "98"), Signature), journal => Do(journal, Challenge(Card, "99"), Signature)), [$"new in hsm: {Unused}"] },
        { "another key's certificate", Does(Make, journal => Do(journal, new StoreCertificate(Hsm, "98", "other", Certificate), Stored(Certificate))), [$"new in hsm: {Unused}"] },
        { "an officer's key", Does(journal => MakeAs(journal, New, Officers[0].Spki), journal => journal.Approve(Officers, DestroyBoot)), [$"new in hsm: it stays on the token and has signed 2 confirmations; {Destroy}"] },
        { "a key that was begun", Does(journal => Begin(journal, New)), [$"new in hsm: {MayBeMade}"] },
        { "a key that was destroyed", Does(Make, journal => Do(journal, DestroyNew, Gone)), [$"new in hsm: {Destroyed}"] },
        { "a key whose destruction was begun", Does(Make, journal => Begin(journal, DestroyNew)), [$"new in hsm: {MayBeDestroyed}"] },
        { "a key whose destruction was begun and then done", Does(Make, journal => Begin(journal, DestroyNew), journal => Do(journal, DestroyNew, Gone)), [$"new in hsm: {Destroyed}"] },
        { "a key of whom another was destroyed", Does(Make, journal => Do(journal, new DestroyKey(Card, "99", "new"), Gone)), [$"new in hsm: {Unused}", $"new in card-ada: {Destroyed}"] },
        { "two keys under one id on two tokens", Does(Make, journal => MakeAs(journal, OnCard, Ceremonies.AnyKey.ExportSubjectPublicKeyInfo()), journal => Do(journal, DestroyNew, Gone)), [$"new in hsm: {Destroyed}", $"of the card in card-ada: {Unused}"] },
        { "a secret key", Does(journal => Do(journal, Kek, Secret), Make), [$"new in hsm: {Unused}", $"kek in hsm: it stays on the token; {Destroy}"] },
        { "a secret key that was begun", Does(journal => Begin(journal, Kek)), [$"kek in hsm: {MayBeMade}"] },
        { "a key from before that was destroyed", Does(journal => Do(journal, DestroyBoot, Gone)), [$"Boot CA key in hsm: {Destroyed}"] },
        { "a key from before whose destruction was begun", Does(journal => Begin(journal, DestroyBoot)), [$"Boot CA key in hsm: {MayBeDestroyed}"] },
        { "a key from before that took two tries", Does(journal => Begin(journal, DestroyBoot), journal => Do(journal, DestroyBoot, Gone)), [$"Boot CA key in hsm: {Destroyed}"] },
        { "two keys from before", Does(journal => Do(journal, DestroyBoot, Gone), journal => Begin(journal, new DestroyKey(Hsm, "b1", "Old key"))), [$"Boot CA key in hsm: {Destroyed}", $"Old key in hsm: {MayBeDestroyed}"] },
    };

    private static byte[] Certificate => Cast.Original.Ca.Certificate;

    private static JsonMap Signature => new SignatureReceipt([1, 2, 3]).ToJson();

    private static JsonMap Gone => new DestroyedReceipt("HSM-1").ToJson();

    private static JsonMap Secret => new SecretKeyReceipt("HSM-1", "kek", "0ae5", "aes-256", ["CKA_WRAP"]).ToJson();

    [Theory]
    [MemberData(nameof(Deeds))]
    public void An_abort_tells_what_became_of_each_key(string of, Action<object> deeds, string[] fates)
    {
        Assert.NotEmpty(of);
        Assert.Empty(Failures(deeds, fates));
        foreach (string other in new[] { Unused, MayBeMade, MayBeDestroyed, Destroyed, "it is all right" })
        {
            for (int at = 0; at < fates.Length; at++)
            {
                string[] told = [.. fates];
                told[at] = $"{fates[at][..fates[at].IndexOf(": ", StringComparison.Ordinal)]}: {other}";
                Assert.True(told[at] == fates[at] || Failures(deeds, told).Count == 1, $"It is not refused: {told[at]}");
            }
        }
    }

    [Theory]
    [InlineData(MayBeMade, null)]
    [InlineData(MayBeDestroyed, null)]
    [InlineData(Destroyed, "the fate of the key \"lost\", of which only unread lines tell, cannot be known")]
    [InlineData(Unused, "the fate of the key \"lost\", of which only unread lines tell, cannot be known")]
    public void Of_lines_that_cannot_be_read_only_what_may_be_is_told(string fate, string? failure)
    {
        string[] fates = [$"new in hsm: {Unused}", $"lost in hsm: {fate}"];
        Assert.Equal(failure is null ? [] : [failure], Failures(Does(Make), fates, "journal"));
        Assert.Equal(["it names the key \"lost\" in the token \"hsm\", of which no line tells"], Failures(Does(Make), fates, "facts"));
        Assert.Equal(["it names the key \"lost\" in the token \"hsm\", of which no line tells"], Failures(Does(Make), fates));
    }

    private static IReadOnlyList<string> Failures(Action<object> deeds, string[] fates, string? unproven = null)
    {
        var journal = new JournalMaker();
        Ceremonies.BeginSmall(journal, Officers, "list-token");
        journal.Begin("key", "list-token");
        deeds(journal);
        var keys = new JsonList(fates.Select(fate => (JsonValue)new JsonMap { { "key", fate[..fate.IndexOf(" in ", StringComparison.Ordinal)] }, { "token", Token(fate) }, { "fate", fate[(fate.IndexOf(": ", StringComparison.Ordinal) + 2)..] } }));
        var told = new JsonMap { { "reason", "Somebody fell ill." }, { "keys", keys } };
        if (unproven is not null)
        {
            told.Add("unproven", new JsonList(new JsonMap { { "line", 1 }, { "check", unproven }, { "says", "It is damaged." } }));
        }

        journal.Line("aborted", told);
        return [.. Judged.Failures(journal).Where(failure => failure.StartsWith("key-fates: ", StringComparison.Ordinal)).Select(failure => failure[(failure.IndexOf("(aborted): ", StringComparison.Ordinal) + 11)..^1])];
    }

    private static string Token(string fate) => fate[(fate.IndexOf(" in ", StringComparison.Ordinal) + 4)..fate.IndexOf(": ", StringComparison.Ordinal)];

    private static Action<object> Does(params Action<JournalMaker>[] all) => journal =>
    {
        foreach (Action<JournalMaker> each in all)
        {
            each((JournalMaker)journal);
        }
    };

    private static void Make(JournalMaker journal) => MakeAs(journal, New, Ceremonies.AnyKey.ExportSubjectPublicKeyInfo());

    private static void MakeAs(JournalMaker journal, GenerateKeyPair action, byte[] publicKey) =>
        Do(journal, action, new KeyReceipt(journal.Serials[action.Token.Name], action.Label, action.Id, "rsa-2048", publicKey, Ceremonies.Attributes).ToJson());

    private static SignChallenge Challenge(TokenRef token, string id) => new(token, id, "new", SignatureAlgorithm.Sha256Rsa, [1]);

    private static void Challenged(JournalMaker journal) => Do(journal, Challenge(Hsm, "99"), Signature);

    private static void Signed(JournalMaker journal) => Do(journal, new Sign(Hsm, "99", "new", SignatureAlgorithm.Sha256Rsa, Ceremonies.Parts(Certificate).Tbs), Signature);

    private static void Stored(JournalMaker journal) => Do(journal, new StoreCertificate(Hsm, "99", "new", Certificate), Stored(Certificate));

    private static JsonMap Stored(byte[] certificate) => new StoredReceipt(JournalMaker.Hash(certificate)).ToJson();

    // The operator alone agrees where it does not matter who did: an officer who confirms signs with a key that may be the one in question.
    private static void Do(JournalMaker journal, CeremonyAction action, JsonMap receipt) => journal.Perform(journal.Approve(Confirming(action), action), action, receipt);

    private static void Begin(JournalMaker journal, CeremonyAction action) => journal.Intend(journal.Approve([], action), action);

    private static Actor[] Confirming(CeremonyAction action) => action is GenerateKeyPair ? Officers : [];
}
