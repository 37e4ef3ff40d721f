using Ceremony.Core.Scripts;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class ShowFingerprintTests
{
    private readonly FakeDesk _desk = new();

    [Fact]
    public async Task A_fingerprint_is_shown()
    {
        _desk.Has("root.cer", "abc"u8.ToArray());
        IStep step = Script.Step("show-fingerprint", ("of", "root.cer"), ("title", "Root CA"));
        Says.IsDone(await step.Run(_desk));
        Assert.Equal(["show A fingerprint"], _desk.Calls);
        Assert.StartsWith("fingerprint of Root CA: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n", _desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Equal("show fingerprint of Root CA", step.Title);
    }

    [Fact]
    public async Task What_was_never_kept_has_no_fingerprint() =>
        Says.IsRefused(
            await Script.Step("show-fingerprint", ("of", "root.cer")).Run(_desk),
            "no-artifact",
            "This ceremony has kept nothing under the name root.cer.",
            "Compare the name with the step that keeps it; if the script is wrong, abort and have it corrected.");
}
