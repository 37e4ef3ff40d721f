using System.Text;
using Ceremony.Core.Json;
using Ceremony.Forgery.Tests.Forging;
using static Ceremony.Forgery.Tests.Lies.Held;

namespace Ceremony.Forgery.Tests.Lies;

/// <summary>Lies about what was opened: the script, its title, version, parameters and outline, the machine, the program, its modules, the tokens.</summary>
internal static class OpeningLies
{
    private static readonly string Zeros = new('0', 64);

    public static IEnumerable<Lie> All =>
    [
        FirstHalf("title of the ceremony changed", f => f.Line("opened").Set("title", "Routine maintenance")),
        FirstHalf("version of the script changed", f => f.Line("opened").Set("version", 7)),
        FirstHalf("another ceremony's id", f => f.Line("opened").Set("ceremony", "another-ceremony")),
        FirstHalf("the quorum lowered to one", f => f.Line("opened").Set("confirm/officers", 1), "quorum"),
        FirstHalf("a longer time to confirm", f => f.Line("opened").Set("confirm/within", 86400), "quorum"),
        FirstHalf("the hash of another script", f => f.Line("opened").Set("script-sha256", Zeros), "script"),
        FirstHalf("a script with a remark more, under its right hash, that the room did not compare", f => Script(f, text => text + "# a remark\n", room: false), "one-script"),
        FirstHalf("a script with another title, under its right hash everywhere", f => Script(f, text => text.Replace("title: Bootstrap Certificate Manager", "title: Routine", StringComparison.Ordinal))),
        FirstHalf("a script that makes weaker keys, under its right hash everywhere", f => Script(f, text => text.Replace("rsa-4096", "rsa-2048", StringComparison.Ordinal))),
        FirstHalf("a script with a step more, under its right hash everywhere", f => Script(f, text => text.Replace("      - { id: gather, do: gather }\n", "      - { id: gather, do: gather }\n      - { id: more, do: read, text: More. }\n", StringComparison.Ordinal))),
        FirstHalf("a script in which somebody else holds the card, under its right hash everywhere", f => Script(f, text => text.Replace("holder: officer 1", "holder: officer 2", StringComparison.Ordinal))),
        .. OtherFields,
        FirstHalf("another program than the one that the room saw", f => f.Line("opened").Set("program-sha256", Zeros), "program"),
        FirstHalf("another version of the program than the one that the room saw", f => f.Line("opened").Set("program-version", "9.9")),
        FirstHalf("another module than the one that the room saw", f => f.Line("opened").Set("modules/0/sha256", new string('1', 64)), "program"),
        FirstHalf("no module at all", f => f.Line("opened").Set("modules", new JsonList()), "program"),
        FirstHalf("another machine than the one that the room saw", f => f.Line("opened").Set("machine", "another machine")),
        FirstHalf("another format of the journal", f => f.Line("opened").Set("format", "ceremony-journal/2")),
        FirstHalf("the first edition, which had other sentences", f => f.Line("opened").Set("edition", null), "proposals"),
        FirstHalf("an edition that nobody knows", f => f.Line("opened").Set("edition", 99)),
        FirstHalf("a mode that there is not", f => f.Line("opened").Set("mode", "drill"), "journal"),
        FirstHalf("another value of a parameter than the room compared", f => f.Line("parameters").Set("values/organisation", "Evil AB")),
        FirstHalf("a parameter that the script does not have", f => f.Line("parameters").Set("values/backdoor", "open")),
        FirstHalf("a parameter left out", f => f.Line("parameters").Set("values/country", null)),
        FirstHalf("a step of the script left out of the outline", LeaveOutAStep),
        FirstHalf("a step that the script does not have", AddAStep),
        FirstHalf("a step under another title than the script's", f => f.Everywhere("both bootstrap officers confirm", "nothing of importance")),
        FirstHalf("a step in another act than the script's", f => f.Line("parameters").Set("steps/3/act", "The end")),
        FirstHalf("a step of another kind than the script's", f => f.First(line => line.Kind == "step-started" && line.Step == "two-officers").Set("do", "record"), "steps"),
        FirstHalf("a step of another kind than the script's, in the outline too", OtherKind),
        FirstHalf("two steps in another order than the script's", SwapSteps),
        FirstHalf("the HSM called by another name", f => f.Line("parameters").Set("tokens/0/called", "Other HSM"), "proposals"),
        FirstHalf("the HSM called by another name, in every sentence too", OtherName),
        FirstHalf("two cards that go by each other's names", f => f.Line("parameters").Set("tokens/1/called", "00004712").Set("tokens/2/called", "00004711"), "proposals"),
        FirstHalf("a token left out of the list", f => f.Line("parameters").Set("tokens/0", null), "proposals"),
        FirstHalf("no parameters line", f => f.Drop(f.Line("parameters"))),
    ];

