using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>Reads <c>tokens:</c>, both as declared and, once parameters are filled in, as entries.</summary>
internal static class TokensReader
{
    private const int LongestPath = 256;
    private const int LongestLabel = 32;
    private const int LongestIdle = 60;
    private const int DefaultIdle = 10;

    /// <summary>The tokens as declared; those that hold no reference are checked as far as they ever can be.</summary>
    public static IReadOnlyList<ScriptToken> Read(
        MapReader script, IReadOnlyList<ScriptParameter> parameters, IReadOnlyDictionary<string, ModuleEntry?> modules, IReadOnlyList<ScriptRole>? people, Problems problems)
    {
        var tokens = new List<ScriptToken>();
        foreach (ScriptMember member in MapReader.Of(script.Map.Find("tokens"), "\"tokens\"", problems)?.Map.Members ?? [])
        {
            if (!Patterns.MatchesOwn(MapReader.NamePattern, member.Key))
            {
                problems.Add(member.Mark, $"the name of the token {Nearest.Quote(member.Key)} must be lower-case letters, digits and hyphens");
            }

            if (MapReader.Of(member.Value, $"the token {Nearest.Quote(member.Key)}", problems) is { } map)
            {
                tokens.Add(new ScriptToken(member.Key, member.Mark, map.Map));
            }
        }

        _ = Bind(tokens.Where(token => !DeclaredReferences.AreIn(token.Map, "a token", parameters, problems)), modules, people, problems);
        return tokens;
    }

    /// <summary>The entries of tokens whose parameters are filled in, but for those that have problems.</summary>
    public static IReadOnlyList<TokenEntry> Bind(IEnumerable<ScriptToken> tokens, IReadOnlyDictionary<string, ModuleEntry?> modules, IReadOnlyList<ScriptRole>? people, Problems problems)
    {
        var entries = new List<TokenEntry>();
        Dictionary<(string Uri, string Module), TokenEntry> named = [];
        foreach (ScriptToken token in tokens)
        {
            if (Bind(token, token.Map, modules, people, problems) is not { } entry)
            {
                continue;
            }

            if (!named.TryAdd((entry.Uri.ToString(), entry.Module), entry))
            {
                TokenEntry same = named[(entry.Uri.ToString(), entry.Module)];
                problems.Add(token.Mark, $"the token \"{token.Name}\" is the same as \"{same.Ref.Name}\"; two names need two tokens");
            }

            entries.Add(entry);
        }

        return entries;
    }

    private static TokenEntry? Bind(ScriptToken token, ScriptMap filled, IReadOnlyDictionary<string, ModuleEntry?> modules, IReadOnlyList<ScriptRole>? people, Problems problems)
    {
        int before = problems.Count;
        MapReader keys = new MapReader(filled, $"the token \"{token.Name}\"", problems).Keys(["uri", "module"], ["serial", "module-sha256", "use", "custodian", "holder", "login", "idle", "login-as", "pin-is"]);
        TokenUse use = keys.Choice("use", "hsm", "card") == "card" ? TokenUse.Card : TokenUse.Hsm;
        TokenUri? uri = ReadUri(keys, problems);
        ModuleEntry? module = ReadModule(keys, modules, problems);
        string? sha256 = keys.Text("module-sha256", "[0-9a-f]{64}", "64 lower-case hex digits");
        string? custodian = ReadSeat(keys, "custodian", people, problems);
        string? holder = ReadSeat(keys, "holder", people, problems);
        CheckPeople(token, use, filled, problems);
        int? idle = ReadLogin(keys, use, custodian, people, problems);
        uint? userType = ReadUserType(keys, problems);
        string? pinIs = keys.Title("pin-is");
        return problems.Count > before || uri is null || module is null
            ? null
            : new TokenEntry(new TokenRef(token.Name), use, uri, module.File, sha256, custodian ?? "operator 1", holder) { IdleMinutes = idle, Setup = module.Setup, UserType = userType, PinIs = pinIs };
    }

    // A path, or the name of one of the script's modules; null too where that module itself is not known yet.
    private static ModuleEntry? ReadModule(MapReader keys, IReadOnlyDictionary<string, ModuleEntry?> modules, Problems problems)
    {
        if (keys.Text("module", LongestPath) is not { } text)
        {
            return null;
        }

        if (modules.TryGetValue(text, out ModuleEntry? named))
        {
            return named;
        }

        if (!text.StartsWith('/'))
        {
            problems.Add(keys.Map.Find("module")!.Mark, $"\"module\" must be the absolute path of a PKCS#11 module, or a name from \"modules\"{Nearest.Hint(text, modules.Keys)}");
        }
        else if (modules.Values.FirstOrDefault(each => each?.File == text && !each.Setup.Equals(ModuleSetup.None)) is { } same)
        {
            problems.Add(keys.Map.Find("module")!.Mark, $"this file is the module \"{same.Name}\", and a program can load a file only once; write module: {same.Name}");
        }

        return new ModuleEntry(text, text, ModuleSetup.None);
    }

