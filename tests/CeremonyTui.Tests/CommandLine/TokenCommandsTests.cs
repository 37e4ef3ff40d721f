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

    private Ran At(params string[] arguments) => Tool.RunAt(_folder["softhsm2.conf"], Programs.Native, arguments);

    private Ran Typed(string typed, string command) => Tool.RunAt(_folder["softhsm2.conf"], "sh", "-c", $"printf '%s' \"$1\" | {Programs.Native} {command}", "sh", typed);
}