    // What the steps did belongs to another script than the one that lies there under its right hash everywhere.
    private static IEnumerable<Lie> OtherFields => new (string What, string Honest, string Other)[]
    {
        ("the CA's key may decrypt", "usage: [sign]", "usage: [sign, decrypt]"),
        ("the CA has another name", "{ CN: Officer and system CA }", "{ CN: Another CA }"),
        ("the CA ends later", "valid-for: 15 years", "valid-for: 16 years"),
        ("the CA's certificate is signed otherwise", "valid-for: 15 years\n        signature-algorithm: sha256-rsa", "valid-for: 15 years\n        signature-algorithm: sha384-rsa"),
        ("certificates are for signatures", "key-usage: []", "key-usage: [digitalSignature]"),
        ("certificates come with the CA's", "ca-chain: none", "ca-chain: include"),
        ("certificates are those of servers", "format: rfc5280", "format: server-certificate"),
        ("certificates hold longer", "valid-for: 5 years", "valid-for: 6 years"),
        ("certificates lack the card's number", "card-serial-number: yes", "card-serial-number: no"),
        ("more cards are allowed", "range-to: '00004720'", "range-to: '00004730'"),
        ("any card is allowed", "range-mandatory: yes", "range-mandatory: no"),
        ("holders choose their PINs", "pin-procedure: show-in-client", "pin-procedure: chosen-by-holder"),
        ("cards hold the CA's certificate", "issuer-certificates: none", "issuer-certificates: store"),
        ("a card has another number", "number: '00004712'", "number: '00004713'"),
        ("a card is somebody else's", "number: '00004712'\n        subject-holder: officer 2", "number: '00004712'\n        subject-holder: officer 1"),
        ("a card has a key more", "keys: [authentication, signature]\n        algorithm", "keys: [authentication, signature, encryption]\n        algorithm"),
        ("a card has stronger keys", "algorithm: rsa-2048", "algorithm: rsa-3072"),
        ("a card's certificate has another subject", "{ CN: Officer 2 }", "{ CN: Officer Two }"),
        ("the profile has other roles", "roles: [Use AWB, Use RA]", "roles: [Use AWB]"),
        ("the profile is one of another kind", "entity-type: subject", "entity-type: static-token"),
        ("the profile is inactive", "name: First officers\n        state: active", "name: First officers\n        state: inactive"),
        ("an officer is inactive", "name: Officer 1\n        state: active", "name: Officer 1\n        state: inactive"),
        ("an officer has another card", "token: card-2\n", "token: card-1\n"),
    }.Select(each => FirstHalf($"a script in which {each.What}, under its right hash everywhere", f => Script(f, text => text.Replace(each.Honest, each.Other, StringComparison.Ordinal)), "outline"));

    private static void Script(Forger forger, Func<string, string> change, bool room = true)
    {
        byte[] script = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(forger.Files["script.yaml"])));
        if (script.AsSpan().SequenceEqual(forger.Files["script.yaml"]))
        {
            throw new ArgumentException("the lie does not change the script", nameof(change));
        }

        forger.Files["script.yaml"] = script;
        string hash = JournalMaker.Hash(script);
        forger.Line("opened").Set("script-sha256", hash);
        if (room)
        {
            forger.First(line => line.Text("look/look") == "room").Set("seen/script-sha256", hash);
        }
    }

    private static void LeaveOutAStep(Forger forger)
    {
        forger.Drop(forger.Lines.Where(line => line.Step == "two-officers"));
        forger.Line("parameters").Set("steps/3", null);
        Renumber(forger);
    }

    private static void AddAStep(Forger forger)
    {
        ForgedLine outline = forger.Line("parameters");
        JsonList steps = outline["steps"].AsList();
        outline.Set("steps", new JsonList([.. steps.Take(4), new JsonMap { { "id", "more" }, { "do", "read" }, { "act", "The room" }, { "title", "more" } }, .. steps.Skip(4)]));
        ForgedLine last = forger.Last("step-done", "two-officers");
        foreach (ForgedLine line in forger.Lines.Where(line => line.Step == "two-officers").ToList())
        {
            last = forger.After(last, line.Copy().Set("step", "more").Set("at", forger.Last("step-done", "two-officers")["at"]).Set("mono", forger.Last("step-done", "two-officers")["mono"]));
        }

        forger.First(line => line.Kind == "step-started" && line.Step == "more").Set("title", "more");
        Renumber(forger);
    }

    private static void OtherKind(Forger forger)
    {
        forger.First(line => line.Kind == "step-started" && line.Step == "two-officers").Set("do", "record");
        forger.Line("parameters").Set("steps/3/do", "record");
    }

    private static void SwapSteps(Forger forger)
    {
        ForgedLine outline = forger.Line("parameters");
        (JsonValue first, JsonValue second) = (outline["steps/3"], outline["steps/2"]);
        outline.Set("steps/2", first).Set("steps/3", second);
        ForgedLine[] block = [.. forger.Lines.Where(line => line.Step == "two-officers")];
        ForgedLine before = forger.Last("step-done", "gather");
        foreach (ForgedLine line in block)
        {
            forger.Move(line, before);
            line.Set("at", before["at"]).Set("mono", before["mono"]);
            before = line;
        }

        Renumber(forger);
    }

    private static void OtherName(Forger forger)
    {
        JsonValue inventory = forger.Line("inventory")["tokens"];
        forger.Everywhere("CM-HSM", "Other HSM");
        forger.Line("inventory").Set("tokens", inventory);
    }

    private static void Renumber(Forger forger)
    {
        foreach ((int number, ForgedLine started) in forger.All("step-started").Index())
        {
            started.Set("number", number + 1);
        }
    }
}
