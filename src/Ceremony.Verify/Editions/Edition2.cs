namespace Ceremony.Verify;

/// <summary>Edition 2: the same as edition 3 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition2
{
    public static Rules Rules { get; } = Edition3.Rules with
    {
        Edition = 2,
        HasSheets = false,
        HasClearNames = false,
        HasOneSeatEach = false,
        TellsOfClockToTheEnd = false,
        ComparesTokens = false,
        Lines = Edition3.Rules.Lines.Without("head-signed", "witnessed").With(
            new KnownLine("opened", "format edition ceremony title version mode script-sha256 program-version program-sha256 machine modules confirm"),
            new KnownLine("aborted", "reason keys"),
            new KnownLine("sealed", "outcome roster quorum")),
    };
}
