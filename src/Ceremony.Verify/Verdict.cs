using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;

namespace Ceremony.Verify;

/// <summary>The first of the three words. docs/verify.md says what each means, and what it does not mean.</summary>
public enum VerdictWord
{
    /// <summary>Whole, signed by the people it names, and in agreement with the fingerprint or trust anchor given from outside.</summary>
    Valid,

    /// <summary>Whole, and signed by the people it names; nothing from outside was given to compare with, so a forger could have made it.</summary>
    Consistent,

    /// <summary>Correct as far as it goes, but there is no sealed archive.</summary>
    Incomplete,

    /// <summary>Correct except for an incomplete last line.</summary>
    Torn,

    /// <summary>Something is wrong; a check says what.</summary>
    Invalid,

    /// <summary>A newer program made it: this one does not know the rules of its edition.</summary>
    Unknown,
}

/// <summary>What the verifier says about an archive or a journal.</summary>
/// <param name="Word">How far it can be relied upon.</param>
/// <param name="Mode"><c>PRODUCTION</c> or <c>REHEARSAL</c>; <c>UNKNOWN</c> where the first line cannot be read.</param>
/// <param name="Outcome"><c>completed</c> or <c>aborted</c>; <c>unfinished</c> where nothing was sealed.</param>
/// <param name="Checks">Each check that was made, in order.</param>
/// <param name="Fingerprint">The ceremony fingerprint that was found, 64 lower-case hex digits; null where there is no <c>SHA256SUMS</c>.</param>
public sealed record Verdict(VerdictWord Word, string Mode, string Outcome, IReadOnlyList<CheckResult> Checks, string? Fingerprint)
{
    /// <summary>The full path of the archive's folder or the journal that was judged; null where there was nothing to judge.</summary>
    public string? Judged { get; init; }

    /// <summary>The edition of the record; null where the first line cannot be read.</summary>
    public long? Edition { get; init; }

    /// <summary>Who signed the archive with a valid signature, in the roster's order.</summary>
    public IReadOnlyList<SignerName> Signers { get; init; } = [];

    /// <summary>The three words, such as <c>VALID REHEARSAL completed</c>.</summary>
    public string FirstLine => $"{WordText} {Mode} {Outcome}";

    /// <summary>0 for VALID, 4 for CONSISTENT, 1 for all others.</summary>
    public int ExitCode => Word switch
    {
        VerdictWord.Valid => 0,
        VerdictWord.Consistent => 4,
        _ => 1,
    };

    /// <summary>
    /// The same with a check of an archive's files that somebody else made, behind the verifier's own. One that was made and does not hold makes a known
    /// edition's archive INVALID.
    /// </summary>
    public Verdict With(CheckResult check) => this with
    {
        Word = check is { IsMade: true, Passed: false } && Word != VerdictWord.Unknown ? VerdictWord.Invalid : Word,
        Checks = [.. Checks.Take(Checklist.OfArchive.Count), check, .. Checks.Skip(Checklist.OfArchive.Count)],
    };

    private string EditionText => Word == VerdictWord.Unknown
        ? $"{Edition}: made by a newer program; this program knows editions {KnownEditions.First.Edition} to {KnownEditions.Newest.Edition}"
        : $"{Edition}";

    private string WordText => Word.ToString().ToUpperInvariant();

    /// <summary>
    /// The three words, the fingerprint, the edition, what was judged, who signed, then check by check with √, × or, where it was not made, ?; a
    /// line feed after each line.
    /// </summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(FirstLine).Append('\n');
        if (Fingerprint is not null)
        {
            text.Append("fingerprint ").Append(Fingerprint).Append('\n');
        }

        if (Edition is not null)
        {
            text.Append("edition ").Append(EditionText).Append('\n');
        }

        if (Judged is not null)
        {
            text.Append("judged ").Append(Hostile.Escape(Judged)).Append('\n');
        }

        foreach (SignerName signer in Signers)
        {
            text.Append("signed by ").Append(signer).Append('\n');
        }

        int width = Checks.Count == 0 ? 0 : Checks.Max(check => check.Name.Length);
        foreach (CheckResult check in Checks)
        {
            text.Append(check.Mark).Append(' ').Append(check.Name.PadRight(width)).Append("  ").Append(check.Sentence).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same for programs.</summary>
    public JsonMap ToJson() => new()
    {
        { "word", WordText },
        { "mode", Mode },
        { "outcome", Outcome },
        { "fingerprint", Fingerprint is null ? null : new JsonText(Fingerprint) },
        { "edition", Edition is { } edition ? new JsonNumber(edition) : null },
        { "judged", Judged is null ? null : new JsonText(Judged) },
        { "signers", new JsonList(Signers.Select(signer => (JsonValue)signer.ToJson())) },
        { "checks", new JsonList(Checks.Select(check => (JsonValue)check.ToJson())) },
    };
}

/// <summary>What one check found.</summary>
/// <param name="Name">Its name, as docs/verify.md explains it.</param>
/// <param name="Passed">Whether what it asks for holds.</param>
/// <param name="Sentence">What holds, or the first thing that is wrong; one line, with anything foreign escaped.</param>
public sealed record CheckResult(string Name, bool Passed, string Sentence)
{
    /// <summary>Whether it was made; where it was not, nobody knows whether what it asks for holds.</summary>
    public bool IsMade { get; init; } = true;

    /// <summary>The sign before it.</summary>
    public char Mark => !IsMade ? '?' : Passed ? '√' : '×';

    /// <summary>The canonical form.</summary>
    public JsonMap ToJson() => new() { { "name", Name }, { "passed", Passed }, { "made", IsMade ? null : new JsonBool(false) }, { "sentence", Sentence } };
}
