using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Engine.Tests.Run;

/// <summary>What an officer can keep on a device of their own, and find again in the archive.</summary>
public sealed class ConfirmationTests
{
    [Fact]
    public async Task What_is_shown_for_an_own_device_is_the_hash_that_the_signed_text_names()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        await stage.Begin();

        JournalLine proposed = stage.Lines.First(line => line.Kind == "proposed" && line.Json.Text("authority") == "officers");
        FingerprintBlock shown = Prompts(stage, "Generate a key")[0].Signed;

        Assert.Equal(($"Line {proposed.Seq} of the journal: this proposal", proposed.Hash), (shown.Of, shown.Sha256));
        Assert.All(
            stage.Lines.Where(line => line.Kind == "confirmed" && line.Json.Number("proposed") == proposed.Seq),
            confirmed => Assert.EndsWith($"\nproposed: {shown.Sha256}\n", confirmed.Json.Text("text")));
    }

    [Fact]
    public async Task At_the_seal_it_is_the_fingerprint_of_the_archive()
    {
        using var stage = new Stage(Scripts.TwoKeys);

        string fingerprint = (await stage.Begin()).Fingerprint!;

        Assert.All(Prompts(stage, "Seal the transcript"), prompt => Assert.Equal(new FingerprintBlock("SHA256SUMS of this archive", fingerprint), prompt.Signed));
        Assert.All(stage.Lines.Where(line => line.Kind == "signed"), line => Assert.Equal(fingerprint, line.Json.Text("sha256sums")));
    }

    private static IReadOnlyList<ConfirmPrompt> Prompts(Stage stage, string title)
    {
        IReadOnlyList<ConfirmPrompt> prompts = [.. stage.Room.Asked.Where(asked => asked.Screen.Title == title).Select(asked => asked.Prompt).OfType<ConfirmPrompt>()];
        Assert.NotEmpty(prompts);
        return prompts;
    }
}
