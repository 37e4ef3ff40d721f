using System.Text.Json.Nodes;
using Ceremony.TestKit;

namespace CeremonyTui.Tests.CommandLine;

/// <summary>What the commands say of tokens, and do to them, before a ceremony.</summary>
public sealed class TokenCommandsTests : IDisposable
{
    private const string SoftHsm = "/usr/lib/softhsm/libsofthsm2.so";
    private readonly TemporaryFolder _folder = new();

    public TokenCommandsTests()
    {
        Directory.CreateDirectory(_folder["tokens"]);
        File.WriteAllText(_folder["softhsm2.conf"], $"directories.tokendir = {_folder["tokens"]}\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_token_is_initialised_with_both_PINs_and_another_tool_logs_in_to_it()
    {
        Ran made = Typed("87654321\n123456\n", "initialise-token CM-HSM");
        string[] lines = made.Expect().TrimEnd().Split('\n');
        Assert.Matches("^The token CM-HSM, serial number [0-9a-f]+, is initialised; its user PIN is set.$", lines[0]);
        Assert.StartsWith("In a script: uri: 'pkcs11:token=CM-HSM;serial=", lines[1], StringComparison.Ordinal);
        Tool.RunAt(_folder["softhsm2.conf"], "pkcs11-tool", "--module", SoftHsm, "--token-label", "CM-HSM", "--login", "--pin", "123456", "--list-objects").Succeeded();

        Assert.Equal("There is already a token CM-HSM: choose another label.", Typed("87654321\n123456\n", "initialise-token CM-HSM").Errors.Trim());
        string serial = JsonNode.Parse(At("tokens", "--json").Expect())!.AsArray()[0]!["serial"]!.GetValue<string>();
        Assert.StartsWith("The token CM-HSM, serial number", Typed("87654321\n123456\n", $"initialise-token Another --serial {serial}").Errors, StringComparison.Ordinal);
        Assert.Contains("is in use already. With --again it is initialised anew, and everything on it is destroyed.", Typed("", $"initialise-token Another --serial {serial}").Errors, StringComparison.Ordinal);
        Assert.StartsWith("The token Another, serial number", Typed("87654321\n654321\n", $"initialise-token Another --serial {serial} --again").Expect(), StringComparison.Ordinal);
        Tool.RunAt(_folder["softhsm2.conf"], "pkcs11-tool", "--module", SoftHsm, "--token-label", "Another", "--login", "--pin", "654321", "--list-objects").Succeeded();
    }

    [Fact]
    public void A_wrong_security_officer_PIN_destroys_nothing()
    {
        Typed("87654321\n123456\n", "initialise-token CM-HSM").Expect();
        string serial = JsonNode.Parse(At("tokens", "--json").Expect())!.AsArray()[0]!["serial"]!.GetValue<string>();
        Assert.Equal("The security officer PIN of CM-HSM is wrong: type it again.", Typed("00000000\n654321\n", $"initialise-token CM-HSM --serial {serial} --again").Errors.Trim());
        Tool.RunAt(_folder["softhsm2.conf"], "pkcs11-tool", "--module", SoftHsm, "--token-label", "CM-HSM", "--login", "--pin", "123456", "--list-objects").Succeeded();
    }

    [Fact]
    public void A_user_PIN_is_changed_and_another_tool_logs_in_with_the_new_one()
    {
        Typed("87654321\n123456\n", "initialise-token CM-HSM").Expect();
        Assert.Matches("^The user PIN of CM-HSM, serial number [0-9a-f]+, is changed.$", Typed("123456\n654321\n", "change-pin CM-HSM").Expect().TrimEnd());
        LogsIn("CM-HSM", "654321");

        // By the serial number; a wrong one changes nothing.
        string serial = Serial();
        Ran wrong = Typed("123456\n111111\n", $"change-pin --serial {serial}");
        Assert.Contains("The PIN of CM-HSM is wrong", wrong.Errors, StringComparison.Ordinal);
        LogsIn("CM-HSM", "654321");
        Assert.Equal("The PIN of CM-HSM must have 4 to 255 characters, not 2: use one of that length.", Typed("654321\n11\n", "change-pin CM-HSM").Errors.Split('\n')[^2]);
        LogsIn("CM-HSM", "654321");
    }

    [Fact]
    public void A_security_officer_PIN_is_changed_and_sets_a_user_PIN_anew()
    {
        Typed("87654321\n123456\n", "initialise-token CM-HSM").Expect();
        Assert.Matches("^The security officer PIN of CM-HSM, serial number [0-9a-f]+, is changed.$", Typed("87654321\n11223344\n", "change-pin CM-HSM --security-officer").Expect().TrimEnd());
        LogsIn("CM-HSM", "123456");
        Assert.StartsWith("The security officer PIN of CM-HSM is wrong", Typed("87654321\n222222\n", "unblock-pin CM-HSM").Errors, StringComparison.Ordinal);
        LogsIn("CM-HSM", "123456");
        Assert.Matches("^The user PIN of CM-HSM, serial number [0-9a-f]+, is set anew; whatever it was before is void.$", Typed("11223344\n222222\n", "unblock-pin CM-HSM").Expect().TrimEnd());
        LogsIn("CM-HSM", "222222");
        Assert.NotEqual(0, Tool.RunAt(_folder["softhsm2.conf"], "pkcs11-tool", "--module", SoftHsm, "--token-label", "CM-HSM", "--login", "--pin", "123456", "--list-objects").ExitCode);
    }

    [Theory]
    [InlineData("change-pin", "No token was named: give its label, or its serial number with --serial.")]
    [InlineData("unblock-pin Other", "There is no initialised token with the label Other behind this module. \"ceremony tokens --module /usr/lib/softhsm/libsofthsm2.so\" lists what is there.")]
    [InlineData("change-pin CM-HSM --serial 7", "There is no initialised token with the label CM-HSM and the serial number 7 behind this module. \"ceremony tokens --module /usr/lib/softhsm/libsofthsm2.so\" lists what is there.")]
    [InlineData("change-pin CM-HSM", "No PIN was given, and nothing was made: type it, or give it on standard input.")]
    public void What_cannot_be_done_is_said_and_nothing_is_changed(string command, string says)
    {
        Typed("87654321\n123456\n", "initialise-token CM-HSM").Expect();
        Assert.Equal(says, Typed("", command).Errors.Trim());
        LogsIn("CM-HSM", "123456");
    }

    [Fact]
    public void The_PINs_of_a_device_with_keys_of_its_own_are_typed_there()
    {
        string module = QuirkModule.Make(_folder.Path, SoftHsm, "pin-pad").Path;
        Ran made = Typed("", $"initialise-token CM-HSM --module {module}");
        made.Expect();
        Assert.Equal("The PINs are typed at the device: first the security officer's, then the user's.", made.Errors.Trim());
        Ran changed = Typed("", $"change-pin CM-HSM --module {module}");
        Assert.StartsWith("The user PIN of CM-HSM", changed.Expect(), StringComparison.Ordinal);
        Assert.Equal("The present user PIN and then the new one are typed at the device.", changed.Errors.Trim());
        Typed("", $"change-pin CM-HSM --security-officer --module {module}").Expect();
        Assert.Equal("The security officer PIN and then the new user PIN are typed at the device.", Typed("", $"unblock-pin CM-HSM --module {module}").Errors.Trim());
        LogsIn("CM-HSM", "123456");
    }

    [Fact]
    public void What_a_token_can_do_is_listed_and_blank_slots_are_told()
    {
        Typed("87654321\n123456\n", "initialise-token CM-HSM").Expect();
        string[] lines = At("tokens", "--mechanisms").Expect().Split('\n');
        Assert.Contains("  CKM_RSA_PKCS_KEY_PAIR_GEN, keys of 512 to 16384", lines);
        Assert.Contains(lines, line => line.StartsWith("  flags ", StringComparison.Ordinal) && line.Contains("CKF_TOKEN_INITIALIZED", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("(blank token)  SoftHSM slot", StringComparison.Ordinal));

        JsonArray slots = JsonNode.Parse(At("tokens", "--json").Expect())!.AsArray();
        Assert.Equal([true, false], slots.Select(slot => slot!["initialised"]!.GetValue<bool>()));
        Assert.Contains(slots[0]!["mechanisms"]!.AsArray(), each => each!["name"]!.GetValue<string>() == "CKM_EC_KEY_PAIR_GEN");
        Assert.Contains("CKF_LOGIN_REQUIRED", slots[0]!["flags"]!.AsArray().Select(each => each!.GetValue<string>()));
    }

    [Fact]
    public void What_a_driver_prints_is_not_between_the_lines_of_a_report()
    {
        string module = QuirkModule.Make(_folder.Path, SoftHsm, "prints").Path;
        Ran listed = At("tokens", "--module", module, "--json");
        Assert.NotEmpty(JsonNode.Parse(listed.Expect())!.AsArray());
        Assert.Equal("", listed.Errors);
    }

    [Fact]
    public void A_module_is_given_its_variables_and_parameters()
    {
        string configuration = _folder["quirk.conf"];
        File.WriteAllText(configuration, "");
        string variable = QuirkModule.Make(_folder.Path, SoftHsm, "needs-environment").Path, parameters = QuirkModule.Make(_folder.Path, SoftHsm, "needs-parameters").Path;
        Assert.StartsWith($"The module {variable} did not begin (C_Initialize answered CKR_GENERAL_ERROR)", At("tokens", "--module", variable).Errors, StringComparison.Ordinal);
        At("tokens", "--module", variable, "--environment", $"QUIRK_CONF={configuration}").Expect();
        Assert.StartsWith($"The module {parameters} did not begin (C_Initialize answered CKR_ARGUMENTS_BAD)", At("tokens", "--module", parameters).Errors, StringComparison.Ordinal);
        At("tokens", "--module", parameters, "--parameters", "level='quirk' name='Ada'").Expect();
        Assert.Equal("The variable LD_PRELOAD must not be set: it can change which code is loaded or run, or this program itself needs it.", At("tokens", "--environment", "LD_PRELOAD=/x.so").Errors.Trim());
        Assert.Equal("\"QUIRK_CONF\" is not a variable: write --environment NAME=VALUE.", At("tokens", "--environment", "QUIRK_CONF").Errors.Trim());
        Assert.Equal("--login-as must be user, or the number of a vendor's user type, such as 0x80000001, not \"so\".", Typed("123456", $"boot-kit {_folder["kit"]} --token CM-HSM --login-as so").Errors.Trim());
    }

    private void LogsIn(string label, string pin) => Tool.RunAt(_folder["softhsm2.conf"], "pkcs11-tool", "--module", SoftHsm, "--token-label", label, "--login", "--pin", pin, "--list-objects").Succeeded();

    private string Serial() => JsonNode.Parse(At("tokens", "--json").Expect())!.AsArray()[0]!["serial"]!.GetValue<string>();

    private Ran At(params string[] arguments) => Tool.RunAt(_folder["softhsm2.conf"], Programs.Native, arguments);

    private Ran Typed(string typed, string command) => Tool.RunAt(_folder["softhsm2.conf"], "sh", "-c", $"printf '%s' \"$1\" | {Programs.Native} {command}", "sh", typed);
}
