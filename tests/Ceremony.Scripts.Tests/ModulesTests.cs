using Ceremony.Core.Tokens;

namespace Ceremony.Scripts.Tests;

/// <summary>PKCS#11 modules by names of their own, with what they need beside their files.</summary>
public class ModulesTests
{
    private const string Luna = "luna: { file: /usr/lib/m.so, environment: { ChrystokiConfigurationPath: /etc/luna }, configuration: [/etc/Chrystoki.conf], parameters: \"configdir='sql:/x'\" }";

    [Fact]
    public void A_token_has_what_its_module_needs()
    {
        TokenEntry hsm = TestScripts.Bound(Text(Luna, "luna", ", login-as: 0x80000001, pin-is: 'user name, colon, password'")).Tokens[0];
        Assert.Equal("/usr/lib/m.so", hsm.Module);
        Assert.Equal([KeyValuePair.Create("ChrystokiConfigurationPath", "/etc/luna")], hsm.Setup.Environment);
        Assert.Equal(["/etc/Chrystoki.conf"], hsm.Setup.Configuration);
        Assert.Equal("configdir='sql:/x'", hsm.Setup.Parameters);
        Assert.Equal((0x80000001u, "user name, colon, password"), (hsm.UserType, hsm.PinIs));
    }

    [Fact]
    public void A_token_that_names_a_file_needs_nothing_more()
    {
        TokenEntry hsm = TestScripts.Bound().Tokens[0];
        Assert.Equal(ModuleSetup.None, hsm.Setup);
        Assert.Null(hsm.UserType);
        Assert.Null(hsm.PinIs);
    }

    [Fact]
    public void Parameters_are_filled_in()
    {
        TokenEntry hsm = TestScripts.Bound(Text("luna: { file: '/usr/lib/${param.where}.so', environment: { CONF: '/etc/${param.organisation}' } }", "luna"), ("where", "software"), ("organisation", "Acme")).Tokens[0];
        Assert.Equal(("/usr/lib/software.so", "/etc/Acme"), (hsm.Module, hsm.Setup.Environment[0].Value));
    }

    [Theory]
    [InlineData("0x83", 0x83u)]
    [InlineData("131", 131u)]
    [InlineData("0xffffffff", 0xffffffffu)]
    [InlineData("user", null)]
    public void User_types_are_numbers(string written, uint? type) => Assert.Equal(type, TestScripts.Bound(Text(Luna, "luna", $", login-as: {written}")).Tokens[0].UserType);

