using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Verify.Tests;

public class VerdictTests
{
    private const string NothingFromOutside = "outside: Neither a fingerprint nor a trusted certificate was given: a forger could have made all of this.";

    [Fact]
    public void An_archive_that_agrees_with_the_fingerprint_is_valid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Verdict verdict = archive.Verify();
        Assert.Empty(verdict.Failures());
        Assert.Equal("VALID REHEARSAL completed", verdict.FirstLine);
        Assert.Equal(0, verdict.ExitCode);
        Assert.Equal(archive.Fingerprint, verdict.Fingerprint);
    }

    [Fact]
    public void Without_anything_from_outside_it_is_only_consistent()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Verdict verdict = archive.VerifyAlone();
        Assert.Equal([NothingFromOutside], verdict.Failures());
        Assert.Equal("CONSISTENT REHEARSAL completed", verdict.FirstLine);
        Assert.Equal(4, verdict.ExitCode);
    }

    [Fact]
    public void An_archive_of_production_says_so()
    {
        using MadeArchive archive = MadeArchive.Whole(mode: "production");
        Assert.Equal("VALID PRODUCTION completed", archive.Verify().FirstLine);
    }

    [Fact]
    public void The_fingerprint_can_be_given_as_people_write_it()
    {
        using MadeArchive archive = MadeArchive.Whole();
        string hex = archive.Fingerprint;
        string[] ways =
        [
            hex.ToUpperInvariant(),
            "SHA256:" + hex,
            "sha256: " + string.Join(' ', hex.Chunk(4).Select(group => new string(group))) + "\n",
            string.Join(':', hex.Chunk(2).Select(group => new string(group))),
            string.Join(' ', PgpWords.Of(Convert.FromHexString(hex))),
            string.Join('\n', PgpWords.Of(Convert.FromHexString(hex))).ToUpperInvariant(),
            string.Join(",\r\n\t", PgpWords.Of(Convert.FromHexString(hex))).ToLowerInvariant() + ".",
            string.Join("; ", PgpWords.Of(Convert.FromHexString(hex))),
            "SHA-256: " + hex,
            $"{hex}  SHA256SUMS\n",
            $"{hex} */media/stick/SHA256SUMS",
            string.Join(' ', PgpWords.Of(Convert.FromHexString(hex)).Select((word, at) => $"{at + 1}. {word}")),
            string.Join('\n', PgpWords.Of(Convert.FromHexString(hex)).Select((word, at) => $"{at + 1:00}) {word}")),
            string.Join(", ", PgpWords.Of(Convert.FromHexString(hex)).Select((word, at) => $"{at + 1}: {word}")),
        ];
        Assert.All(ways, way => Assert.Equal(VerdictWord.Valid, Verifier.Verify(archive.Folder, new VerifyOptions { Fingerprint = way }).Word));
    }

    [Theory]
    [InlineData("", "The given fingerprint is neither 64 hex digits nor 32 words.")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  report.txt", "The given fingerprint is neither 64 hex digits nor 32 words.")]
    [InlineData("1. aardvark 3. adroitness", "The given fingerprint is neither 64 hex digits nor 32 words.")]
    [InlineData("abcd", "The given fingerprint is neither 64 hex digits nor 32 words.")]
    [InlineData(
        "no such words no such words no such words no such words no such words no such words no such words no such words no such words no such words no such",
        "Word 1 of the given fingerprint, \"no\", cannot be in that place: a word is missing, repeated or misspelt.")]
    public void A_fingerprint_that_is_none_is_refused(string given, string sentence)
    {
        Assert.False(GivenFingerprint.TryRead(given, out _, out string problem));
        Assert.Equal(sentence, problem);
    }

    [Fact]
    public void Another_fingerprint_makes_it_invalid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        string other = new('a', 64);
        Verdict verdict = Verifier.Verify(archive.Folder, new VerifyOptions { Fingerprint = other });
        Assert.Equal("INVALID REHEARSAL completed", verdict.FirstLine);
        Assert.Equal(1, verdict.ExitCode);
        Assert.Equal([$"fingerprint: The given fingerprint is {other}, that of the archive is {archive.Fingerprint}: this is another archive, or it was changed."], verdict.Failures());
    }

    [Fact]
    public void A_trusted_certificate_above_the_officers_makes_it_valid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Verdict verdict = Verifier.Verify(archive.Folder, new VerifyOptions { Trust = Trusted(Cast.Original.BootCa, Cast.Original.Ca) });
        Assert.Empty(verdict.Failures());
        Assert.Equal(VerdictWord.Valid, verdict.Word);
    }

    [Fact]
    public void A_trusted_certificate_that_is_not_above_the_officers_makes_it_invalid()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Verdict verdict = Verifier.Verify(archive.Folder, new VerifyOptions { Trust = Trusted(Cast.Original.BootCa) });
        Assert.Equal(VerdictWord.Invalid, verdict.Word);
        Assert.Equal(
            ["trust: CN=ada does not stand under a certificate that was given as trusted: the issuer of the certificate of CN=ada is missing: CN=Officer CA."], verdict.Failures());
    }

    [Fact]
    public void Trusted_certificates_are_read_in_PEM_with_text_around_them_and_in_DER()
    {
        byte[][] two = [Cast.Original.BootCa.Certificate, Cast.Original.Ca.Certificate];
        string pem = string.Concat(two.Select(each => "0 is where the list begins:\n" + Signatures.ToPem("CERTIFICATE", each)));
        Assert.True(GivenTrust.TryRead(Encoding.UTF8.GetBytes(pem.Replace("\n", "\r\n", StringComparison.Ordinal)), out IReadOnlyList<byte[]> read, out _));
        Assert.Equal(two, read);
        Assert.True(GivenTrust.TryRead(two[1], out read, out _));
        Assert.Equal([two[1]], read);
    }

    [Theory]
    [InlineData("", "The file given as trusted contains no certificate, neither in PEM nor in DER.")]
    [InlineData("nothing", "The file given as trusted contains no certificate, neither in PEM nor in DER.")]
    [InlineData("@-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "The file given as trusted contains something that is not a certificate.")]
    [InlineData("@-----BEGIN CERTIFICATE-----\nnot base64\n-----END CERTIFICATE-----\n", "The file given as trusted contains something that is not a certificate.")]
    [InlineData("@-----BEGIN CERTIFICATE-----\n", "The file given as trusted contains something that is not a certificate.")]
    [InlineData("@-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "The file given as trusted contains something that is not a certificate.")]
    public void A_file_that_cannot_be_read_as_a_whole_is_trusted_in_nothing(string file, string sentence)
    {
        Assert.False(GivenTrust.TryRead(Encoding.UTF8.GetBytes(file.Replace("@", Signatures.ToPem("CERTIFICATE", Cast.Original.Ca.Certificate), StringComparison.Ordinal)), out _, out string problem));
        Assert.Equal(sentence, problem);
        Assert.False(GivenTrust.TryRead([.. Cast.Original.Ca.Certificate, 0], out _, out problem));
        Assert.Equal("The file given as trusted contains something that is not a certificate.", problem);
    }

    [Fact]
    public void An_archive_forged_with_fresh_keys_is_consistent_and_nothing_more()
    {
        using MadeArchive original = MadeArchive.Whole();
        using MadeArchive forged = MadeArchive.Whole(cast: Cast.Forged);
        Assert.Equal("CONSISTENT REHEARSAL completed", forged.VerifyAlone().FirstLine);
        Assert.Equal("INVALID REHEARSAL completed", Verifier.Verify(forged.Folder, new VerifyOptions { Fingerprint = original.Fingerprint }).FirstLine);
        Verdict trusted = Verifier.Verify(forged.Folder, new VerifyOptions { Trust = Trusted(Cast.Original.Ca) });
        Assert.Equal(
            ["trust: CN=ada does not stand under a certificate that was given as trusted: the certificate of CN=ada is not signed by the key of CN=Officer CA."], trusted.Failures());
    }

    [Fact]
    public void Keys_made_at_the_console_are_valid_only_where_that_is_allowed()
    {
        const string Sentence = "console-keys: The key of officer 1 was made at the ceremony's console, which is not dual control; --allow-console-keys accepts that.";
        using MadeArchive archive = MadeArchive.Small();
        Verdict strict = archive.Verify();
        Assert.Equal("INVALID REHEARSAL completed", strict.FirstLine);
        Assert.Equal([Sentence], strict.Failures());
        Verdict alone = archive.VerifyAlone();
        Assert.Equal("CONSISTENT REHEARSAL completed", alone.FirstLine);
        Assert.Equal([Sentence, NothingFromOutside], alone.Failures());
        Verdict allowed = Verifier.Verify(archive.Folder, new VerifyOptions { Fingerprint = archive.Fingerprint, AllowConsoleKeys = true });
        Assert.Equal("VALID REHEARSAL completed", allowed.FirstLine);
        Assert.Empty(allowed.Failures());
    }

    [Fact]
    public void An_aborted_ceremony_can_be_sealed_by_nobody()
    {
        var journal = new JournalMaker();
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        journal.Line("aborted", new JsonMap { { "reason", "Somebody fell ill." }, { "keys", new JsonList() } });
        journal.Seal("aborted", 2);
        using MadeArchive archive = MadeArchive.Of(journal, Cast.Original);
        Assert.Empty(archive.Verify().Failures());
        Assert.Equal("VALID REHEARSAL aborted", archive.Verify().FirstLine);
        Assert.Contains(archive.Verify().Checks, check => check.Sentence.StartsWith("0 of the 0 in the roster signed SHA256SUMS", StringComparison.Ordinal));
        Assert.Equal(
            ["trust: Fewer officers signed than have to agree, so the trusted certificates prove nothing."],
            Verifier.Verify(archive.Folder, new VerifyOptions { Trust = Trusted(Cast.Original.Ca) }).Failures());
    }

    [Fact]
    public void An_aborted_ceremony_can_be_sealed_by_fewer_than_are_in_its_roster()
    {
        Cast cast = Cast.Original;
        var journal = new JournalMaker();
        Actor[] officers = [cast.Console1, cast.Console2];
        Ceremonies.BeginSmall(journal, officers);
        journal.Line("aborted", new JsonMap { { "reason", "Somebody fell ill." }, { "keys", new JsonList() } });
        journal.Seal("aborted", 2, officers);
        using MadeArchive archive = MadeArchive.Of(journal, cast, cast.Console1);
        var options = new VerifyOptions { AllowConsoleKeys = true };
        Assert.Contains(
            "1 of the 2 in the roster signed SHA256SUMS, and nobody else did, each with a different key; an aborted ceremony is sealed by whoever can sign.",
            archive.Verify().Checks.Select(check => check.Sentence));
        Assert.Equal(["officer 1"], archive.Verify().Signers.Select(signer => signer.Officer));
        Assert.Equal("VALID REHEARSAL aborted", Verifier.Verify(archive.Folder, options with { Fingerprint = archive.Fingerprint }).FirstLine);
        Assert.Equal(
            ["trust: Fewer officers signed than have to agree, so the trusted certificates prove nothing."],
            Verifier.Verify(archive.Folder, options with { Trust = Trusted(officers) }).Failures());
    }

    [Fact]
    public void The_text_says_three_words_the_fingerprint_and_each_check()
    {
        using MadeArchive archive = MadeArchive.Whole();
        string[] lines = archive.Verify().ToText().Split('\n');
        Assert.Equal("VALID REHEARSAL completed", lines[0]);
        Assert.Equal("fingerprint " + archive.Fingerprint, lines[1]);
        Assert.Equal("edition 7", lines[2]);
        Assert.Equal("judged " + archive.Folder, lines[3]);
        Assert.Equal("signed by Ada Berg, as ada, by a certificate of CN=ada", lines[4]);
        Assert.Equal("signed by Bo Carlsson, as bo, by a certificate of CN=bo", lines[5]);
        Assert.Equal("√ files                  The archive contains exactly the files that SHA256SUMS lists.", lines[6]);
        Assert.Equal("√ fingerprint            The given fingerprint is that of the archive.", lines[^2]);
        Assert.Equal("", lines[^1]);
        File.AppendAllText(archive.PathOf("report.txt"), "x");
        Assert.Contains("× hashes                 \"report.txt\" is not the file that SHA256SUMS lists: its hash differs.\n", archive.Verify().ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_told_the_same_as_people()
    {
        using MadeArchive archive = MadeArchive.Whole();
        Verdict verdict = archive.Verify();
        JsonMap json = CanonicalJson.ParseCanonical(CanonicalJson.Write(verdict.ToJson())).AsMap();
        Assert.Equal("VALID", json.Text("word"));
        Assert.Equal("REHEARSAL", json.Text("mode"));
        Assert.Equal("completed", json.Text("outcome"));
        Assert.Equal(archive.Fingerprint, json.Text("fingerprint"));
        Assert.Equal(archive.Folder, json.Text("judged"));
        Assert.Equal(verdict.Signers, json["signers"].AsList().Select(each => new SignerName(each.AsMap().Text("officer"), each.AsMap().Text("person"), each.AsMap().Text("subject"))));
        Assert.Equal(verdict.Checks, json["checks"].AsList().Select(each => new CheckResult(each.AsMap().Text("name"), each.AsMap()["passed"].AsBool(), each.AsMap().Text("sentence"))));
    }

    [Fact]
    public void A_path_where_nothing_is_is_invalid()
    {
        Verdict verdict = Verifier.Verify(Path.Combine(Path.GetTempPath(), "ceremony-nothing-here"), new VerifyOptions());
        Assert.Equal("INVALID UNKNOWN unfinished", verdict.FirstLine);
        Assert.Equal(["path: There is no such file or folder."], verdict.Failures());
        Assert.Equal(["path: It cannot be read."], Verifier.Verify("a\0b", new VerifyOptions()).Failures());
        Assert.Equal(["path: It cannot be read."], Verifier.Verify("", new VerifyOptions()).Failures());
    }

    [Theory]
    [InlineData("sha256sum --strict -c SHA256SUMS")]
    [InlineData("openssl cms -verify -binary -inform DER -in SHA256SUMS.p7s -content SHA256SUMS -certfile officers.pem -CAfile officers.pem -purpose any -attime 1772380800 -out /dev/null")]
    public void Stock_tools_accept_what_the_verifier_accepts(string command)
    {
        using MadeArchive archive = MadeArchive.Whole();
        (int code, string said) = Tool.RunIn(archive.Folder, "/bin/sh", "-c", command);
        Assert.True(code == 0, said);
    }

    private static IReadOnlyList<byte[]> Trusted(params Actor[] actors) => [.. actors.Select(actor => actor.Certificate)];
}
