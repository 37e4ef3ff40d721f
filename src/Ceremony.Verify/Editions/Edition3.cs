using Ceremony.Core.Facts;

namespace Ceremony.Verify;

/// <summary>Edition 3: the same as edition 4 except for what is listed here. docs/format.md says the same in words.</summary>
internal static class Edition3
{
    public static Rules Rules { get; } = Edition4.Rules with
    {
        Edition = 3,
        ShowsMarks = false,
        HasPlainConfigurations = false,
        ComparesTokensThroughout = false,
        HoldsPeopleToTheEnd = false,
        HasOneKeyASubject = false,
        Actions = Edition4.Rules.Actions.Without("remove-object", "correct-answer"),
        Facts = Edition4.Rules.Facts.With(KnownFact.Of<CaCreated>("ca-created", "ca key certificate artifact", SigningFacts.Created)),
        ComparesClock = false,
        RecordsOpenAirGap = false,
        Lines = Edition4.Rules.Lines.Without("clock-compared", "corrected", "network").With(new KnownLine("opened", "format edition ceremony title version mode script-sha256 program-version program-sha256 machine modules confirm sign-on-leave?")),
    };
}
