using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// While a network interface is up that the script does not name, a real ceremony goes on only with the air gap on record as open, with a reason; and nobody logs in, and nothing is put to the officers, before they
/// have confirmed just that. Until they are recognised only what recognises them is opened. An abort is possible whatever is up.
/// </summary>
internal sealed class OpenAirGap(Evidence evidence)
{
    // The words of the exception, docs/format.md.
    private const string Expected = "no network interface is up";
    private const string Prefix = "up: ";
    private const string BroughtSoftToken = "soft-token";
    private readonly bool _isReal = evidence.Opened.Json.Text("mode") == "production";
    private readonly HashSet<string> _named = [.. Named(evidence.Opened.Json)];
    private readonly List<AirGapPeriod> _periods = [];
    private string[] _up = [];
    private (string Happened, string Decided)? _approved;
    private long? _asked;
    private bool _isOver;

    /// <summary>What is wrong, one sentence for each problem.</summary>
    public static IEnumerable<LineWalk> Problems(Evidence evidence)
    {
        var walk = new OpenAirGap(evidence);
        return Check.EachLine(line => walk.Problem(line) is { } problem ? [problem] : []);
    }

    /// <summary>Each time that the air gap was open on record.</summary>
    public static IReadOnlyList<AirGapPeriod> Periods(Evidence evidence)
    {
        var walk = new OpenAirGap(evidence);
        foreach (JournalLine line in evidence.Lines)
        {
            _ = walk.Problem(line);
        }

        return walk._periods;
    }

    private AirGapPeriod? Current => _periods is [.., { Ended: null } last] ? last : null;

    private string? Problem(JournalLine line)
    {
        switch (line.Kind)
        {
            case "network":
                _up = [.. line.Json.Texts("up").Where(name => !_named.Contains(name))];
                End(_up.Length == 0 ? line : null);
                return null;
            case "exception":
                Decide(line);
                return null;
            case "approved" or "expired" or "refused" or "resumed":
                _approved = line.Kind == "approved" && _asked is { } asked && line.Json.Number("proposed") == asked ? Asked(line) : null;
                _asked = null;
                return null;
            case "step-started":
                return Begun(line.Json);
            case "aborted":
                _isOver = true;
                return null;
            default:
                return Looked(line) ?? Held(line);
        }
    }

    private string? Held(JournalLine line)
    {
        if (!_isReal || _isOver)
        {
            return null;
        }

        bool isConfirmed = Current is { Confirmed: not null } current && !_up.Except(current.Up).Any();
        string? problem = _up.Length == 0 || isConfirmed ? null : Premature(line);
        _asked = line.Kind == "proposed" && IsAsked(line) ? line.Seq : _asked;
        _isOver = line.Kind == "sealed";
        return problem;
    }

    // Whatever shows a login, or asks for one.
    private string? Premature(JournalLine line)
    {
        return line.Kind switch
        {
            "proposed" when !IsAsked(line) && line.Json.Text("authority") == "officers" => $"it was put to the officers while the network interface {Up} was up, which they had not confirmed first",
            "sealed" when line.Json.Text("outcome") == "completed" => $"the transcript was closed while the network interface {Up} was up, which the officers had not confirmed",
            "confirmed" when line.Json.Number("proposed") != _asked => Login,
            "sign-in-failed" when _asked is null && !(line.Json.Text("code") == BroughtSoftToken && IsFirst(line)) => Login,
            "login-kept" => Login,
            "intended" when IsLogin(line.Json["action"].AsMap()) => Login,
            "looked" when IsLogin(line, line.Json["look"].AsMap()) => Login,
            _ => null,
        };
    }

    // Whether those are still to be recognised who could confirm.
    private bool IsFirst(JournalLine line) => evidence.ConfirmersBefore(line).Count < evidence.Quorum;

    private string Up => string.Join(", ", _up);

    private string Login => $"somebody logged in while the network interface {Up} was up, which the officers had not confirmed";

    private static bool IsLogin(JsonMap action) => action.Find("token") is not null || action.Text("do") is "complete-soft-token" or "sign-challenge-with-soft-token" or "prove-decryption-with-soft-token";

    private bool IsLogin(JournalLine line, JsonMap look) => look.Text("look") switch
    {
        "token" => look["logged-in"].AsBool(),
        "soft-token" or "console-key" => !IsFirst(line),
        _ => false,
    };

    private string? Begun(JsonMap begun)
    {
        string[] unknown = [.. UpIn(begun).Except(_named).Except(Current?.Up ?? [])];
        return _isReal && unknown.Length > 0 ? $"the step was begun with the network interface {string.Join(", ", unknown)} up, and no exception had accepted it" : null;
    }

    private string? Looked(JournalLine line)
    {
        if (line.Kind != "looked" || line.Json["look"].AsMap().Text("look") != "room" || line.Json["seen"] is not JsonMap seen)
        {
            return null;
        }

        string[] accepted = seen.Find("accepted") is null ? [] : [.. seen.Texts("accepted")];
        string[] open = [.. UpIn(seen).Where(name => Current?.Up.Contains(name) == true)];
        return !Named(seen).SequenceEqual(Named(evidence.Opened.Json)) ? "it says that the script allows other network interfaces to be up than the first line does"
            : seen.Find("accepted") is null || (accepted.Length > 0 && accepted.SequenceEqual(open)) ? null
            : $"it says that the network interface {string.Join(", ", accepted)} was accepted, but no exception says so";
    }

    private void Decide(JournalLine line)
    {
        (string expected, string happened, string decided) = (line.Json.Text("expected"), line.Json.Text("happened"), line.Json.Text("decided"));
        if (expected != Expected)
        {
            return;
        }

        if (Current is { } current && (happened, decided) == (Prefix + string.Join(", ", current.Up), current.Reason) && _approved == (happened, decided))
        {
            _periods[^1] = current with { Confirmed = line };
        }
        else if (_up.Length > 0 && happened == Prefix + Up && !string.IsNullOrWhiteSpace(decided))
        {
            End(line);
            _periods.Add(new AirGapPeriod(line, _up, decided));
        }

        _approved = null;
    }

    private void End(JournalLine? line)
    {
        if (line is not null && Current is { } current)
        {
            _periods[^1] = current with { Ended = line };
        }
    }

    private (string Happened, string Decided)? Asked(JournalLine approved) =>
        evidence.Earlier(approved.Json.Number("proposed"), "proposed", approved)?.Json["actions"].AsList()[0].AsMap() is { } action ? (action.Text("happened"), action.Text("decided")) : null;

    private static bool IsAsked(JournalLine proposed) =>
        proposed.Json.Find("actions") is JsonList and [JsonMap only] && only.Find("do") is JsonText { Value: "allow-exception" } && only.Find("expected") is JsonText { Value: Expected };

    private static IEnumerable<string> UpIn(JsonMap json) => json.Find("interfaces") is { } interfaces
        ? interfaces.AsList().Select(each => each.AsMap()).Where(each => each["up"].AsBool()).Select(each => each.Text("name"))
        : [];

    /// <summary>The interfaces that the script names, as a line tells them.</summary>
    public static IReadOnlyList<string> Named(JsonMap json) => json.Find("interfaces-up") is null ? [] : json.Texts("interfaces-up");
}
