using Ceremony.Core.Json;
using Ceremony.Verify;

namespace Ceremony.TestKit;

/// <summary>The fields of lines as the verifier knows them, for tests that write lines.</summary>
public static class VerifiersFields
{
    /// <summary>What is wrong with a line's fields in the newest edition, each as a clause.</summary>
    public static IEnumerable<string> Problems(JsonMap line) => CurrentEdition.Rules.LineProblems(line.Text("kind"), line);
}
