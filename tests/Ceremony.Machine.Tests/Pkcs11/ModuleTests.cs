using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;
using Ceremony.Machine.Rehearsals;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Modules, and tokens found in them.</summary>
[Collection(TestRoom.OneAfterAnother)]
public sealed class ModuleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_list_names_initialised_tokens_with_the_state_of_their_PINs()
    {
        TokenEntry card = TestRoom.NewBlankCard();
        TokenEntry hsm = TestRoom.NewToken();
        IReadOnlyList<TokenView> list = TestRoom.Tokens.List(TestRoom.Module);
        Assert.All(list, each => Assert.True(each.Initialised));
        TokenView blank = Assert.Single(list, each => each.Label == card.Called);
        TokenView ready = Assert.Single(list, each => each.Label == hsm.Called);
        Assert.Equal((PinState.NotSet, PinState.Set), (blank.Pin, blank.SecurityOfficerPin));
        Assert.Equal((PinState.Set, PinState.Set), (ready.Pin, ready.SecurityOfficerPin));
        Assert.Equal(("SoftHSM project", "SoftHSM v2", 16), (ready.Manufacturer, ready.Model, ready.Serial.Length));
        Assert.Null(ready.Objects);
    }

    [Fact]
    public void What_is_not_initialised_is_an_empty_slot()
    {
        // SoftHSM2 always offers one more token that is blank.
        EmptySlot slot = Assert.Single(TestRoom.Tokens.EmptySlots(TestRoom.Module));
        Assert.True(slot.HasBlankToken);
        Assert.Matches("^SoftHSM slot ID 0x[0-9a-f]+$", slot.Name);
    }

    [Fact]
    public void A_token_is_found_by_its_serial_number()
    {
        string label = TestRoom.NewToken().Called;
        string serial = TestRoom.Tokens.List(TestRoom.Module).Single(each => each.Label == label).Serial;
        Assert.True(TokenUri.TryParse($"pkcs11:serial={serial};manufacturer=SoftHSM%20project;model=SoftHSM%20v2", out TokenUri uri, out _));
        using ITokenSession session = TestRoom.Tokens.Open(TestRoom.Entry(label) with { Uri = uri });
        Assert.Equal(label, session.View().Label);
    }

    [Fact]
    public void A_token_that_is_not_there_is_told()
        => Fault.Is("NoToken", "The token CM-HSM (pkcs11:token=CM-HSM) is not there: insert it, or check uri: in the script.", () => TestRoom.Tokens.Open(TestRoom.Entry("CM-HSM")));

    [Fact]
    public void Two_tokens_of_one_label_are_not_guessed_between()
        => Fault.Is("TwoTokens", "2 tokens match pkcs11:token=TWIN: take out all but one, or add serial= to the URI.", () => TestRoom.Tokens.Open(TestRoom.Entry(TestRoom.Twins)));

    [Fact]
    public void A_module_that_is_not_there_is_told()
    {
        string sentence = $"There is no PKCS#11 module {_folder["none.so"]} that can be read: check module: in the script, and that the driver is installed.";
        Fault.Is("NoModule", sentence, () => TestRoom.Tokens.List(_folder["none.so"]));
        Fault.Is("NoModule", sentence, () => TestRoom.Tokens.Open(TestRoom.Entry("CM-HSM", _folder["none.so"])));
        Fault.Is("NoModule", sentence, () => TestRoom.Tokens.ModuleHash(_folder["none.so"]));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("library")]
    public void A_file_that_is_no_PKCS11_module_is_told(string kind)
    {
        string path = _folder["other.so"];
        if (kind == "text")
            File.WriteAllText(path, "not a library");
        else
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Ceremony.Core.dll"), path);
        Fault.Is(
            "NoModule",
            $"{path} cannot be loaded as a PKCS#11 module: check module: in the script, and that the driver is for this machine.",
            () => TestRoom.Tokens.List(path));
    }

    [Fact]
    public void A_library_without_the_entry_point_is_no_PKCS11_module()
    {
        string other = Tool.Demand("sh", "-c", "PATH=$PATH:/sbin ldconfig -p | sed -n 's/.* => \\(.*libz\\.so.*\\)/\\1/p' | head -n 1").Trim();
        string path = _folder["libz.so"];
        File.Copy(other, path);
        Fault.Is(
            "NoModule",
            $"{path} cannot be loaded as a PKCS#11 module: check module: in the script, and that the driver is for this machine.",
            () => TestRoom.Tokens.List(path));
    }

    [Fact]
    public void A_module_that_is_exchanged_between_its_hash_and_its_loading_is_let_go()
    {
        string copy = _folder["libcopy.so"];
        File.Copy(TestRoom.Module, copy);
        string hash = TestRoom.Tokens.ModuleHash(copy);
        void Exchange()
        {
            File.Copy(copy, copy + ".other");
            using (FileStream other = File.Open(copy + ".other", FileMode.Append))
                other.WriteByte(0);
            File.Move(copy + ".other", copy, overwrite: true);
        }

        DeviceFault fault = Assert.Throws<DeviceFault>(() => Pkcs11Module.Acquire(copy, hash, CallWatch.None, Exchange));
        Assert.Equal("OtherModule", fault.Code);
        Assert.Contains($"its SHA-256 was {hash} and is now {TestRoom.Tokens.ModuleHash(copy)}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_of_a_module_is_what_sha256sum_says()
        => Assert.Equal(Tool.Demand("sha256sum", TestRoom.Module)[..64], TestRoom.Tokens.ModuleHash(TestRoom.Module));

    [Fact]
    public void A_module_with_another_hash_than_the_script_names_is_not_loaded()
    {
        TokenEntry entry = TestRoom.NewToken();
        string hash = TestRoom.Tokens.ModuleHash(TestRoom.Module);
        string real = Tool.Demand("realpath", TestRoom.Module).Trim();
        TestRoom.Tokens.Open(entry with { ModuleSha256 = hash.ToUpperInvariant() }).Dispose();
        Fault.Is(
            "OtherModule",
            $"The module {real} is not the one that the script names; its SHA-256 is {hash}: install the right driver, or have the script reviewed again.",
            () => TestRoom.Tokens.Open(entry with { ModuleSha256 = new string('0', 64) }));

        // It would say NoModule had it been tried to be loaded.
        File.WriteAllText(_folder["other.so"], "not a library");
        Assert.Equal("OtherModule", Assert.Throws<DeviceFault>(() => TestRoom.Tokens.Open(TestRoom.Entry("X", _folder["other.so"], new string('0', 64)))).Code);
        Assert.Equal("OtherModule", Assert.Throws<DeviceFault>(() => TestRoom.Tokens.List(_folder["other.so"], new string('0', 64))).Code);
    }

    [Fact]
    public void A_module_is_finalised_and_can_be_loaded_again()
        => Assert.Equal("TWIN TWIN\nTWIN TWIN\ndone", Tool.RunAt(TestRoom.ConfigurationFile, Path.Combine(AppContext.BaseDirectory, "Ceremony.Machine.Tests"), "child", "list-twice", TestRoom.Module).Succeeded().Told.Trim());

    [Fact]
    public void A_rehearsals_token_does_not_take_the_label_of_another()
    {
        using Secret pin = Secret.FromText(TestRoom.OfficerPin);
        string label = TestRoom.NewToken().Called;
        Fault.Is("LabelTaken", $"There is already a token {label}: choose another label.", () => SoftHsmRoom.InitialiseToken(TestRoom.Module, label, pin, null));
        string tooLong = new('x', 33);
        Fault.Is("LabelTooLong", $"The label {tooLong} is longer than 32 bytes: choose a shorter one.", () => SoftHsmRoom.InitialiseToken(TestRoom.Module, tooLong, pin, null));
    }
}
