using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class CompareFingerprintTests
{
    private const string Sha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static readonly (string, object)[] Fields = [("of", "root.cer"), ("title", "Root CA")];

    private readonly FakeDesk _desk = new Installation().Desk;

    public CompareFingerprintTests() => _desk.Has("root.cer", "abc"u8.ToArray());

    [Fact]
    public async Task A_new_fingerprint_is_shown_then_hidden_then_three_of_its_words_are_asked_for()
    {
        StepResult.Done done = Says.IsDone(await Run());
        Assert.Equal("show A fingerprint", _desk.Calls[0]);
        Assert.Equal("look at 12 random bytes", _desk.Calls[1]);
        Assert.Matches("^ask Words of the fingerprint: word [0-9]+, word [0-9]+, word [0-9]+$", _desk.Calls[2]);
        Assert.Equal(3, _desk.Calls.Count);
        Assert.DoesNotContain(_desk.Screens[1].Blocks, block => block is FingerprintBlock);
        Assert.Equal(new FingerprintCompared("Root CA", Sha256OfAbc, "Wim Zorn"), Assert.Single(done.Facts));
    }

    [Fact]
    public async Task A_known_fingerprint_is_shown_only_after_the_words_were_typed()
    {
        Says.IsDone(await Run(("known", "yes")));
        Assert.Equal("look at 12 random bytes", _desk.Calls[0]);
        Assert.StartsWith("ask Words of the fingerprint: ", _desk.Calls[1], StringComparison.Ordinal);
        Assert.Equal("show The words are right", _desk.Calls[2]);
        Assert.Equal(Sha256OfAbc, Assert.Single(_desk.Screens[1].Blocks.OfType<FingerprintBlock>()).Sha256);
    }

    [Fact]
    public async Task The_words_asked_for_are_at_three_different_places_in_their_order()
    {
        await Run();
        int[] places = Places();
        Assert.Equal(places.Distinct().Order(), places);
        Assert.All(places, place => Assert.InRange(place, 1, 32));
    }

    [Fact]
    public async Task Words_in_capitals_and_with_blanks_are_right()
    {
        IReadOnlyList<string> words = PgpWords.Of(Convert.FromHexString(Sha256OfAbc));
        for (int place = 1; place <= words.Count; place++)
        {
            _desk.Says[$"word {place}"] = $" {words[place - 1].ToUpperInvariant()} ";
        }

        Says.IsDone(await Run());
    }

    [Fact]
    public async Task A_wrong_word_is_refused_without_telling_the_right_one()
    {
        for (int place = 1; place <= 32; place++)
        {
            _desk.Says[$"word {place}"] = "nonsense";
        }

        StepResult result = await Run();
        int[] places = Places();
        Says.IsRefused(
            result,
            "other-words",
            $"What was typed is not word {places[0]}, word {places[1]} and word {places[2]} of the fingerprint of Root CA.",
            "Look at the sheet again and try again; if the sheet is right, the fingerprint is of something else: find out why before going on.");
    }

    [Fact]
    public async Task A_wrong_word_of_a_known_fingerprint_shows_nothing()
    {
        for (int place = 1; place <= 32; place++)
        {
            _desk.Says[$"word {place}"] = "nonsense";
        }

        Assert.IsType<StepResult.Refused>(await Run(("known", "yes")));
        Assert.DoesNotContain(_desk.Screens, screen => screen.Blocks.Any(block => block is FingerprintBlock));
    }

    [Fact]
    public async Task Without_a_witness_nothing_is_compared()
    {
        _desk.Present.RemoveAll(person => person.Role == "witness");
        Says.IsRefused(await Run(), "seat-empty", "Nobody is recorded as witness 1.");
    }

    [Fact]
    public async Task What_was_never_kept_cannot_be_compared() =>
        Says.IsRefused(
            await Script.Step("compare-fingerprint", ("of", "other.cer")).Run(_desk),
            "no-artifact",
            "This ceremony has kept nothing under the name other.cer.");

    private Task<StepResult> Run(params (string, object)[] more) => Script.Step("compare-fingerprint", [.. Fields, .. more]).Run(_desk);

    private int[] Places() =>
        [.. _desk.Calls.Single(call => call.StartsWith("ask ", StringComparison.Ordinal)).Split(": ")[1].Split(", ").Select(word => int.Parse(word["word ".Length..], System.Globalization.CultureInfo.InvariantCulture))];
}
