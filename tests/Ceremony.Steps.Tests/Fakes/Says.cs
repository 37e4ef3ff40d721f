using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>What tests say of a step's end and of its screens.</summary>
internal static class Says
{
    public static StepResult.Done IsDone(StepResult result) =>
        result as StepResult.Done ?? throw new Xunit.Sdk.XunitException($"the step was not done: {result}");

    public static void IsRefused(StepResult result, string code, string reason, string next, string? field = null) =>
        Assert.Equal(new StepResult.Refused(code, reason, next) { Field = field }, result is StepResult.Refused refused ? refused with { MayStand = null } : result);

    public static void IsRefused(StepResult result, string code, string reason)
    {
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(result);
        Assert.Equal((code, reason), (refused.Code, refused.Reason));
        Assert.EndsWith(".", refused.Next, StringComparison.Ordinal);
    }

    public static StepResult.Refused IsRefused(StepResult result, string code)
    {
        StepResult.Refused refused = Assert.IsType<StepResult.Refused>(result);
        Assert.Equal(code, refused.Code);
        Assert.EndsWith(".", refused.Next, StringComparison.Ordinal);
        return refused;
    }

    /// <summary>The value of a fact on a screen.</summary>
    public static string Value(this Screen screen, string name) =>
        screen.Blocks.OfType<FactsBlock>().SelectMany(block => block.Facts).First(fact => fact.Name == name).Value;

    /// <summary>All that stands on a screen, a line each.</summary>
    public static string Text(this Screen screen) => string.Join('\n', screen.Blocks.SelectMany(Lines));

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        TextBlock text => [text.Text],
        WarningBlock warning => [$"! {warning.Text}"],
        FactsBlock facts => facts.Facts.Select(fact => $"{fact.Name}: {fact.Value}"),
        TableBlock table => [string.Join(" | ", table.Columns), .. table.Rows.Select(row => string.Join(" | ", row))],
        DiffBlock diff => diff.Lines.Select(line => $"{line.Change}{line.Number} {line.Text}".TrimEnd()),
        FingerprintBlock fingerprint => [$"fingerprint of {fingerprint.Of}: {fingerprint.Sha256}"],
        SecretBlock secret => [$"secret {secret.Secret} of {secret.Holder}"],
        _ => [],
    };
}
