using System.Text.RegularExpressions;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;

namespace Ceremony.Verify.Tests;

/// <summary>docs/format.md, from which an auditor works who has nothing else, says what the verifier goes by.</summary>
public sealed partial class FormatOneDefinitionTests
{
    private const string Document = "docs/format.md";
    private static readonly Rules Rules = CurrentEdition.Rules;
    private static readonly string[] OfEveryLine = ["call", "attempt"];
    private static readonly string[] AfterWhichNothingComes = ["sealed", "intended", "performed"];

    [Fact]
    public void The_kinds_of_lines_have_their_rows_and_fields() => RowsAreSame(
        "Kinds and their fields",
        Rules.Lines,
        (line, cells) => Lists.AreSame($"fields of {line.Name}", FormatDocument.Fields(cells[1]).Except(OfEveryLine), Document, line.Fields.Possible, Lists.OfVerifier));

    [Fact]
    public void What_can_follow_the_seal_is_named() => Lists.AreSame(
        "kinds of lines after the seal",
        FormatDocument.Section("After the seal").SelectMany(FormatDocument.Quoted).Where(name => Rules.Lines.Find(name) is not null).Except(AfterWhichNothingComes),
        Document,
        Rules.Lines.All.Where(line => line.CanFollowSeal).Select(line => line.Name),
        Lists.OfVerifier);

    [Fact]
    public void The_actions_have_their_rows_fields_and_receipts() => RowsAreSame("Actions", Rules.Actions, (action, cells) =>
    {
        Assert.Equal(action.By, cells[1]);
        Lists.AreSame($"fields of {action.Name}", FormatDocument.Fields(cells[2]), Document, action.Fields.Possible, Lists.OfVerifier);
        Lists.AreSame($"receipt of {action.Name}", FormatDocument.Fields(cells[3]), Document, action.Receipt.Possible, Lists.OfVerifier);
    });

    [Fact]
    public void The_actions_have_their_sentences() => RowsAreSame("Actions", Rules.Actions, (action, cells) =>
    {
        string[] forms = [.. Forms(action).Select(form => Told(action, form)).Distinct()];
        string usual = forms.FirstOrDefault(form => cells[4].StartsWith(form, StringComparison.Ordinal)) ?? "";
        Assert.True(usual.Length > 0, $"{Document} has \"{cells[4]}\" for {action.Name}, {Lists.OfVerifier} has \"{forms[0]}\"");
        Assert.All(forms, form => Assert.True(cells[4].Contains(Difference(usual, form), StringComparison.Ordinal), $"{Document} does not have \"{Difference(usual, form)}\" for {action.Name}"));
    });

