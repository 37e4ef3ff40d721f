using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Machine.Pkcs11;

namespace Ceremony.Machine.Tests.Pkcs11;

/// <summary>Modules that need more than their file, and tokens whose users are others than CKU_USER.</summary>
[Collection(TestRoom.OneAfterAnother)]
public sealed class ModuleSetupTests : IDisposable
{
    private const string Parameters = "level='quirk' name='Ada'";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_variable_is_seen_by_the_C_library_and_by_no_program_that_is_started()
    {
        string configuration = Written("quirk.conf");
        QuirkModule module = Make("needs-environment");
        using (var without = new Pkcs11Tokens(setups: Setups(module, new ModuleSetup { Environment = [KeyValuePair.Create("QUIRK_CONF", "/nowhere")] })))
            Fault.Is(
                "CKR_GENERAL_ERROR",
                $"The module {module.Path} did not begin (C_Initialize answered CKR_GENERAL_ERROR): look whether its device or its service is on, and whether it is given the variables, configuration files and parameters that its maker names (modules: in the script).",
                () => without.List(module.Path));
        using var tokens = new Pkcs11Tokens(setups: Setups(module, new ModuleSetup { Environment = [KeyValuePair.Create("QUIRK_CONF", configuration)] }));
        Assert.NotNull(tokens.List(module.Path));
        Assert.Null(Environment.GetEnvironmentVariable("QUIRK_CONF"));
    }

    [Theory]
    [InlineData("LD_PRELOAD")]
    [InlineData("PATH")]
    public void A_variable_that_has_other_code_loaded_is_not_set(string name)
    {
        using var tokens = new Pkcs11Tokens(setups: Setups(TestRoom.Module, new ModuleSetup { Environment = [KeyValuePair.Create(name, "/x")] }));
        Assert.Equal("NoEnvironment", Assert.Throws<DeviceFault>(() => tokens.List(TestRoom.Module)).Code);
    }

    [Fact]
    public void Parameters_are_given_with_lock_arguments_and_without_and_when_it_is_begun_anew()
    {
        QuirkModule module = Make("needs-parameters");
        using (var without = new Pkcs11Tokens())
            Assert.Equal("CKR_ARGUMENTS_BAD", Assert.Throws<DeviceFault>(() => without.List(module.Path)).Code);
        using var tokens = new Pkcs11Tokens(setups: Setups(module, new ModuleSetup { Parameters = Parameters }));
        Assert.NotNull(tokens.List(module.Path));
        tokens.Renew();
        Assert.NotNull(tokens.List(module.Path));
    }

    [Fact]
    public void A_module_in_use_is_not_given_another_setup()
    {
        QuirkModule module = Make("none");
        string file = Written("vendor.conf");
        using var tokens = new Pkcs11Tokens(setups: Setups(module, new ModuleSetup { Configuration = [file] }));
        tokens.List(module.Path);
        using var others = new Pkcs11Tokens();
        Fault.Is(
            "OtherSetup",
            $"The module {module.Path} is in use already with other variables, configuration files or parameters: name it everywhere by one name of modules: in the script, or end the program and begin again.",
            () => others.List(module.Path));
        using var same = new Pkcs11Tokens(setups: Setups(module, new ModuleSetup { Configuration = [file] }));
        Assert.NotNull(same.List(module.Path));
    }

    [Fact]
    public void A_configuration_file_must_be_there_and_stay_as_it_was()
    {
        QuirkModule module = Make("none");
        string file = _folder["vendor.conf"];
        IReadOnlyDictionary<string, ModuleSetup> setups = Setups(module, new ModuleSetup { Configuration = [file] });
        using var tokens = new Pkcs11Tokens(setups: setups);
        string missing = $"There is no configuration file {file} that can be read: put it there as its module's maker says, or correct configuration: in the script.";
        Fault.Is("NoConfiguration", missing, () => tokens.ConfigurationHash(file));
        Fault.Is("NoConfiguration", missing, () => tokens.List(module.Path));
        Written("vendor.conf");
        tokens.List(module.Path);
        string before = tokens.ConfigurationHash(file);
        Assert.Equal(Tool.Demand("sha256sum", file)[..64], before);
        tokens.Renew();
        File.AppendAllText(file, "another slot");
        Fault.Is(
            "OtherModule",
            $"The configuration file {file} was changed since its module was begun with it; its SHA-256 was {before} and is now {tokens.ConfigurationHash(file)}: put the right one back and try again, or leave the program and resume, which asks the officers about the other one.",
            tokens.Renew);
    }

    [Fact]
    public void A_configuration_file_that_is_exchanged_while_its_module_is_loaded_is_noticed()
    {
        QuirkModule module = Make("none");
        string file = Written("vendor.conf");
        DeviceFault fault = Assert.Throws<DeviceFault>(() => Pkcs11Module.Acquire(module.Path, null, CallWatch.None, () => File.AppendAllText(file, "another slot"), new ModuleSetup { Configuration = [file] }));
        Assert.Equal("OtherModule", fault.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0x80000002u)]
    public void A_vendors_user_logs_in_by_its_own_type_and_by_no_other(uint? other)
    {
        using Secret pin = Secret.FromText(TestRoom.Pin);
        QuirkModule module = Make("vendor-user");
        TokenEntry entry = TestRoom.NewToken() with { Module = module.Path };
        using var tokens = new Pkcs11Tokens();
        using (ITokenSession session = tokens.Open(entry with { UserType = other }))
        {
            Fault.Is(
                "CKR_USER_TYPE_INVALID",
                $"The token {entry.Called} does not let anybody log in as {(other is null ? "user" : "the user type 0x80000002")}: have login-as: in the script say the user type that its maker names, and hold the ceremony with that script.",
                () => session.LoginUser(pin));
        }

        using ITokenSession right = tokens.Open(entry with { UserType = 0x80000001 });
        right.LoginUser(pin);
        right.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign"));
        right.Logout();
        Assert.Equal("CKR_USER_NOT_LOGGED_IN", Assert.Throws<DeviceFault>(() => right.IsGone("00")).Code);
    }

    [Fact]
    public void A_users_name_and_password_are_one_PIN_of_which_the_token_may_count_the_password_alone()
    {
        QuirkModule module = Make("user-password");
        TokenEntry entry = TestRoom.NewToken() with { Module = module.Path };
        using var tokens = new Pkcs11Tokens();
        using ITokenSession session = tokens.Open(entry);
        using Secret alone = Secret.FromText(TestRoom.Pin), both = Secret.FromText($"ada:{TestRoom.Pin}"), tooLong = Secret.FromText($"ada:{TestRoom.Pin}123456");
        Fault.Is("CKR_PIN_INCORRECT", $"The PIN of {entry.Called} is wrong: type it again.", () => session.LoginUser(alone));
        Assert.Equal("CKR_PIN_LEN_RANGE", Assert.Throws<PinRefusedFault>(() => session.LoginUser(tooLong)).Code);
        session.LoginUser(both);
        session.GenerateKeyPair(KeyPairTests.Action("ec-p256", "sign"));
    }

    private QuirkModule Make(string quirk) => QuirkModule.Make(_folder.Path, TestRoom.Module, quirk);

    private string Written(string name)
    {
        File.WriteAllText(_folder[name], "slot = 1");
        return _folder[name];
    }

    private static Dictionary<string, ModuleSetup> Setups(QuirkModule module, ModuleSetup setup) => Setups(module.Path, setup);

    private static Dictionary<string, ModuleSetup> Setups(string module, ModuleSetup setup) => new() { [module] = setup };
}
