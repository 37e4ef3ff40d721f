using System.Globalization;

namespace Ceremony.Verify;

/// <summary>Every question that a step of a script asks, docs/format.md, "Questions". A kind of step that is not here asks nothing.</summary>
internal static class KnownForms
{
    private static readonly string[] Compared = ["matches", "differs"];

    public static Table<KnownForm> Current { get; } = new(
        new KnownForm("check-room script hash", "Script hash as on paper", null, Compared),
        new KnownForm("check-room program hash", "Program hash as on paper", null, Compared),
        new KnownForm("check-room module hashes", "Module hashes as on paper", null, Compared),
        new KnownForm("check-room parameters", "Parameters as on paper", null, Compared),
        new KnownForm("check-room clock", "Clock as on the witness's watch", null, Compared),
        new KnownForm("gather operator N", "Operator N", PersonsName),
        new KnownForm("gather officer N", "Officer N", PersonsName),
        new KnownForm("gather witness N", "Witness N", PersonsName),
        new KnownForm("gather auditor N", "Auditor N", PersonsName),
        new KnownForm("gather guest N", "Guest N", PersonsName),
        new KnownForm("record record", null) { IsOpen = true },
        new KnownForm("attest attest", "This statement", null, "agree", "do not agree"),
        new KnownForm("attest remark", "Remark, needed if you do not agree"),
        new KnownForm("operator-action done", "This", null, "done", "not done"),
        new KnownForm("operator-action remark", "Remark, needed if it is not done"),
        new KnownForm("compare-fingerprint word N", "Word N", " *[A-Za-z]+ *"),
        new KnownForm("create-officer certificate", "Certificate for the key") { IsOpen = true },
        new KnownForm("start-service choice", "The officers choose", null, "try again", "restore", "leave it down") { MayOfferFewer = true },
        new KnownForm("seal-transcript seal", "Type SEAL to close the transcript", "SEAL"));

    /// <summary>Those of edition 1.</summary>
    public static Table<KnownForm> First { get; } = Current.With(
        new KnownForm("attest remark", "Remark, needed where you do not agree"),
        new KnownForm("operator-action remark", "Remark, needed where it is not done"));

    /// <summary>The question of that name that a step of a kind asks, and the words beside it; null where it asks none.</summary>
    public static (KnownForm Form, string? Label)? Find(Table<KnownForm> forms, string kind, string name)
    {
        (string general, string number) = Numbered(name);
        return forms.Find($"{kind} {general}") is { } known
            ? (known, number.Length > 0 ? known.Label?.Replace("N", number, StringComparison.Ordinal) : known.Label)
            : null;
    }

    // "word 12" is "word N", and 12.
    private static (string General, string Number) Numbered(string name) =>
        name.LastIndexOf(' ') is var space and > 0 && int.TryParse(name.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? ($"{name[..space]} N", name[(space + 1)..]) : (name, "");

    private const string PersonsName = @"\p{L}[\p{L}\p{M}\p{N} .,'’()-]{0,63}";
}