    [Fact]
    public void What_is_entered_in_the_registry_has_its_words()
    {
        string text = string.Join(' ', FormatDocument.Section("Actions"));
        var sentences = new ActionSentences(Rules, new Dictionary<string, string>());
        Assert.All(Rules.Facts.All.Where(fact => fact.Entry is not null), fact =>
        {
            var entry = new JsonMap { { "fact", fact.Name } };
            foreach (string field in fact.Fields.Required)
            {
                entry.Add(field, field is "person" or "reason" ? field.ToUpperInvariant() : "…");
            }

            Assert.Contains($"`{sentences.OfEntry(entry)}`", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_facts_have_their_rows_and_fields() => RowsAreSame(
        "Facts", Rules.Facts, (fact, cells) => Lists.AreSame($"fields of {fact.Name}", FormatDocument.Fields(cells[1]), Document, fact.Fields.Possible, Lists.OfVerifier));

    [Fact]
    public void The_questions_have_their_rows() => Assert.Equal(
        Rules.Forms.All.Select(form => $"| `{form.Name[..form.Name.IndexOf(' ', StringComparison.Ordinal)]}` | {form.Name[(form.Name.IndexOf(' ', StringComparison.Ordinal) + 1)..]} | {form.Label ?? "the script's"} | {Answer(form)} |"),
        FormatDocument.Section("Questions").Where(line => line.StartsWith("| `", StringComparison.Ordinal)));

    private static string Answer(KnownForm form) => form switch
    {
        { IsOpen: true } => "the script's",
        { Pattern: { } pattern } => $"`{pattern}`",
        { Choices: { Count: > 0 } choices } => string.Join(", ", choices),
        _ => "any text",
    };

    [Fact]
    public void The_kinds_of_steps_have_their_rows() => RowsAreSame("Kinds of steps", Rules.Steps, (step, cells) =>
    {
        Assert.Equal(step.Needs.Count == 0 ? "–" : string.Join(" and ", step.Needs.Select(names => string.Join(" or ", names.Split('|').Select(name => $"`{name}`")))), cells[1]);
        Assert.Equal(step.CanEndByException ? "yes" : "no", cells[2]);
    });

    [Fact]
    public void The_looks_have_their_rows_and_fields()
    {
        Look[] looks =
        [
            new LookAtToken(new TokenRef("hsm"), true), new LookAtClock(), new LookAtBlankTokens(new TokenRef("hsm"), "slot 0", "B-1"), new LookAtRandom(8), new LookAtKeyForm(new TokenRef("hsm"), "ec-p256", ["sign"], "0a", true), new LookAtFile("a"), new LookAtRoom(), new LookAtSoftToken("a", "b"), new LookAtConsoleKey("a", "b"),
            new LookAtConfig("a"), new LookAtFileState("a"), new LookAtCopies("a"), new LookAtMedium("a"), new LookAtTls("a", 1), new LookAtService("a"),
        ];
        Lists.AreSame(
            "looks",
            typeof(Look).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Look)) && !type.IsAbstract).Select(type => type.Name),
            "Ceremony.Core.Looks",
            looks.Select(look => look.GetType().Name),
            "this test");
        IReadOnlyDictionary<string, string[]> rows = FormatDocument.Table("Looks");
        Lists.AreSame("looks", looks.Select(look => look.ToJson().Text("look")), "Ceremony.Core.Looks", rows.Keys, Document);
        Assert.All(looks, look => Lists.AreSame(
            $"fields of {look.GetType().Name}", look.ToJson().Without("look").Names, "Ceremony.Core.Looks", FormatDocument.Fields(rows[look.ToJson().Text("look")][1]), Document));
    }

    [Fact]
    public void The_differences_between_editions_are_told_of()
    {
        IReadOnlyDictionary<string, string[]> rows = FormatDocument.Table("Editions");
        Rules[] editions = [.. KnownEditions.Known];
        Lists.AreSame("differences between editions", rows.Keys, Document, editions.Zip(editions.Skip(1), Changed).SelectMany(names => names).Distinct(), "src/Ceremony.Verify/Editions");
        Assert.All(rows.Values, cells => Assert.Equal(editions.Length + 1, cells.Length));
        foreach (KnownAction old in Edition1.Rules.Actions.All.Where(action => rows.ContainsKey(action.Name)))
        {
            string[] ends = [.. new[] { old, Rules.Actions.Find(old.Name)! }.Select(action => Told(action, Forms(action).Last()))];
            Assert.EndsWith(rows[old.Name][1].TrimStart('…', ';').TrimEnd('.') + ".", ends[0], StringComparison.Ordinal);
            Assert.EndsWith(rows[old.Name].Last(cell => cell != "the same").Replace("also ", "", StringComparison.Ordinal).TrimStart('…', ';').TrimEnd('.') + ".", ends[1], StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Changed(Rules older, Rules newer) =>
        [.. Changed(newer.Lines, older.Lines), .. Changed(newer.Actions, older.Actions), .. Changed(newer.Facts, older.Facts), .. Changed(newer.Steps, older.Steps)];

    private static void RowsAreSame<T>(string heading, Table<T> known, Action<T, string[]> compare)
        where T : class, INamed
    {
        IReadOnlyDictionary<string, string[]> rows = FormatDocument.Table(heading);
        Lists.AreSame(heading, rows.Keys, Document, known.Names, Lists.OfVerifier);
        Assert.All(known.All, each => compare(each, rows[each.Name]));
    }

    private static IEnumerable<string> Changed<T>(Table<T> now, Table<T> then)
        where T : class, INamed => now.All.Concat(then.All).Where(entry => now.Find(entry.Name) is var newer && then.Find(entry.Name) is var older && !ReferenceEquals(newer, older))
            .Select(entry => entry.Name).Distinct();

    /// <summary>The action with the names of its fields as their values: as it always is, with each field that may be there, and each way that a list can be.</summary>
    private static IEnumerable<JsonMap> Forms(KnownAction action)
    {
        foreach (string? also in action.Fields.Possible.Except(action.Fields.Required).Prepend(null))
        {
            foreach (bool isOther in new[] { true, false })
            {
                var form = new JsonMap { { "do", action.Name } };
                foreach (string field in action.Fields.Required.Concat(also is null ? [] : [also]))
                {
                    form.Add(field, Value(field, isOther));
                }

                yield return form;
            }
        }
    }

    private static JsonValue Value(string field, bool isOther) => field switch
    {
        "digits" => 7,
        "line" => 8,
        "chosen-by-holder" => isOther,
        "bytes" => "AAAA",
        "entry" => new JsonMap { { "fact", "ENTRY" } },
        "certificates" => Several("AAAA", isOther),
        "edits" => new JsonList(new JsonMap { { "name", "NAMES" } }),
        "files" => Several(new JsonMap { { "file", "FILE" } }, isOther),
        "command" => JsonList.OfText(["command"]),
        _ => field,
    };

    private static JsonList Several(JsonValue value, bool isOther) => isOther ? new JsonList(value) : new JsonList(value, value);

    private static string Told(KnownAction action, JsonMap form)
    {
        string sentence = new ActionSentences(Rules with { Actions = new Table<KnownAction>(action) }, new Dictionary<string, string> { ["token"] = "TOKEN" }).Of(form);
        return Digits().Replace(Many().Replace(Hash().Replace(Thing().Replace(sentence, "THING"), "SHA-256 HEX"), "N $1"), "digits digits").Replace("line 8 ", "line line ", StringComparison.Ordinal);
    }

    /// <summary>What of a sentence is another than in the usual one.</summary>
    private static string Difference(string usual, string form)
    {
        int start = usual.Zip(form).TakeWhile(each => each.First == each.Second).Count();
        int end = usual[start..].Reverse().Zip(form[start..].Reverse()).TakeWhile(each => each.First == each.Second).Count();
        return form[start..^end];
    }

    [GeneratedRegex("3 bytes, SHA-256 [0-9a-f]{64}")]
    private static partial Regex Thing();

    [GeneratedRegex("SHA-256 [0-9a-f]{64}")]
    private static partial Regex Hash();

    [GeneratedRegex("2 (files|certificates)")]
    private static partial Regex Many();

    [GeneratedRegex("7 digits")]
    private static partial Regex Digits();
}
