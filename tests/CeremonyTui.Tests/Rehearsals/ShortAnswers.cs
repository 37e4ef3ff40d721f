namespace CeremonyTui.Tests.Rehearsals;

/// <summary>Answers for a short rehearsal of one key.</summary>
internal static class ShortAnswers
{
    /// <summary>What holds at each step.</summary>
    public const string Everywhere = "format: ceremony-answers/1\neverywhere: { pin: as-shown, step-number: as-shown, words: as-shown }\n";

    /// <summary>All that is answered until the key is to be made; there the program is left.</summary>
    public const string UntilTheKey = Everywhere + """
        parameters: { key: Signing key }
        steps:
          gather:
            operator 1: Olga Berg
            officer 1: Ada Vega
            officer 2: Bo Lind
            witness 1: Wim Zorn
            pin console-officer-1.p12: '358213'
            pin console-officer-2.p12: '914472'
          key: { events: [ { leave: true } ] }
        """;
}
