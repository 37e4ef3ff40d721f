using System.Text.Json.Nodes;
using Ceremony.Core.Room;
using Ceremony.Engine.Tests.Fakes;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>The first half of the bootstrap, with tokens in memory.</summary>
internal static class Bootstrap
{
    private static readonly Dictionary<string, string> Parameters = new() { ["organisation"] = "Example AB", ["country"] = "SE", ["boot-kit"] = "boot-kit" };

    public static IReadOnlyList<string> Cards { get; } = ["00004711", "00004712"];

    public static Stage Stage() => Stage(script => script);

    /// <summary>The same with another script.</summary>
    public static Stage Stage(Func<string, string> change) =>
        new(change(File.ReadAllText(Repository.PathOf("tests", "CeremonyTui.Tests", "Scripts", "first-half.yaml"))), Parameters);

    /// <summary>What is left of a ceremony, without what may differ from run to run: keys' values, serial numbers, times.</summary>
    public static IReadOnlyList<string> WhatHolds(Stage stage) =>
    [
        .. Folds.Registry(stage.Lines).Facts.Select(fact => Masked(JsonNode.Parse(Core.Json.CanonicalJson.WriteText(fact.ToJson()))!)),
        .. Cards.Prepend("CM-HSM").SelectMany(token => stage.Tokens[token].Keys.Select(key => $"{token} holds the key {key.Label}")),
        .. Cards.SelectMany(card => stage.Tokens[card].Certificates.Select(each => $"{card} holds the certificate {each.Label}")),
        .. Folds.People(stage.Lines).Select(person => $"{person.Seat} is {person.Name}"),
        .. stage.Lines.Where(line => line.Kind == "signed").Select(line => line.Json.Text("officer")).Distinct().Order().Select(officer => $"{officer} signed"),
        .. stage.Lines.Where(line => line.Kind == "attested").Select(line => $"{line.By} attests: {line.Json.Text("statement")}"),
        .. new[] { "archived", "compared" }.Select(kind => $"{kind} {stage.Lines.Count(line => line.Kind == kind)}"),
    ];

    /// <summary>What must hold after any number of interruptions.</summary>
    public static void CheckTokens(Stage stage)
    {
        foreach (string card in Cards)
        {
            MemoryToken token = stage.Tokens[card];
            string key = card == Cards[0] ? "pin card-1" : "pin card-2";
            Assert.Equal(stage.Room.ReadBack[key], token.Pin);
            Assert.Equal(0, token.Refused);
            Assert.Equal(token.Keys.Select(each => each.Id).Order(), token.Certificates.Select(each => each.Id).Order());
        }

        int signed = stage.Lines.Where(line => line.Kind == "intended" && line.Json["action"].AsMap().Text("do") == "sign").Select(line => line.Json["action"].AsMap().Text("bytes")).Distinct().Count();
        Assert.Equal(5, signed);
        Assert.DoesNotContain(stage.Room.Screens, screen => screen.Title == "Something is not as it should be");
        Assert.DoesNotContain(stage.Room.Asked, asked => asked.Prompt is ChoicePrompt);
        Assert.All(stage.Tokens.All, token => Assert.Null(token.LoggedIn));
    }

    private static string Masked(JsonNode node) => node switch
    {
        JsonObject map => $"{{{string.Join(", ", map.Select(member => $"{member.Key}: {(member.Key == "serial-number" ? "*" : Masked(member.Value!))}"))}}}",
        JsonArray list => $"[{string.Join(", ", list.Select(item => Masked(item!)))}]",
        _ => node.ToString() is { Length: > 36 } text && !text.Contains(' ', StringComparison.Ordinal) ? "*" : node.ToString(),
    };
}
