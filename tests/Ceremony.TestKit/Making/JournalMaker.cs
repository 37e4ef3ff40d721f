using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Pki;
using Ceremony.Verify;

namespace Ceremony.TestKit;

/// <summary>
/// Writes a journal by docs/format.md alone. Each line can be changed, or dropped (null), before it is numbered and chained: what follows,
/// confirmations and seal included, is then made right on top of it, as somebody inside the room could.
/// </summary>
public sealed partial class JournalMaker
{
    private static readonly Actor[] Officers = [Cast.Original.Bootstrap1, Cast.Original.Bootstrap2, Cast.Original.Card1, Cast.Original.Card2, Cast.Original.Console1, Cast.Original.Console2];

    private readonly List<byte[]> _lines = [];
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _seats = new(StringComparer.Ordinal);
    private long _call;
    private long _attempt = 1;
    private string? _asks;
    private string? _step;
    private string _kind = "";
    private long _number;
    private bool _isRooms;
    private JsonMap _program = [];

    /// <summary>Kind, which of that kind (1, 2, …), the line; gives the line to write, or null to leave it out.</summary>
    public Func<string, int, JsonMap, JsonMap?> Tamper { get; init; } = (_, _, line) => line;

    public string Mode { get; init; } = "rehearsal";

    public long Edition { get; init; } = 7;

    public string Id { get; init; } = "small";

    public byte[] Script { get; init; } = Encoding.UTF8.GetBytes("format: ceremony-script/1\nceremony: small\ninstallation: own\nconfirm: { officers: 2, within: 10 minutes }\n");

