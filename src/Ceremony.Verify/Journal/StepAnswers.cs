using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What was asked, answered and looked at in one step, the latest of each.</summary>
internal sealed class StepAnswers
{
    private readonly Dictionary<string, string> _entered = new(StringComparer.Ordinal);

    /// <summary>The latest answers.</summary>
    public JournalLine? Answered { get; set; }

    /// <summary>The latest look at the room.</summary>
    public JournalLine? Room { get; private set; }

    /// <summary>The latest look at the clock.</summary>
    public JournalLine? Clock { get; private set; }

    public void Look(JournalLine line)
    {
        switch (line.Json["look"].AsMap().Text("look"))
        {
            case "room":
                Room = line;
                break;
            case "clock":
                Clock = line;
                break;
        }
    }

    public void Enter(JournalLine line)
    {
        JsonMap person = line.Json["person"].AsMap();
        _entered[$"{person.Text("role")} {person.Number("number").ToString(CultureInfo.InvariantCulture)}"] = person.Text("name");
    }

    /// <summary>Why nobody can have attested here, as a clause, or null: whoever does not agree is not asked to.</summary>
    public string? Agreement(string? kind) => kind switch
    {
        "attest" => Says("attest", "agree"),
        "operator-action" => Says("done", "done"),
        _ => null,
    };

    /// <summary>Why those who entered are not those who were named, as a clause, or null.</summary>
    /// <param name="rules">The rules of the edition.</param>
    public string? People(Rules rules)
    {
        if (Answered?.Json["answers"].AsMap() is not { } named)
        {
            return "the people were gathered, but nobody was named";
        }

        if (rules.HasOneSeatEach && named.GroupBy(seat => PersonName.Folded(seat.Value.AsText()), StringComparer.Ordinal).FirstOrDefault(seats => seats.Count() > 1)?.Select(seat => seat.Key).ToArray() is [var one, var another, ..])
        {
            return $"one person was named as {one} and as {another}";
        }

        foreach ((string seat, JsonValue answer) in named)
        {
            string name = string.Join(' ', answer.AsText().Split(' ', StringSplitOptions.RemoveEmptyEntries));
            if (_entered.GetValueOrDefault(seat) != name)
            {
                return $"{name} was named as {seat}, but {(_entered.GetValueOrDefault(seat) ?? "nobody")} entered";
            }
        }

        return _entered.Keys.FirstOrDefault(seat => named.Find(seat) is null) is { } unnamed ? $"{_entered[unnamed]} entered as {unnamed}, but was not named" : null;
    }

    /// <summary>Why what was recorded is not what was answered, as a clause, or null.</summary>
    public string? Recorded(JsonMap outputs) => outputs.Count == 0 ? "something was to be recorded, but there is no output" : outputs.Names.FirstOrDefault(name => outputs.Text(name) != Find("record")) is { } other
        ? $"the output \"{other}\" is not what was answered"
        : null;

    private string? Says(string question, string answer) => Find(question) == answer ? null : "somebody attested who had not said so when asked";

    private string? Find(string question) => Answered?.Json["answers"].AsMap().Find(question)?.AsText();
}
