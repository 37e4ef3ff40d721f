namespace Ceremony.Verify;

/// <summary>Edition 1, of journals whose first line names no edition: the same as edition 2 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition1
{
    public static Rules Rules { get; } = Edition2.Rules with
    {
        Edition = 1,
        Forms = KnownForms.First,
        Lines = Edition2.Rules.Lines.With(
            new KnownLine("opened", "format ceremony title version mode script-sha256 program-version program-sha256 machine modules confirm"),
            new KnownLine("exported", "to") { CanFollowSeal = true }),
        Actions = Edition2.Rules.Actions.With(
            Worded("generate-key-pair", it => $"Generate the key pair \"{it["label"]}\", {it["algorithm"]}, in {it.Token}; it cannot leave it."),
            Worded("generate-secret-key", it => $"Generate the secret key \"{it["label"]}\", {it["algorithm"]}, in {it.Token}; it cannot leave it."),
            Worded("edit-config", it => $"Set {it.Settings} in {it["file"]}, masked SHA-256 {it["after"]}; the file as it is is kept as {it["backup"]}."),
            Worded("place-file", it => $"Put the file {it["file"]} in place, SHA-256 {it["sha256"]}{it.Where("from", ", copied from ")}{it.Where("backup", "; what stands there is kept as ")}.")),
    };

    private static KnownAction Worded(string action, Func<Spoken, string> sentence) => Edition2.Rules.Actions.Find(action)! with { Sentence = sentence };
}