    /// <summary>The modules, what the token says of its own, and what is said of it.</summary>
    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { Luna, "lunar", "", "17:46: \"module\" must be the absolute path of a PKCS#11 module, or a name from \"modules\"; did you mean \"luna\"?" },
        { Luna, "/usr/lib/m.so", "", "17:46: this file is the module \"luna\", and a program can load a file only once; write module: luna" },
        { "Luna: { file: /usr/lib/a.so }", "/usr/lib/b.so", "", "15:3: the name of the module \"Luna\" must be lower-case letters, digits and hyphens" },
        { "luna: /usr/lib/a.so", "/usr/lib/b.so", "", "15:9: the module \"luna\" must be a map of keys and values" },
        { "luna: { fille: /usr/lib/a.so }", "/usr/lib/b.so", "", "15:9: the key \"file\" of the module \"luna\" is missing\n15:11: \"fille\" is not a key of the module \"luna\"; did you mean \"file\"?" },
        { "luna: { file: a.so }", "luna", "", "15:17: \"file\" must be the absolute path of a PKCS#11 module" },
        { "luna: { file: '${step.ca}' }", "luna", "", "15:17: a module can only refer to parameters, not to ${step.ca}" },
        { "luna: { file: /a.so, configuration: [luna.conf] }", "luna", "", "15:40: \"luna.conf\" in \"configuration\" must be the absolute path of a file" },
        { "luna: { file: /a.so, configuration: [/a.conf, /a.conf] }", "luna", "", "15:49: \"/a.conf\" appears twice in \"configuration\"" },
        { "luna: { file: /a.so, configuration: /a.conf }", "luna", "", "15:39: \"configuration\" must be a list with at least one item" },
        { "luna: { file: /a.so, environment: [a] }", "luna", "", "15:37: \"environment\" must be a map of keys and values" },
        { "luna: { file: /a.so, environment: { LD_PRELOAD: /x.so } }", "luna", "", "15:39: the variable LD_PRELOAD must not be set: it can change which code is loaded or run, or this program itself needs it" },
        { "luna: { file: /a.so, environment: { LD_LIBRARY_PATH: /x } }", "luna", "", "15:39: the variable LD_LIBRARY_PATH must not be set: it can change which code is loaded or run, or this program itself needs it" },
        { "luna: { file: /a.so, environment: { PATH: /x } }", "luna", "", "15:39: the variable PATH must not be set: it can change which code is loaded or run, or this program itself needs it" },
        { "luna: { file: /a.so, environment: { OPENSSL_CONF: /x } }", "luna", "", "15:39: the variable OPENSSL_CONF must not be set: it can change which code is loaded or run, or this program itself needs it" },
        { "luna: { file: /a.so, environment: { 'A=B': x } }", "luna", "", "15:39: \"A=B\" is not the name of a variable: 1 to 64 letters, digits and _, no digit first" },
        { "luna: { file: /a.so, environment: { CONF: [x] } }", "luna", "", "15:39: the variable CONF must have a text of at most 1024 characters" },
        { "luna: { file: /a.so, environment: { CONF: \"a\\nb\" } }", "luna", "", "15:39: the variable CONF must be on one line, without characters that cannot be seen" },
        { "luna: { file: /a.so, parameters: \"a\\nb\" }", "luna", "", "15:36: \"parameters\" must be 1 to 1024 characters on one line" },
        { "luna: { file: /a.so, parameters: a }\n  other: { file: /a.so, parameters: b }", "luna", "", "16:3: the modules \"luna\" and \"other\" are one file with two setups, and a program can load a file only once; give them one setup, or hold two ceremonies" },
        { "luna: { file: /a.so, environment: { CONF: a } }\n  other: { file: /b.so, environment: { CONF: b } }", "luna", "", "16:3: the modules \"luna\" and \"other\" set the variable CONF to two values, and a program has one environment; give it one value" },
        { Luna, "luna", ", login-as: 1", "17:84: \"login-as\" must be user, or the number of a vendor's user type, such as 0x80000001, not \"1\"" },
        { Luna, "luna", ", login-as: '0x100000000'", "17:84: \"login-as\" must be user, or the number of a vendor's user type, such as 0x80000001, not \"0x100000000\"" },
        { Luna, "luna", ", pin-is: ' '", "17:82: \"pin-is\" is blank; people must be able to read it" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_is_refused_with_its_place(string modules, string module, string more, string says) =>
        Assert.Equal(says.Split('\n'), TestScripts.Read(Text(modules, module, more)).Problems.Select(problem => problem.At("")[1..]));

    [Fact]
    public void Two_modules_may_be_one_file_with_one_setup_and_share_a_value()
    {
        Assert.Empty(TestScripts.Read(Text("luna: { file: /a.so, parameters: a }\n  other: { file: /a.so, parameters: a }", "other")).Problems);
        Assert.Empty(TestScripts.Read(Text("luna: { file: /a.so, environment: { CONF: a } }\n  other: { file: /b.so, environment: { CONF: a } }", "other")).Problems);
    }

    [Fact]
    public void What_only_parameters_bring_is_refused_once_they_are_known()
    {
        string text = Text("luna: { file: '${param.organisation}' }", "luna").Replace("[\\p{L} ]{1,20}", "[a-z/.]+", StringComparison.Ordinal);
        Assert.Empty(TestScripts.Read(text).Problems);
        var refusal = Assert.Throws<ScriptBindingException>(() => TestScripts.Bound(text, ("where", "software"), ("organisation", "a.so")));
        Assert.Equal(["15:17: \"file\" must be the absolute path of a PKCS#11 module"], refusal.Problems.Select(problem => problem.At("")[1..]));
    }

    // The good script with modules, and with a token of one of them.
    private static string Text(string modules, string module, string more = "") =>
        TestScripts.Spoiled("tokens:\n  hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/m.so, custodian: officer 1", $"modules:\n  {modules}\ntokens:\n  hsm: {{ uri: 'pkcs11:token=CM-HSM', module: {module}, custodian: officer 1{more}")
            .Replace("module: /usr/lib/m.so, holder", "module: /usr/lib/card.so, holder", StringComparison.Ordinal);
}