    private static uint? ReadUserType(MapReader keys, Problems problems)
    {
        string? text = keys.Text("login-as");
        if (text is null or UserTypes.User)
        {
            return null;
        }

        if (UserTypes.Read(text) is { } type)
        {
            return type;
        }

        problems.Add(keys.Map.Find("login-as")!.Mark, $"\"login-as\" must be {UserTypes.User}, or the number of a vendor's user type, such as 0x80000001, not {Nearest.Quote(text)}");
        return null;
    }

    private static TokenUri? ReadUri(MapReader keys, Problems problems)
    {
        string? text = keys.Text("uri", 512);
        string? serial = keys.Text("serial");
        if (text is null)
        {
            return null;
        }

        string whole = serial is null ? text : $"{text};serial={Uri.EscapeDataString(serial)}";
        if (TokenUri.TryParse(whole, out TokenUri uri, out string problem) && LabelProblem(uri) is not { } label)
        {
            return uri;
        }

        problem = problem.Length > 0 ? problem : LabelProblem(uri)!;

        problems.Add(keys.Map.Find("uri")!.Mark, problem);
        return null;
    }

    // CK_TOKEN_INFO holds 32 bytes, filled up with blanks (PKCS#11 v2.40 §3.2).
    private static string? LabelProblem(TokenUri uri) => uri.Label is { } label && (label.Trim().Length == 0 || System.Text.Encoding.UTF8.GetByteCount(label) > LongestLabel)
        ? $"a token's label has 1 to {LongestLabel} bytes in UTF-8, not all of them spaces"
        : null;

    private static string? ReadSeat(MapReader keys, string key, IReadOnlyList<ScriptRole>? people, Problems problems)
    {
        string? seat = keys.Text(key);
        if (seat is null || people is null || PeopleReader.HasSeat(people, seat))
        {
            // A role of one person is that person.
            return people?.Any(each => each.Role == seat && each.Count == 1) == true ? $"{seat} 1" : seat;
        }

        IEnumerable<string> seats = people.SelectMany(role => Enumerable.Range(1, role.Count).Select(number => $"{role.Role} {number}"));
        problems.Add(keys.Map.Find(key)!.Mark, $"\"{key}\" names {Nearest.Quote(seat)}, who is not among the people{Nearest.Hint(seat, seats)}");
        return null;
    }

    // How long a login of the custodian may last: null for a step, else the minutes without use after which it ends before its act does.
    private static int? ReadLogin(MapReader keys, TokenUse use, string? custodian, IReadOnlyList<ScriptRole>? people, Problems problems)
    {
        bool lastsAct = keys.Choice("login", "step", "act") == "act";
        string? idle = keys.Text("idle");
        ScriptMark? login = keys.Map.Find("login")?.Mark;
        if (idle is not null && !lastsAct)
        {
            problems.Add(keys.Map.Find("idle")!.Mark, "\"idle\" says after how long a login ends that lasts an act; it needs login: act");
        }
        else if (idle is not null && MinutesOf(idle) is null)
        {
            problems.Add(keys.Map.Find("idle")!.Mark, $"\"idle\" must be 1 to {LongestIdle} minutes, such as {DefaultIdle} minutes");
        }

        if (!lastsAct)
        {
            return null;
        }

        if (use == TokenUse.Card)
        {
            problems.Add(login!.Value, "a card's login cannot last an act: its holder confirms with it, and types the PIN each time; remove login: act");
        }
        else if (custodian is not null && people?.Any(role => role.Role == custodian) == true)
        {
            problems.Add(login!.Value, $"login: act needs one custodian who agrees to it, such as {custodian} 1, not the role {custodian}");
        }

        return idle is null ? DefaultIdle : MinutesOf(idle);
    }

    private static int? MinutesOf(string idle) =>
        idle.Split(' ') is [var number, "minute" or "minutes"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) && minutes is >= 1 and <= LongestIdle && number[0] != '0' ? minutes : null;

    private static void CheckPeople(ScriptToken token, TokenUse use, ScriptMap filled, Problems problems)
    {
        if (use == TokenUse.Hsm && filled.Find("custodian") is null)
        {
            problems.Add(token.Mark, $"the token \"{token.Name}\" needs a custodian: who knows its user PIN, such as officer 1");
        }

        if (use == TokenUse.Hsm && filled.Find("holder") is { } holder)
        {
            problems.Add(holder.Mark, "an HSM has a custodian and no holder; only a card (use: card) has one");
        }

        if (use == TokenUse.Card && filled.Find("holder") is null)
        {
            problems.Add(token.Mark, $"the card \"{token.Name}\" needs a holder, such as officer 1");
        }
    }
}
