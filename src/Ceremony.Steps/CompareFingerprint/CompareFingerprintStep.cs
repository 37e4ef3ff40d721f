using System.Buffers.Binary;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>Has a witness compare a fingerprint with paper.</summary>
/// <param name="Of">The artifact's name.</param>
/// <param name="Called">What it is called on the screen; empty for its name.</param>
/// <param name="Known">Whether paper has it already.</param>
internal sealed record CompareFingerprintStep(string Of, string Called, bool Known) : IStep
{

    /// <inheritdoc/>
    public string Title => Called.Length == 0 ? "compare fingerprint" : $"compare fingerprint of {Called}";

    /// <inheritdoc/>
    public StepForecast Forecast() => new("has a witness compare a fingerprint with paper", 0);

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (desk.Artifact(Of) is not { } artifact)
            return Artifacts.Missing(Of);
        if (desk.Witness() is not { } witness)
            return Refusals.SeatEmpty("witness 1");

        string called = Called.Length == 0 ? Of : Called;
        string sha256 = StepWords.Sha256(artifact);
        if (!Known)
            await desk.Show(FingerprintScreens.New(called, sha256, isAsked: true));

        IReadOnlyList<string> words = PgpWords.Of(Convert.FromHexString(sha256));
        int[] places = Places(await desk.Look(new LookAtRandom(WordField.Asked * sizeof(uint))), words.Count);
        Answers answers = await desk.Ask(CompareFingerprintScreens.Ask(called, witness), new Form([.. places.Select(place => Asked(place, words[place]))]));
        int[] wrong = [.. places.Where(place => !WordField.IsTyped(answers, place, words[place]))];
        if (wrong.Length > 0)
            return CompareFingerprintRefusals.OtherWords(called, [.. wrong.Select(WordField.Name)]);

        if (Known)
            await desk.Show(CompareFingerprintScreens.Compared(called, sha256));
        return new StepResult.Done(new FingerprintCompared(called, sha256, witness.Name));
    }

    /// <summary>Three different places, drawn as the first three cards of a shuffled deck; four bytes a card leave no bias that matters.</summary>
    private static int[] Places(byte[] random, int count)
    {
        List<int> deck = [.. Enumerable.Range(0, count)];
        var places = new List<int>();
        for (int card = 0; card < WordField.Asked; card++)
        {
            int at = (int)(BinaryPrimitives.ReadUInt32BigEndian(random.AsSpan(card * sizeof(uint))) % (uint)deck.Count);
            places.Add(deck[at]);
            deck.RemoveAt(at);
        }

        return [.. places.Order()];
    }

    private static FormField Asked(int place, string word) => WordField.Of(place, word) with { Pattern = " *[A-Za-z]+ *" };
}
