using System.Globalization;

namespace Ceremony.Bench;

/// <summary>
/// Many cards: the bootstrap with more of them is gone through in memory, by one combination of its choices, with all its tokens there from the beginning to the end. The engine and the steps are those of a ceremony; only
/// tokens, disk and people are simulated. Its record is full after about a thousand such cards.
/// </summary>
internal static class CardsBench
{
    private const int First = 200;
    private const int Half = 400;
    private const int All = 800;
    private const int NumberOfFirst = 5001;
    private const string LastNumber = "'00004720'";

    private static readonly string[] Choices =
        ["officer-tokens=cards", "tls-token=hardware", "pin-token=hardware", "server-pins=from configuration", "token-pin=needs a PIN", "kar=no", "cis=external", "snmp=runs on"];

    public static IEnumerable<Figure> Measure()
    {
        using var folder = new TemporaryFolder();
        TemporaryFolder.Copy(Path.GetDirectoryName(Subject.Bootstrap)!, folder["bootstrap"]);
        Dictionary<int, Measured> checkedWith = [];
        foreach (int cards in new[] { 0, First, Half, All })
        {
            string script = ScriptOf(cards);
            File.WriteAllText(script, Script(cards));
            checkedWith[cards] = Measured.Middle(() => Measured.Run(Subject.Program, ["check", script, .. Choices.SelectMany(choice => new[] { "--set", choice })]));
            yield return new Figure($"{cards} cards more, in memory", checkedWith[cards].Seconds, "s", null);
            yield return new Figure($"{cards} cards more, in memory: memory", checkedWith[cards].Mebibytes, "MiB", 150);
        }

        yield return new Figure($"a card among the last of {All} / one among the first of {First}", Each(Half, All), "ms", 1.1) { Other = Each(0, First) };
        yield return new Figure($"start to the first whole screen: {All} cards", StartBench.ToFirstScreen(ScriptOf(All)).TotalMilliseconds, "ms", 1_000);

        // Where the bootstrap's laboratory is.
        string ScriptOf(int cards) => Path.Combine(folder["bootstrap"], $"{cards}.yaml");

        double Each(int from, int to) => 1000 * (checkedWith[to].Processor - checkedWith[from].Processor) / (to - from);
    }

    // The bootstrap, in which so many cards are produced before those that it has anyway.
    private static string Script(int cards)
    {
        string text = File.ReadAllText(Subject.Bootstrap).Replace(LastNumber, "'00099999'", StringComparison.Ordinal);
        text = Before(text, "\nservices:\n", cards, card => string.Create(CultureInfo.InvariantCulture,
            $$"""
              more-{{card}}: { use: card, uri: 'pkcs11:token={{card:D8}}', module: '${param.card-module}', custodian: operator 1, holder: officer 1 }

            """));
        return Before(text, "      - id: produce-slot-1\n", cards, card => string.Create(CultureInfo.InvariantCulture,
            $$"""
                  - id: produce-more-{{card}}
                    do: produce-cards
                    when: { officer-tokens: cards }
                    token: more-{{card}}
                    number: '{{card:D8}}'
                    subject-holder: officer 1
                    procedure: ${step.officer-cards}
                    keys: [authentication, signature]
                    algorithm: rsa-2048

            """));
    }

    private static string Before(string text, string mark, int cards, Func<int, string> each) => text.Insert(
        text.IndexOf(mark, StringComparison.Ordinal) is var at and > 0 ? at : throw new InvalidOperationException($"The bootstrap has no \"{mark.Trim()}\" any more."),
        string.Concat(Enumerable.Range(NumberOfFirst, cards).Select(each)));
}
