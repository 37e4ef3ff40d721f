using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>Counts PINs over the steps of a script.</summary>
internal sealed class PinCount(BoundScript script)
{
    private readonly List<(string Who, string For)> _entries = [];
    private readonly HashSet<TokenRef> _personalised = [];
    private readonly Dictionary<string, OfficerCard> _officers = [];
    private readonly Dictionary<string, (string File, string Seat)> _softTokens = [];
    private readonly HashSet<string> _ownTokens = [];
    private readonly int _quorum = script.Script.Confirm.Officers;
    private int _created;

    /// <summary>Adds a step's.</summary>
    public void Count(BoundStep bound, StepForecast step)
    {
        // New officers confirm with their own tokens once there are as many as must confirm; until then those of the beginning do.
        string with = _created >= _quorum ? $"to confirm by {string.Join(" or ", _ownTokens.Order(StringComparer.Ordinal))}" : "to confirm";
        foreach (string officer in Officers())
        {
            _entries.AddRange(Enumerable.Repeat((officer, with), step.Confirmations));
        }

        foreach (TokenRef login in step.Logins)
        {
            CountLogin(login);
        }

        foreach (string token in step.LaterLogins)
        {
            CountLaterLogin(bound, token);
        }

        if (step.GivesPin is { } given)
        {
            _personalised.Add(given);
        }

        Remember(bound, step);
    }

    /// <summary>Everybody's.</summary>
    public IReadOnlyList<ForecastPins> All() =>
    [
        .. _entries.GroupBy(entry => entry.Who).OrderBy(person => person.Key, StringComparer.Ordinal).Select(person => new ForecastPins(
            person.Key,
            person.Count(),
            [.. person.GroupBy(entry => entry.For).Select(what => $"{what.Count()} {what.Key}")])),
    ];

    private IEnumerable<string> Officers()
    {
        int present = script.Script.People.Where(each => each.Role == "officer").Sum(each => each.Count);
        return present == _quorum ? Enumerable.Range(1, _quorum).Select(number => $"officer {number}") : ["each officer who confirms"];
    }

    // What later steps call an officer's token and a soft token.
    private void Remember(BoundStep bound, StepForecast step)
    {
        foreach (string name in step.Officer is { } officer ? bound.NamesInForecasts("").Prepend(officer.Officer) : [])
        {
            _officers[$"the token of officer {name}"] = step.Officer!;
        }

        foreach (string file in step.SoftToken is { } soft ? bound.NamesInForecasts("").Concat(bound.NamesInForecasts("file")).Prepend(soft.File) : [])
        {
            _softTokens[$"the soft token {file}"] = (Path.GetFileName(step.SoftToken!.File), step.SoftToken.Seat);
        }

        if (step.CreatesOfficer)
        {
            _created++;
            _ownTokens.Add(step.Officer?.SoftToken is null ? "card" : "soft token");
        }
    }

    private void CountLaterLogin(BoundStep bound, string token)
    {
        if (token.StartsWith("the token that holds", StringComparison.Ordinal) && TokenBehind(bound.Told, bound.Earlier) is { } holds)
        {
            CountLogin(holds);
        }
        else
        {
            CountLaterLogin(token);
        }
    }

    // From the field by which a step finds the key that signs, through whatever makes what that names, to the step that makes the key in a token.
    private static TokenRef? TokenBehind(ToldStep step, IEarlierSteps earlier)
    {
        var seen = new HashSet<ToldStep>();
        ToldStep? at = step;
        while (at is { Kind.KeyBehind: { } field } && seen.Add(at) && at.Fields.Find(field) is { } value)
        {
            Thing[] things = [.. at.Kind.Fields.First(each => each.Name == field).NamesIn(value).SelectMany(name => name.Things)];
            at = earlier.Made(at.Named(field), things).LastOrDefault()?.By;
        }

        string? token = at is { Kind.KeyBehind: null } ? at.Kind.Fields.OfType<Field<TokenRef>>().Select(field => at.Text(field.Name)).FirstOrDefault() : null;
        return token is null ? null : new TokenRef(token);
    }

    private void CountLaterLogin(string token)
    {
        if (_officers.TryGetValue(token, out OfficerCard? officer))
        {
            CountOfficer(officer);
        }
        else if (_softTokens.TryGetValue(token, out (string File, string Seat) soft))
        {
            _entries.Add((soft.Seat, $"for the soft token {soft.File}"));
        }
        else
        {
            _entries.Add(LaterLogin(token));
        }
    }

    private void CountOfficer(OfficerCard officer)
    {
        if (officer.Card is { } card)
        {
            CountLogin(card);
        }
        else
        {
            CountLaterLogin($"the soft token {officer.SoftToken}");
        }
    }

    // "the soft token officer1.p12 of officer 1" names its holder. Otherwise it turns out when the step runs.
    private (string Who, string For) LaterLogin(string token)
    {
        IEnumerable<string> seats = script.Script.People.SelectMany(role => Enumerable.Range(1, role.Count).Select(number => $"{role.Role} {number}"));
        return (seats.FirstOrDefault(seat => token.EndsWith($" of {seat}", StringComparison.Ordinal)) ?? "whoever holds the token", $"for {token}");
    }

    private void CountLogin(TokenRef login)
    {
        if (script.Tokens.FirstOrDefault(each => each.Ref == login) is not { } token)
        {
            return;
        }

        // Until its holder was given a PIN, a card is opened with the security officer's.
        bool holders = token.Use == TokenUse.Card && _personalised.Contains(login);
        _entries.Add((holders ? token.Holder ?? token.Custodian : token.Custodian, $"for {token.Called}"));
    }
}