    /// <summary>What people call each token.</summary>
    public Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal) { ["hsm"] = "CM-HSM", ["card-ada"] = "00004711", ["card-bo"] = "00004712" };

    /// <summary>The serial number of each token; one that is not named here is not there.</summary>
    public Dictionary<string, string> Serials { get; } = new(StringComparer.Ordinal) { ["hsm"] = "HSM-1", ["card-ada"] = "ada", ["card-bo"] = "bo" };

    /// <summary>What the step says on the next proposals' screens, below the actions' own sentences.</summary>
    public string Says { get; set; } = "What the step says about it.";

    /// <summary>The title of the next proposals' screens.</summary>
    public string Title { get; set; } = "Confirm";

    public string Boot { get; set; } = "boot-1";

    public Dictionary<string, byte[]> Artifacts { get; } = new(StringComparer.Ordinal);

    /// <summary>Everyone whose certificate a confirmation or the roster holds.</summary>
    public List<Actor> Confirmed { get; } = [];

    public IReadOnlyList<byte[]> Lines => _lines;

    public byte[] Bytes => [.. _lines.SelectMany(line => line.Append((byte)'\n'))];

    public string Head => Convert.ToHexStringLower(SHA256.HashData(_lines[^1]));

    /// <summary>When it was sealed.</summary>
    public DateTimeOffset SealedAt { get; private set; }

    public DateTimeOffset Now => Cast.Begin.AddSeconds(_lines.Count) + ClockAhead;

    /// <summary>Whether a call on a token that failed is followed by a look at every token.</summary>
    public bool LooksAfterFailure { get; set; } = true;

    /// <summary>By how much the clock on the wall was set.</summary>
    public TimeSpan ClockAhead { get; set; }

    public static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a line and gives its number.</summary>
    public long Line(string kind, JsonMap fields)
    {
        int which = _seen[kind] = _seen.GetValueOrDefault(kind) + 1;
        JsonMap? line = Tamper(kind, which, fields.With(new JsonMap
        {
            { "by", fields.Find("by") is null && By(kind, fields) is { } by ? new JsonText(by) : null },
            { "seq", _lines.Count + 1 },
            { "at", Time(Now) },
            { "boot", Boot },
            { "mono", 100_000 + (_lines.Count * 1000) },
            { "prev", _lines.Count == 0 ? new string('0', 64) : Head },
            { "kind", kind },
            { "step", _step is null ? null : new JsonText(_step) },
        }));
        if (line is not null)
        {
            _lines.Add(CanonicalJson.Write(line));
            if (kind is "opened" or "resumed")
            {
                _program = new JsonMap { { "program-version", line.Find("program-version") }, { "program-sha256", line.Find("program-sha256") } };
            }
        }

        Move(kind, fields);
        Remember(kind, fields);
        long written = _lines.Count;
        if (kind == "resumed" && !_isSealed)
        {
            TakeInventory("resumed");
        }

        // By docs/format.md, a call on a token that failed is followed by a look at every token.
        if (kind == "failed" && LooksAfterFailure && Edition >= 4 && fields.Find("intended") is JsonNumber { Value: var begun } && fields.Text("code") != "interrupted" && _begun.TryGetValue(begun, out JsonMap? action) && action.Find("token") is not null)
        {
            TakeInventory("failed");
        }

        return written;
    }

    // docs/format.md, "Fields of every line".
    private string? By(string kind, JsonMap fields) => kind switch
    {
        "shown" or "answered" or "corrected" or "entered" or "left" or "approved" or "aborted" or "break" => _seats.GetValueOrDefault("operator 1", "operator 1"),
        "confirmed" or "signed" or "head-signed" or "attested" or "sign-in-failed" => fields.Text("person"),
        "login-kept" => _seats.GetValueOrDefault("officer 1", "officer 1"),
        "secret-shown" => fields.Text("holder"),
        "compared" or "witnessed" => _seats.Where(seat => seat.Key.StartsWith("witness", StringComparison.Ordinal)).Select(seat => seat.Value).FirstOrDefault() ?? _seats.GetValueOrDefault("operator 1", "operator 1"),
        "exception" => "everybody in the room",
        "refused" when fields.Find("officer") is { } officer => Officers.Concat(Confirmed).FirstOrDefault(actor => actor.Officer == officer.AsText())?.Person,
        _ => null,
    };

    private void Move(string kind, JsonMap fields)
    {
        if (kind is "entered" or "left" && fields.Find("person") is JsonMap person)
        {
            string seat = $"{person.Text("role")} {person.Number("number")}";
            _ = kind == "entered" ? (_seats[seat] = person.Text("name")).Length > 0 : _seats.Remove(seat);
        }
    }

    public void Open(int quorum, params IReadOnlyList<(string Id, string Do)> steps)
    {
        Line("opened", new JsonMap
        {
            { "format", "ceremony-journal/1" },
            { "edition", Edition == 1 ? null : new JsonNumber(Edition) },
            { "ceremony", Id },
            { "title", "Small" },
            { "version", 1 },
            { "mode", Mode },
            { "script-sha256", Hash(Script) },
            { "program-version", "0.1.0" },
            { "program-sha256", Hash([1]) },
            { "machine", "test" },
            { "modules", new JsonList() },
            { "confirm", new JsonMap { { "officers", quorum }, { "within", 600 } } },
            { "installation", Edition < 5 ? null : new JsonText("own") },
        });
        Line("parameters", new JsonMap
        {
            { "values", new JsonMap() },
            { "steps", new JsonList(steps.Select(step => (JsonValue)new JsonMap { { "id", step.Id }, { "do", step.Do }, { "act", "All" }, { "title", step.Id } })) },
            { "tokens", new JsonList(Tokens.Select(token => (JsonValue)new JsonMap { { "token", token.Key }, { "called", token.Value } })) },
        });
        TakeInventory("before");
    }

    public void Begin(string step, string kind)
    {
        (_step, _kind, _call, _attempt) = (step, kind, 0, 1);
        _made.Clear();
        Line("step-started", new JsonMap { { "number", ++_number }, { "title", step }, { "do", kind }, { "attempt", 1 }, { "air-gap", true }, { "interfaces", new JsonList() } });
    }

    /// <summary>From that call on the step takes another way: what follows belongs to a second attempt.</summary>
    public void Again(long call, Action write)
    {
        (_call, _attempt) = (call - 1, 2);
        write();
    }

    /// <summary>Writes lines by which the room, and not the step, asks within the open step.</summary>
    public void ByRoom(Action write)
    {
        _isRooms = true;
        write();
        _isRooms = false;
    }

    /// <summary>Writes lines that belong to something else than the open step.</summary>
    public void During(string step, Action write)
    {
        string? open = _step;
        _step = step;
        write();
        _step = open;
    }

    public void Done(params IReadOnlyList<CeremonyFact> facts)
    {
        ShowMade();
        Line("step-done", new JsonMap { { "attempt", _attempt }, { "facts", new JsonList(facts.Select(fact => (JsonValue)fact.ToJson())) }, { "outputs", Outputs(_kind, facts) } });
        _step = null;
    }

    /// <summary>An exception ends the open step.</summary>
    public void End(long exception, params IReadOnlyList<CeremonyFact> facts)
    {
        Line("step-done", new JsonMap { { "attempt", _attempt }, { "facts", new JsonList(facts.Select(fact => (JsonValue)fact.ToJson())) }, { "outputs", new JsonMap() }, { "exception", exception } });
        _step = null;
    }

    public void Enter(string role, long number, string name)
    {
        var person = new JsonMap { { "role", role }, { "number", number }, { "name", name } };
        Call("entered", new JsonMap { { "person", person } }, new JsonMap { { "enter", person } });
    }

    /// <summary>Somebody agrees to a statement; where it was asked for with another, the hash tells.</summary>
    public void Attest(string person, string statement, string? asked = null) => Call(
        "attested",
        new JsonMap { { "person", person }, { "statement", statement } },
        new JsonMap { { "attest", asked ?? statement }, { "person", person } });

    public void Show(string title) => Show(new Screen(title, new TextBlock("Something to read.")).ToJson());

    public void Show(JsonMap screen) => Call("shown", new JsonMap { { "screen", screen } }, new JsonMap { { "show", screen } });

    public void Ask(string title, params IReadOnlyList<(string Name, string Answer)> answers) => Ask(new Screen(title), answers);

    /// <summary>Asks with the words of docs/format.md, where it has the question.</summary>
    public void Ask(Screen asked, params IReadOnlyList<(string Name, string Answer)> answers)
    {
        answers = answers.Count == 0 ? [("operator 1", "Oda")] : answers;
        JsonMap screen = asked.ToJson();
        var form = new JsonList(answers.Select(each => (JsonValue)Field(each.Name)));
        var given = new JsonMap();
        foreach ((string name, string answer) in answers)
        {
            given.Add(name, answer);
        }

        Call("answered", new JsonMap { { "screen", screen }, { "form", form }, { "answers", given } }, new JsonMap { { "ask", form }, { "screen", screen } });
    }

    /// <summary>Somebody reads a statement and is asked whether they agree.</summary>
    public void AskFor(string person, string statement, params IReadOnlyList<(string Name, string Answer)> answers) =>
        Ask(new Screen("A statement", new TextBlock($"{person} (in the room) is asked:"), new TextBlock(statement)), answers);

    private JsonMap Field(string name)
    {
        (KnownForm? form, string? label) = KnownForms.Find(KnownEditions.Find(Edition)!.Forms, _kind, name) ?? default;
        return new JsonMap
        {
            { "name", name },
            { "label", label ?? name },
            { "pattern", form?.Pattern is { } pattern ? new JsonText(pattern) : null },
            { "choices", form is { Choices.Count: > 0 } ? JsonList.OfText(form.Choices) : null },
        };
    }

    public void Look(JsonMap look, JsonMap seen) => Call("looked", new JsonMap { { "look", look }, { "seen", seen } }, new JsonMap { { "look", look } });

    public void Keep(string name, byte[] bytes)
    {
        Artifacts[name] = bytes;
        Call(
            "performed",
            new JsonMap
            {
                { "action", new JsonMap { { "do", "keep-artifact" }, { "name", name } } },
                { "receipt", new JsonMap { { "sha256", Hash(bytes) }, { "size", bytes.Length } } },
            },
            new JsonMap { { "keep", name }, { "sha256", Hash(bytes) } });
    }

    public void Seal(string outcome, int quorum, params IReadOnlyList<Actor> roster)
    {
        Confirmed.AddRange(roster);
        TakeInventory("after");
        _isSealed = true;
        SealedAt = Now;
        Line("sealed", new JsonMap
        {
            { "outcome", outcome },
            { "quorum", quorum },
            {
                "roster", new JsonList(roster.Select(officer => (JsonValue)Named(officer).With(new JsonMap
                {
                    { "spki-sha256", officer.SpkiSha256 },
                    { "certificate", Convert.ToBase64String(officer.Certificate) },
                })))
            },
        }.With(Edition < 3 ? [] : _program));
    }

    /// <summary>An officer's signature over the archive, in the journal.</summary>
    public void Signed(string fingerprint, Actor officer)
    {
        byte[] attributes = Cms.SignedAttributes(Convert.FromHexString(fingerprint), officer.Certificate, SealedAt);
        Line("signed", new JsonMap
        {
            { "by", officer.Person },
            { "officer", officer.Officer },
            { "person", officer.Person },
            { "sha256sums", fingerprint },
            { "signer-info", Convert.ToBase64String(Cms.SignerInfo(officer.Certificate, SignatureAlgorithm.Sha256Rsa, attributes, officer.Sign(attributes))) },
            { "certificate", Convert.ToBase64String(officer.Certificate) },
        });
    }

    private static string Signed(byte[] bytes)
    {
        try
        {
            AsnReader tbs = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
            tbs.ReadEncodedValue();
            string serial = string.Join(' ', Convert.ToHexString(tbs.ReadIntegerBytes().Span).Chunk(2).Select(pair => new string(pair)));
            tbs.ReadEncodedValue();
            tbs.ReadEncodedValue();
            tbs.ReadEncodedValue();
            return $"the certificate of {new X500DistinguishedName(tbs.ReadEncodedValue().Span).Name}, serial number {serial}";
        }
        catch (AsnContentException)
        {
            return SignedThings.Words(bytes);
        }
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static JsonMap Named(Actor officer) => new() { { "officer", officer.Officer }, { "person", officer.Person }, { "origin", officer.Origin } };

    private long Call(string kind, JsonMap fields, JsonMap request)
    {
        _call += IsRooms ? 0 : 1;
        _asks = CanonicalJson.Hash(request);
        return Line(kind, Called(fields));
    }

    // What is asked outside of the steps answers no call of one.
    private bool IsRooms => _isRooms || _step == "resume";

    private JsonMap Called(JsonMap fields) => IsRooms ? fields : fields.With(new JsonMap { { "call", _call }, { "attempt", _attempt }, { "asks", _asks! } });
}
