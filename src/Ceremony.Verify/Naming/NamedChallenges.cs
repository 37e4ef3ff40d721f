using System.Globalization;
using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// What is called a sign-in challenge is one, of its step and of the officer whose key signs it. The operator alone agrees to a sign-in: under its name, a key
/// could sign a certificate without the officers.
/// </summary>
internal sealed class NamedChallenges
{
    private static readonly string[] Lines = ["ceremony-sign-in/1", "step: ", "officer: ", "role: ", "at: ", "nonce: ", ""];

    private readonly Dictionary<string, (string? Token, string? KeyId, string? File)> _officers = new(StringComparer.Ordinal);

    private readonly Dictionary<string, (HashSet<string> Times, HashSet<string> Nonces)> _looked = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the challenge that a line intends to have signed, as a clause, or null.</summary>
    public string? Problem(JournalLine line)
    {
        if (line.Kind == "intended" && line.Json["action"].AsMap() is var action && action.Text("do") is "sign-challenge" or "sign-challenge-with-soft-token")
        {
            return Problem(line.Step ?? "", action);
        }

        if (line.Kind == "looked")
        {
            Look(line.Step ?? "", line.Json["look"].AsMap().Text("look"), line.Json["seen"].AsMap());
        }

        if (line.Kind == "step-done")
        {
            Learn(line);
        }

        return null;
    }

    private string? Problem(string step, JsonMap action)
    {
        string[] lines = Encoding.UTF8.GetString(action.Bytes("bytes")).Split('\n');
        if (lines.Length != Lines.Length || lines.Zip(Lines).Any(each => !each.First.StartsWith(each.Second, StringComparison.Ordinal)) || lines[0] != Lines[0] || lines[^1].Length > 0)
        {
            return "what is signed as a sign-in challenge is none";
        }

        string officer = lines[2][Lines[2].Length..];
        return lines[1] != Lines[1] + step ? "the sign-in challenge is that of another step"
            : !_officers.TryGetValue(officer, out (string? Token, string? KeyId, string? File) known) ? $"the sign-in challenge names {officer}, who is no officer"
            : known != (action.Find("token")?.AsText(), action.Find("key-id")?.AsText(), action.Find("file")?.AsText()) ? $"the sign-in challenge of {officer} is signed with a key that is not this officer's"
            : Drawn(step, lines[4][Lines[4].Length..], lines[5][Lines[5].Length..]);
    }

    // A challenge is fresh: nobody chose its nonce, and it is of the time that the clock showed.
    private string? Drawn(string step, string at, string nonce) => _looked.GetValueOrDefault(step) switch
    {
        ({ } times, _) when !times.Contains(at) => "the sign-in challenge is of another time than the clock showed in the step",
        (_, { } nonces) when nonces.Contains(nonce) => null,
        _ => "the nonce of the sign-in challenge was not drawn in the step",
    };

    private void Look(string step, string look, JsonMap seen)
    {
        if (!_looked.TryGetValue(step, out (HashSet<string> Times, HashSet<string> Nonces) looked))
        {
            _looked.Add(step, looked = ([], []));
        }

        if (look == "clock")
        {
            looked.Times.Add(DateTimeOffset.FromUnixTimeSeconds(seen.Number("seconds")).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }
        else if (look == "random")
        {
            looked.Nonces.Add(seen.Text("hex"));
        }
    }

    private void Learn(JournalLine line)
    {
        foreach (CeremonyFact fact in Evidence.Facts(line))
        {
            if (fact is OfficerCreated officer)
            {
                _officers[officer.Officer] = (officer.Token?.Name, officer.KeyId, officer.File);
            }
            else if (fact is OfficerRecognised recognised)
            {
                _officers.TryAdd(recognised.Officer, (null, null, recognised.File));
            }
        }
    }
}
