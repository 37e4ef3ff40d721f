using Ceremony.Core.Json;
using Ceremony.Verify;

namespace Ceremony.TestKit;

/// <summary>The fields of lines as the verifier knows them, for tests that write lines.</summary>
public static class VerifiersFields
{
    /// <summary>The kinds of lines, the actions, the facts and the kinds of steps of the newest edition.</summary>
    public static IEnumerable<string> Names =>
    [
        .. CurrentEdition.Rules.Lines.Names.Select(name => $"line {name}"),
        .. CurrentEdition.Rules.Actions.Names.Select(name => $"action {name}"),
        .. CurrentEdition.Rules.Facts.Names.Select(name => $"fact {name}"),
        .. CurrentEdition.Rules.Steps.Names.Select(name => $"step {name}"),
    ];

    /// <summary>What is wrong with a line's fields in the newest edition, each as a clause.</summary>
    public static IEnumerable<string> Problems(JsonMap line) => CurrentEdition.Rules.LineProblems(line.Text("kind"), line);
}
