using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Engine.Tests.Fakes;

namespace Ceremony.Engine.Tests.Run;

/// <summary>A configuration in which a PIN cannot be told from the rest: nothing of it reaches the screen or the disk, and a file that was put right goes on.</summary>
public sealed class UnfitConfigTests
{
    private const string Right = "# cm\nSSL.file=old.p12\nSSL.pin=9876\n";

    public static TheoryData<string, byte[], string> Unfit => new()
    {
        { "a PIN that goes on", "# cm\nSSL.file=old.p12\nSSL.pin=9876\\\n5432\n"u8.ToArray(), "its line 3 ends in a backslash, so that the next may belong to it; put the whole setting on one line" },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("# cm\r\nSSL.pin=9876\r\n")], "it is not a text file that this program edits; save it as UTF-8" },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes("# cm\r\nSSL.pin=9876\r\n"), "it is not a text file that this program edits; save it as UTF-8" },
        { "UTF-32", Encoding.UTF32.GetBytes("SSL.pin=9876\r\n"), "it is not a text file that this program edits; save it as UTF-8" },
        { "carriage returns alone", "a=1\rSSL.pin=9876\r"u8.ToArray(), "its line 1 holds a control character, or a carriage return that ends no line; save the file as UTF-8 with plain line ends" },
        { "a name with an escape", "SSL.\\u0070in=9876\n"u8.ToArray(), "its line 1 has a backslash in the name of its setting; write the name without it" },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task What_is_no_plain_configuration_is_refused_before_anything_of_it_is_written_down(string called, byte[] bytes, string why)
    {
        Assert.NotEmpty(called);
        using var stage = new Stage(PerformingTests.Script, null, new OneActionKind(Edit, (desk, approval, action) => desk.Perform(approval, (EditConfig)action))) { Judge = new BlindJudge() };
        Put(stage, bytes);
        string? told = null;
        stage.Room.Instead = (screen, prompt) =>
        {
            if (prompt is not ChoicePrompt { Key: "after-refusal" })
            {
                return null;
            }

            told = screen.Blocks.OfType<WarningBlock>().First().Text;
            Put(stage, Encoding.UTF8.GetBytes(Right));
            return new Chose("again");
        };

        Assert.Equal(RunEnd.Completed, (await stage.Begin()).End);

        Assert.Equal($"The file cm.conf cannot be edited here, and nothing of it was shown or recorded: {why}, then try again.", told);
        Assert.Equal("# cm\nSSL.file=new.p12\nSSL.pin=hsm-pin\n", Encoding.UTF8.GetString(stage.Installation.Files[At(stage)].Bytes));
        foreach (string file in Directory.EnumerateFiles(stage.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".p12", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file).Replace("\\u{0}", "", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal);
            Assert.DoesNotContain("=9876", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"5432", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(bytes), text, StringComparison.Ordinal);
        }
    }

    private static async Task<CeremonyAction> Edit(IDesk desk)
    {
        ConfigText before = ConfigText.Of((await desk.Look(new LookAtConfig("cm.conf")))!.Masked);
        ConfigText after = before.With("SSL.file", "new.p12").With("SSL.pin", ConfigText.Mask);
        return new EditConfig(
            "cm.conf",
            before.MaskedSha256(),
            after.MaskedSha256(),
            [new ConfigEdit("SSL.file") { Value = "new.p12" }, new ConfigEdit("SSL.pin") { PinOf = new TokenRef("hsm") }],
            "cm.conf.before-work");
    }

    private static string At(Stage stage) => Path.Combine(stage.Folder, "cm.conf");

    private static void Put(Stage stage, byte[] bytes) => stage.Installation.Files[At(stage)] = new FileState(bytes, 7, 8, 0x1a0);
}
