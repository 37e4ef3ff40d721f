using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Verify;

namespace Ceremony.TestKit;

/// <summary>What people sign as they leave, and read from paper.</summary>
public sealed partial class JournalMaker
{
    /// <summary>An officer signs the last line as the program is left; where something else was signed, the text tells.</summary>
    public void SignHead(Actor officer, long head, string? said = null)
    {
        said ??= $"ceremony-leave/1\nceremony: {Id}\nmode: {Mode}\nline: {head}\nhash: {Hash(_lines[(int)head - 1])}\n";
        Line("head-signed", Named(officer).With(new JsonMap
        {
            { "head", head },
            { "text", said },
            { "algorithm", "sha256-rsa" },
            { "signature", Convert.ToBase64String(officer.Sign(Encoding.UTF8.GetBytes(said))) },
            { "certificate", Convert.ToBase64String(officer.Certificate) },
        }));
    }

    /// <summary>A witness reads a line from the sheet; 0 where it has none.</summary>
    public void Witness(long line) => Line("witnessed", new JsonMap { { "line", line }, { "hash", line == 0 ? null : new JsonText(Hash(_lines[(int)line - 1])) } });

    /// <summary>Shows a fingerprint and has three of its words given, as a witness's sheet has them.</summary>
    public void Compare(string of, string sha256, bool known = false)
    {
        IReadOnlyList<string> words = PgpWords.Of(Convert.FromHexString(sha256));
        JsonMap screen = new Screen("A fingerprint", new FingerprintBlock(of, sha256)).ToJson();
        if (!known)
        {
            Show(screen);
        }

        GiveWords(("word 2", words[1]), ("word 9", $" {words[8].ToUpperInvariant()} "), ("word 32", words[31]));
        if (known)
        {
            Show(screen);
        }
    }

    public void GiveWords(params IReadOnlyList<(string Field, string Word)> words)
    {
        JsonMap screen = new Screen("Words").ToJson();
        var form = new JsonList(words.Select(word => (JsonValue)Field(word.Field)));
        var answers = new JsonMap();
        foreach ((string field, string word) in words)
        {
            answers.Add(field, word);
        }

        Call("answered", new JsonMap { { "screen", screen }, { "form", form }, { "answers", answers } }, new JsonMap { { "ask", form }, { "screen", screen } });
    }

    /// <summary>What comes or goes for good with the action; null where nothing does, and before edition 6, which did not say it.</summary>
    public string? Lasting(CeremonyAction action) => Edition < 6 ? null : new ActionSentences(KnownEditions.Find(Edition)!, Tokens).Lasting(action.ToJson());

    /// <summary>The action's sentence, as docs/format.md gives it.</summary>
    public string Sentence(CeremonyAction action) => action switch
    {
        GenerateKeyPair generate => $"Generate the key pair \"{generate.Label}\", {generate.Algorithm.Name}, in {Tokens[generate.Token.Name]}; {(Edition == 1 ? "it cannot leave it" : "its private key cannot leave the token")}.",
        Sign sign => $"Sign with the key \"{sign.KeyLabel}\" in {Tokens[sign.Token.Name]}, {sign.Algorithm.Name}: {Signed(sign.Bytes)}.",
        SignChallenge challenge => $"Sign a sign-in challenge with the key \"{challenge.KeyLabel}\" on {Tokens[challenge.Token.Name]}.",
        StoreCertificate { Replaces: { } former } store => $"Store the certificate \"{store.Label}\" in {Tokens[store.Token.Name]} in place of the one with the SHA-256 {former}.",
        StoreCertificate store => $"Store the certificate \"{store.Label}\" in {Tokens[store.Token.Name]}.",
        SetPin set when set.ChosenByHolder => $"Have {set.Holder} choose the PIN of {Tokens[set.Token.Name]}.",
        SetPin set => $"Set a random PIN of {set.Digits} digits on {Tokens[set.Token.Name]} and show it to {set.Holder} alone.",
        AllowException allow => $"Go on although {allow.Happened} (expected: {allow.Expected}); decided: {allow.Decided}.",
        EnterInRegistry { Entry: OfficerCreated officer } => $"Enter in the registry: officer \"{officer.Officer}\", held by {officer.Person}.",
        EnterInRegistry { Entry: CertificateProcedureCreated procedure } => $"Enter in the registry: certificate procedure \"{procedure.Procedure}\".",
        EnterInRegistry { Entry: TokenProcedureCreated procedure } => $"Enter in the registry: token procedure \"{procedure.Procedure}\".",
        EnterInRegistry { Entry: OfficerProfileCreated profile } => $"Enter in the registry: officer profile \"{profile.Profile}\".",

        // Of the others ActionSentencesTests has the words.
        _ => new ActionSentences(KnownEditions.Find(Edition)!, Tokens).Of(action.ToJson()),
    };
}
