using System.Text;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A soft token that no PIN opens: a refusal of the step and no failed sign-in.</summary>
public sealed class SoftTokenKindTests
{
    public static TheoryData<string, byte[]> Strangers => new()
    {
        { "it is a PEM file", "-----BEGIN PRIVATE KEY-----"u8.ToArray() },
        { "it is a Java keystore (JKS)", [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2] },
        { "it is empty", [] },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task It_is_refused_before_a_PIN_is_asked_for_and_the_right_one_goes_on(string kind, byte[] bytes)
    {
        using var stage = new Stage(Scripts.TwoKeys);
        string path = Path.Combine(stage.Folder, "boot-kit", "officer1.p12");
        byte[] right = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes);
        string? told = null;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (screen.Title == "The step cannot be done")
            {
                told = screen.Blocks.OfType<WarningBlock>().First().Text;
                Assert.DoesNotContain(stage.Room.Asked, asked => asked.Prompt is PinPrompt);
                File.WriteAllBytes(path, right);
                return new Chose("again");
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal($"Something that the step works with cannot be used: officer1.p12: the soft token is not a PKCS#12 file: {kind}; have it exported as PKCS#12 (.p12).", told);
        Assert.DoesNotContain(stage.Lines, line => line.Entry is SignInFailed);
        Assert.Equal([], stage.Findings());
    }

    [Fact]
    public async Task An_officer_who_confirms_with_it_is_told_so_and_no_sign_in_has_failed()
    {
        using var stage = new Stage(Scripts.TwoKeys);
        string path = Path.Combine(stage.Folder, "boot-kit", "officer1.p12");
        byte[] right = File.ReadAllBytes(path);
        string? told = null;
        stage.Room.Instead = (_, prompt) =>
        {
            if (prompt is ConfirmPrompt { StepNumber: null } confirm)
            {
                told ??= confirm.Trouble;
                File.WriteAllBytes(path, told is null ? Encoding.ASCII.GetBytes("-----BEGIN") : right);
            }

            return null;
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal("officer1.p12 cannot be used, whatever its PIN: the soft token is not a PKCS#12 file: it is a PEM file; have it exported as PKCS#12 (.p12). Insert the medium with the officer's own file and type the PIN, or refuse (F8).", told);
        Assert.DoesNotContain(stage.Lines, line => line.Entry is SignInFailed);
        Assert.Equal([], stage.Findings());
    }
}
