using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify.Tests;

/// <summary>Journals that are written as far as a test needs them, and the failures that the verifier finds in them.</summary>
internal static class Judged
{
    public static readonly string Zeros = new('0', 64);

    public static IReadOnlyList<string> BeforeOfficers(Action<JournalMaker> act)
    {
        var journal = new JournalMaker();
        journal.Open(2, ("gather", "gather"), ("seal", "seal-transcript"));
        act(journal);
        return Failures(journal);
    }

    /// <summary>A ceremony whose second step is of that kind and was begun.</summary>
    public static IReadOnlyList<string> Started(string kind, Action<JournalMaker> act)
    {
        var journal = new JournalMaker();
        Ceremonies.BeginSmall(journal, [Cast.Original.Console1, Cast.Original.Console2], kind);
        journal.Begin("key", kind);
        act(journal);
        return Failures(journal);
    }

    public static IReadOnlyList<string> AfterApproval(Action<JournalMaker, long, GenerateKeyPair> act)
    {
        var journal = new JournalMaker();
        Actor[] officers = [Cast.Original.Console1, Cast.Original.Console2];
        Ceremonies.BeginSmall(journal, officers);
        journal.Begin("key", "generate-key");
        var action = new GenerateKeyPair(new TokenRef("hsm"), "Test key", "0a", KeyAlgorithm.Rsa2048, ["sign"]);
        journal.Show("One");
        long approved = journal.Approve(officers, action);
        act(journal, approved, action);
        return Failures(journal);
    }

    public static IReadOnlyList<string> Failures(JournalMaker journal) => journal.VerifyAlone(new VerifyOptions { AllowConsoleKeys = true }).Failures();

    public static void Resume(JournalMaker journal, string? program = null, string? script = null, string? module = null)
    {
        journal.Line("witnessed", new JsonMap { { "line", 0 } });
        journal.Line("resumed", new JsonMap { { "program-version", "0.1.0" }, { "program-sha256", program ?? JournalMaker.Hash([1]) }, { "script-sha256", script ?? JournalMaker.Hash(journal.Script) }, { "modules", Modules(module) } });
    }

    public static long Record(JournalMaker journal, AllowException exception) =>
        journal.Line("exception", new JsonMap { { "expected", exception.Expected }, { "happened", exception.Happened }, { "decided", exception.Decided } });

    public static void Note(JournalMaker journal) => journal.Line("note", new JsonMap { { "text", "One more." } });

    public static JsonMap Receipt() => new KeyReceipt("HSM-1", "Test key", "0a", "rsa-2048", Ceremonies.AnyKey.ExportSubjectPublicKeyInfo(), Ceremonies.Attributes).ToJson();

    public static JsonList Modules(string? sha256) => sha256 is null ? [] : new JsonList(new JsonMap { { "module", "/hsm.so" }, { "sha256", sha256 } });

    public static string Request(int line, string kind) => $"requests: Line {line} ({kind}): its content is not what was asked for: the hash of the request differs.";
}
