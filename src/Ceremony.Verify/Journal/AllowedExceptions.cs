using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>The exceptions that officers approved, by their three texts; gathered once, since a record may ask for many.</summary>
internal sealed class AllowedExceptions
{
    private readonly Dictionary<(string? Step, string Expected, string Happened, string Decided), long> _inStep = [];
    private readonly Dictionary<(string Expected, string Happened, string Decided), long> _anywhere = [];

    /// <summary>Gathers them. Throws <see cref="JsonFormatException"/>.</summary>
    public AllowedExceptions(Evidence evidence)
    {
        foreach (JournalLine approved in evidence.Of("approved"))
        {
            JsonList? actions = evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved)?.Json["actions"].AsList();
            foreach (JsonMap action in (actions ?? []).Select(each => each.AsMap()).Where(action => action.Text("do") == "allow-exception"))
            {
                (string expected, string happened, string decided) = Texts(action);
                _inStep.TryAdd((approved.Step, expected, happened, decided), approved.Seq);
                _anywhere.TryAdd((expected, happened, decided), approved.Seq);
            }
        }
    }

    /// <summary>Whether the officers approved an exception before it was written, in its own step.</summary>
    public bool HasInStep(JournalLine exception)
    {
        (string expected, string happened, string decided) = Texts(exception.Json);
        return _inStep.TryGetValue((exception.Step, expected, happened, decided), out long approved) && approved < exception.Seq;
    }

    /// <summary>Whether the officers approved an exception before it was written, wherever.</summary>
    public bool Has(JournalLine exception) => _anywhere.TryGetValue(Texts(exception.Json), out long approved) && approved < exception.Seq;

    private static (string Expected, string Happened, string Decided) Texts(JsonMap json) => (json.Text("expected"), json.Text("happened"), json.Text("decided"));
}
