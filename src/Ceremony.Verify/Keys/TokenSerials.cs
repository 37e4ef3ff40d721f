using Ceremony.Core.Json;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>Which token stood under a name at each line, by its serial number: as the last inventory or look before it showed.</summary>
internal sealed class TokenSerials
{
    private readonly Dictionary<string, List<(long Seq, string Serial, string Label)>> _seen = new(StringComparer.Ordinal);

    public TokenSerials(Evidence evidence)
    {
        foreach (JournalLine line in evidence.Of("inventory", "looked"))
        {
            Take(line);
        }
    }

    /// <summary>Takes note of a further line.</summary>
    public void Take(JournalLine line)
    {
        foreach ((string token, JsonMap view) in Views(line))
        {
            if (!_seen.TryGetValue(token, out List<(long Seq, string Serial, string Label)>? seen))
            {
                _seen.Add(token, seen = []);
            }

            seen.Add((line.Seq, view.Text("serial"), view.Text("label")));
        }
    }

    /// <summary>The views of tokens in an inventory, or in a look.</summary>
    public static IEnumerable<(string Token, JsonMap View)> Views(JournalLine line) => line.Kind switch
    {
        "inventory" => line.Json["tokens"].AsList().Select(each => each.AsMap()).Where(each => each.Find("view") is not null).Select(each => (each.Text("token"), each["view"].AsMap())),
        "looked" when line.Json["look"].AsMap() is var look && look.Text("look") == "token" => [(look.Text("token"), line.Json["seen"].AsMap())],
        _ => [],
    };

    /// <summary>Why a token that did something in a line is not the one with that serial number, as a clause, or null.</summary>
    public string? Problem(TokenRef token, string serial, long seq) => Before(token, seq) switch
    {
        null => $"the token \"{token.Name}\" had not been seen, neither in an inventory nor by a look",
        (var last, _) when last != serial => $"the token \"{token.Name}\" is said to have the serial number {serial}, but the one that was seen has {last}",
        _ => null,
    };

    /// <summary>Whether a token bore a number, as its label or as its serial number, when it was last seen before a line.</summary>
    public bool Bears(TokenRef token, string number, long seq) => Before(token, seq) is var (serial, label) && (serial == number || label == number);

    private (string Serial, string Label)? Before(TokenRef token, long seq)
    {
        if (!_seen.TryGetValue(token.Name, out List<(long Seq, string Serial, string Label)>? seen))
        {
            return null;
        }

        (int low, int high) = (0, seen.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = seen[middle].Seq < seq ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : (seen[low - 1].Serial, seen[low - 1].Label);
    }
}
