using Ceremony.Core.Actions;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Steps.Tests.Fakes;

namespace Ceremony.Steps.Tests;

public class EditConfigTests
{
    private static readonly (string, object)[] Kek = [("key", "kekrsa"), ("token", "hsm"), ("algorithm", "rsa-2048"), ("usage", new[] { "sign", "unwrap" })];

    private readonly CutOver _cutOver = new();

    private FakeDesk Desk => _cutOver.Desk;

    [Fact]
    public async Task Officers_agree_to_the_difference_and_nothing_else_changes()
    {
        StepResult.Done done = Says.IsDone(await Run("config/cm.conf", ("SSL.file", "certs/new.p12"), ("SSL.tokenlabel", "CM-HSM")));
        Assert.Equal(["look at config config/cm.conf", "officers approve Edit a configuration file: edit-config", "perform edit-config", "show The configuration is changed"], Desk.Calls);
        Assert.Equal(
            """
            Everything else in the file stays as it is, byte for byte. Masked means: with **** in place of each PIN.
            owner and group: 0:120
            mode: 0640
            -1 SSL.file=certs/tls.p12
            +1 SSL.file=certs/new.p12
             2 SSL.pin=****
            +3 SSL.tokenlabel=CM-HSM
            """.ReplaceLineEndings("\n"),
            Desk.Screens[0].Text());
        Assert.Equal("SSL.file=certs/new.p12\nSSL.pin=1111\nSSL.tokenlabel=CM-HSM\n", _cutOver.Text("config/cm.conf"));
        Assert.Equal("SSL.file=certs/tls.p12\nSSL.pin=1111\n", _cutOver.Text("config.before/cm.conf.before-the-step"));
        ConfigEdited edited = Assert.IsType<ConfigEdited>(Assert.Single(done.Facts));
        Assert.Equal(("config/cm.conf", "config.before/cm.conf.before-the-step"), (edited.File, edited.Backup));
        Assert.NotEqual(edited.Before, edited.After);
        Assert.Equal([new ConfigSetting("SSL.file", "certs/new.p12"), new ConfigSetting("SSL.tokenlabel", "CM-HSM")], edited.Settings);
    }

    [Fact]
    public async Task A_setting_is_taken_out_whole_and_another_is_emptied()
    {
        Desk.Files["config/cm.conf"] = "SSL.file=certs/tls.p12\n#SSL.file=old\nSSL.file = again\nSSL.pin= 1111\n"u8.ToArray();
        StepResult.Done done = Says.IsDone(await Script.Step("edit-config", ("file", "config/cm.conf"), ("set", Settings.Of(("SSL.pin", ""), ("SSL.cert", "x"))), ("remove", new[] { "SSL.file", "SSL.proxy" })).Run(Desk));
        Assert.StartsWith(
            "Everything else in the file stays as it is, byte for byte. Masked means: with **** in place of each PIN.", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Contains("-1 SSL.file=certs/tls.p12\n 1 #SSL.file=old\n-3 SSL.file = again\n-4 SSL.pin=****\n+2 SSL.pin=\n+3 SSL.cert=x", Desk.Screens[0].Text(), StringComparison.Ordinal);
        Assert.Contains("SSL.pin | (empty)\nSSL.cert | x\nSSL.file | (taken out)\nSSL.proxy | (taken out)", Desk.Screens[1].Text(), StringComparison.Ordinal);
        Assert.Equal("#SSL.file=old\nSSL.pin=\nSSL.cert=x\n", _cutOver.Text("config/cm.conf"));
        Assert.Equal(
            [new ConfigSetting("SSL.pin", ""), new ConfigSetting("SSL.cert", "x"), new ConfigSetting("SSL.file", null) { Removed = true }, new ConfigSetting("SSL.proxy", null) { Removed = true }],
            Assert.IsType<ConfigEdited>(done.Facts[0]).Settings);
    }

    [Fact]
    public async Task What_stands_nowhere_need_not_be_taken_out()
    {
        StepResult.Done done = Says.IsDone(await Script.Step("edit-config", ("file", "config/cm.conf"), ("remove", new[] { "pin.pin" })).Run(Desk));
        Assert.Equal(["look at config config/cm.conf", "show Nothing to change"], Desk.Calls);
        Assert.Equal(("", true), (Assert.IsType<ConfigEdited>(done.Facts[0]).Backup, Assert.IsType<ConfigEdited>(done.Facts[0]).Settings[0].Removed));
    }

    [Fact]
    public async Task A_setting_in_another_form_is_not_taken_out()
    {
        Desk.Files["config/cm.conf"] = "SSL.file=certs/tls.p12\nSSL.pin: 1111\n"u8.ToArray();
        Says.IsRefused(
            await Script.Step("edit-config", ("file", "config/cm.conf"), ("remove", new[] { "SSL.pin" })).Run(Desk),
            "other-form",
            "The file config/cm.conf sets SSL.pin in line 2 without an equals sign right behind the name, and a second line would contradict it.");
    }

    [Fact]
    public async Task A_PIN_is_asked_of_who_knows_it_and_is_seen_nowhere()
    {
        StepResult.Done done = Says.IsDone(await Run("config/cm.conf", ("SSL.pin", Settings.PinOfFile("media/tls.p12", "officer 1")), ("pin.pin", Settings.From("pin-of", "hsm"))));
        Assert.Equal("SSL.file=certs/tls.p12\nSSL.pin=123456789012\npin.pin=270459\n", _cutOver.Text("config/cm.conf"));
        string seen = string.Join('\n', Desk.Screens.Select(screen => screen.Text()));
        Assert.Contains("-2 SSL.pin=****\n+2 SSL.pin=****\n+3 pin.pin=****\n", seen, StringComparison.Ordinal);
        Assert.Contains("Ana Vega types the PIN of tls.p12. It is tried by opening that, and then stands in this file.\nofficer types the PIN of CM-HSM. It is tried by a login, and then stands in this file.", seen, StringComparison.Ordinal);
        Assert.Contains("SSL.pin | its PIN", seen, StringComparison.Ordinal);
        Assert.All(new[] { "123456789012", "270459", "1111" }, pin => Assert.DoesNotContain(pin, seen + Desk.Performed[0].ToJson() + done.Facts[0].ToJson(), StringComparison.Ordinal));
        Assert.Equal([new ConfigSetting("SSL.pin", null), new ConfigSetting("pin.pin", null)], Assert.IsType<ConfigEdited>(done.Facts[0]).Settings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_officers_are_warned_of_the_PIN_of_a_token_with_the_key_of_a_CA(bool isInForce)
    {
        await _cutOver.Room.Do("generate-key", Kek);
        KeyGenerated key = Desk.Registry.Key("kekrsa")!;
        Desk.Registry = Desk.Registry.With([new CaCreated("Root", "kekrsa", [1], "root.cer")]);
        Desk.Registry = isInForce ? Desk.Registry : Desk.Registry.With([new KeyDestroyed("kekrsa", key.Token, key.TokenSerial, key.Id)]);
        Desk.Screens.Clear();
        Says.IsDone(await Run("config/cm.conf", ("SSL.pin", Settings.From("pin-of", "hsm")), ("pin.pin", Settings.From("pin-of", "hsm"))));
        Assert.Equal(
            isInForce ? ["The PIN of the token CM-HSM is written into cm.conf, and this token holds the key of the CA \"Root\": whoever can read the file can have that key sign; give the servers a token of their own."] : [],
            Desk.Screens[0].Blocks.OfType<WarningBlock>().Select(block => block.Text));
    }

    [Fact]
    public async Task A_library_takes_the_next_number_and_keeps_the_one_that_it_has()
    {
        Desk.Files["config/cm.conf"] = "pkcs11.1=/usr/lib/a.so\n"u8.ToArray();
        Says.IsDone(await Run("config/cm.conf", ("pkcs11.<n>", "/usr/lib/b.so"), ("pkcs11.<n>", "/usr/lib/a.so"), ("pkcs11.<n>", "/usr/lib/c.so")));
        Assert.Equal("pkcs11.1=/usr/lib/a.so\npkcs11.2=/usr/lib/b.so\npkcs11.3=/usr/lib/c.so\n", _cutOver.Text("config/cm.conf"));
        Assert.Equal(["pkcs11.2", "pkcs11.1", "pkcs11.3"], ((EditConfig)Desk.Performed[0]).Edits.Select(edit => edit.Name));
    }

    [Fact]
    public async Task An_identifier_comes_from_the_key_registry()
    {
        await _cutOver.Room.Do("generate-key", Kek);
        Says.IsDone(await Run("config/cis.conf", ("logsignkey", Settings.From("identifier-of", "kekrsa"))));
        Assert.Equal($"# Issuing\r\nlogsignkey = {Desk.Registry.Key("kekrsa")!.Id}\r\n", _cutOver.Text("config/cis.conf"));
    }

    [Fact]
    public async Task A_label_is_the_one_that_the_token_shows_of_the_public_half()
    {
        await _cutOver.Room.Do("generate-key", Kek);
        Says.IsDone(await Run("config/cis.conf", ("kar.archive.kek.0.keylabel", Settings.From("label-of", "kekrsa"))));
        Assert.Equal(["look at config config/cis.conf", "look at token hsm"], Desk.Calls.Take(2));
        Assert.EndsWith("kar.archive.kek.0.keylabel=kekrsa\r\n", _cutOver.Text("config/cis.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_stand_already_are_left_and_no_backup_is_made()
    {
        StepResult.Done done = Says.IsDone(await Run("config/cm.conf", ("SSL.file", "certs/tls.p12")));
        Assert.Equal(["look at config config/cm.conf", "show Nothing to change"], Desk.Calls);
        Assert.StartsWith("This file is as the script asks already. It is left as it is, and no backup is made.\nfile: config/cm.conf\n", Desk.Screens[0].Text(), StringComparison.Ordinal);
        ConfigEdited edited = Assert.IsType<ConfigEdited>(Assert.Single(done.Facts));
        Assert.Equal((edited.After, ""), (edited.Before, edited.Backup));
        Assert.Empty(Desk.Performed);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused() =>
        Says.IsRefused(
            await Run("config/kar.conf", ("a", "b")),
            "file-missing",
            "The file config/kar.conf is not there.",
            "Compare the path with the paper script; insert the medium or put the file there, then try again.");

    [Fact]
    public async Task What_the_officers_decline_is_not_changed()
    {
        Desk.DeclinesApproval = 1;
        Says.IsRefused(await Run("config/cm.conf", ("SSL.file", "x")), "declined", "The change of cm.conf was declined.");
        Assert.Equal("SSL.file=certs/tls.p12\nSSL.pin=1111\n", _cutOver.Text("config/cm.conf"));
    }

    [Fact]
    public async Task A_file_that_is_read_back_otherwise_is_refused()
    {
        Desk.Host.ReadsBack = _ => "00";
        Says.IsRefused(await Run("config/cm.conf", ("SSL.file", "x")), "file-differs", "The file config/cm.conf was written, but what was read back is not what was approved.");
    }

    [Theory]
    [InlineData("label-of")]
    [InlineData("identifier-of")]
    public async Task A_key_that_nobody_knows_is_refused(string source) =>
        Says.IsRefused(await Run("config/cm.conf", ("a", Settings.From(source, "kekrsa"))), "unknown-key", "There is no key named \"kekrsa\" in the registry.");

    [Fact]
    public async Task A_secret_key_has_no_public_half()
    {
        Desk.Registry = new Registry([new SecretKeyGenerated("kekaes256", new TokenRef("hsm"), "1", "01", "aes-256", ["wrap"], [])]);
        Says.IsRefused(await Run("config/cm.conf", ("a", Settings.From("label-of", "kekaes256"))), "secret-key", "\"kekaes256\" is a secret key, which has no public half that could be compared.");
    }

    [Fact]
    public async Task A_key_that_was_destroyed_is_refused()
    {
        await _cutOver.Room.Do("generate-key", Kek);
        KeyGenerated key = Desk.Registry.Key("kekrsa")!;
        Desk.Registry = Desk.Registry.With([new KeyDestroyed("kekrsa", key.Token, key.TokenSerial, key.Id)]);
        Says.IsRefused(await Run("config/cm.conf", ("a", Settings.From("identifier-of", "kekrsa"))), "key-destroyed", "The key \"kekrsa\" was destroyed in this ceremony.");
    }

    [Fact]
    public async Task Another_token_is_refused()
    {
        await _cutOver.Room.Do("generate-key", Kek);
        _cutOver.Room.Hsm.Serial = "another";
        Says.IsRefused(await LabelOfKek(), "other-token", "The token CM-HSM does not have the serial number that it had when its keys were made.");
    }

    [Fact]
    public async Task A_public_half_that_is_not_there_is_refused()
    {
        await _cutOver.Room.Do("generate-key", Kek);
        _cutOver.Room.Hsm.Objects.RemoveAll(each => each.Class == "public");
        Says.IsRefused(await LabelOfKek(), "public-key-missing", "The token CM-HSM shows 0 public keys with the id of \"kekrsa\" instead of exactly one.");
    }

    [Fact]
    public async Task Another_public_half_is_refused()
    {
        await _cutOver.Room.Do("generate-key", Kek);
        ChangePublicHalf(half => half with { PublicKey = [1] });
        Says.IsRefused(await LabelOfKek(), "public-key-differs", "The public key that the token CM-HSM shows with the id of \"kekrsa\" is not the one in the key registry.");
    }

    [Fact]
    public async Task Another_label_is_refused()
    {
        await _cutOver.Room.Do("generate-key", Kek);
        ChangePublicHalf(half => half with { Label = "kek\nrsa" });
        Says.IsRefused(await LabelOfKek(), "label-differs", "The public half of \"kekrsa\" has the label \"kek\\u{a}rsa\" in the token CM-HSM.");
    }

    [Fact]
    public async Task A_value_with_a_line_feed_is_refused()
    {
        Desk.Registry = new Registry([new KeyGenerated("kek", new TokenRef("hsm"), "1", "01\nevil=1", "rsa-2048", ["sign"], [1], [])]);
        Says.IsRefused(await Run("config/cm.conf", ("a", Settings.From("identifier-of", "kek"))), "not-one-line", "The value for a does not fit on one line: it holds a line feed or another control character, or ends in a backslash.");
    }

    [Theory]
    [InlineData("a=1\nSSL.tokenlabel: old\n")]
    [InlineData("a=1\nSSL.tokenlabel old\n")]
    [InlineData("a=1\n  SSL.tokenlabel\n")]
    public async Task A_setting_that_stands_there_in_another_form_is_refused(string file)
    {
        Desk.Files["config/cm.conf"] = System.Text.Encoding.UTF8.GetBytes(file);
        Says.IsRefused(await Run("config/cm.conf", ("SSL.tokenlabel", "CM-HSM")), "other-form", "The file config/cm.conf sets SSL.tokenlabel in line 2 without an equals sign right behind the name, and a second line would contradict it.");
    }

    [Fact]
    public async Task A_value_that_ends_in_a_backslash_is_refused() =>
        Says.IsRefused(await Run("config/cm.conf", ("log.folder", "C:\\logs\\")), "not-one-line", "The value for log.folder does not fit on one line: it holds a line feed or another control character, or ends in a backslash.");

    [Fact]
    public async Task A_PIN_of_somebody_who_is_not_there_is_refused() =>
        Says.IsRefused(await Run("config/cm.conf", ("SSL.pin", Settings.PinOfFile("media/tls.p12", "auditor 1"))), "seat-empty", "Nobody is recorded as auditor 1.");

    [Fact]
    public async Task A_PIN_of_a_file_that_is_not_there_is_refused() =>
        Says.IsRefused(await Run("config/cm.conf", ("SSL.pin", Settings.PinOfFile("media/pin.p12", "officer 1"))), "file-missing", "The file media/pin.p12 is not there.");

    [Fact]
    public void The_forecast_counts_the_settings()
    {
        StepForecast forecast = Step("a/cm.conf", ("SSL.pin", Settings.PinOfFile("media/tls.p12", "officer 1")), ("pin.pin", Settings.From("pin-of", "hsm")), ("kar.pin", Settings.From("pin-of", "hsm"))).Forecast();
        Assert.Equal(("changes 3 settings in a/cm.conf", 1), (forecast.Does, forecast.Confirmations));
    }

    public static TheoryData<string, object, string> Problems => new()
    {
        { "text", "x", "\"set\" must be a list: [ … ]" },
        { "none", Array.Empty<object>(), "\"set\" must name at least one setting" },
        { "no map", new object[] { "x" }, "each setting of \"set\" is a map of one key, such as { SSL.tokenlabel: … }" },
        { "two keys", new object[] { new Dictionary<string, object> { ["a"] = "1", ["b"] = "2" } }, "each setting of \"set\" is a map of one key, such as { SSL.tokenlabel: … }" },
        { "name", Settings.Of(("a b", "x")), "\"a b\" is not the name of a setting: it has letters, digits, - and _ in parts with dots between them, one of which may be <n>" },
        { "two numbers", Settings.Of(("a.<n>.<n>", "x")), "\"a.<n>.<n>\" is not the name of a setting: it has letters, digits, - and _ in parts with dots between them, one of which may be <n>" },
        { "line feed", Settings.Of(("a", "x\ny")), "\"a\" must have 1 to 512 characters on one line" },
        { "twice", Settings.Of(("a", "x"), ("b", "x"), ("a", "y")), "\"set\" has the setting a twice" },
        { "twice numbered", Settings.Of(("a.<n>", "x"), ("a.<n>", "x")), "\"set\" has the setting a.<n> twice" },
        { "PIN", Settings.Of(("SSL.pin", "1234")), "\"SSL.pin\" is a PIN, which never stands in a script: give it { pin-of: … }, or { pin-of-file: …, holder: … }, or '' to empty it" },
        { "label as PIN", Settings.Of(("SSL.pin", Settings.From("label-of", "k"))), "\"SSL.pin\" is a PIN, which never stands in a script: give it { pin-of: … }, or { pin-of-file: …, holder: … }, or '' to empty it" },
        { "shown", Settings.Of(("SSL.cert", Settings.From("pin-of", "hsm"))), "\"SSL.cert\" is not the name of a PIN, so it would be shown: the last part of a PIN's name is pin, password, passphrase or secret" },
        { "no holder", Settings.Of(("SSL.pin", Settings.From("pin-of-file", "x"))), "\"SSL.pin\" must be a text, { pin-of: … }, { pin-of-file: …, holder: … }, { label-of: … } or { identifier-of: … }" },
        { "seat", Settings.Of(("SSL.pin", Settings.PinOfFile("x", "Ana"))), "\"holder\" must be a role and a number, such as officer 1, not \"Ana\"" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public void What_cannot_be_set_is_a_problem_of_the_script(string what, object set, string sentence)
    {
        Assert.NotEmpty(what);
        Assert.Equal(sentence, Assert.Throws<ScriptProblemException>(() => Script.Step("edit-config", ("file", "config/cm.conf"), ("set", set))).Message);
    }

    [Theory]
    [InlineData("SSL.file", "\"remove\" takes out SSL.file, which \"set\" sets: name it in one of the two")]
    [InlineData("pkcs11.7", "\"remove\" takes out pkcs11.7, which \"set\" sets: name it in one of the two")]
    [InlineData("pkcs11.<n>", "\"pkcs11.<n>\" is not the name of a setting: it has letters, digits, - and _ in parts with dots between them")]
    public void What_cannot_be_taken_out_is_a_problem_of_the_script(string name, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ScriptProblemException>(() => Removing(["SSL.cert", name])).Message);

    [Fact]
    public void What_neither_sets_nor_takes_out_anything_is_a_problem_of_the_script() =>
        Assert.Equal("\"set\" or \"remove\" must name at least one setting", Assert.Throws<ScriptProblemException>(() => Script.Step("edit-config", ("file", "config/cm.conf"))).Message);

    [Fact]
    public void Another_setting_of_the_same_group_can_be_taken_out() => Assert.NotNull(Removing(["SSL.fil", "pkcs11.x", "pkcs11"]));

    private static IStep Removing(string[] names) =>
        Script.Step("edit-config", ("file", "config/cm.conf"), ("set", Settings.Of(("SSL.file", "x"), ("pkcs11.<n>", "/a.so"))), ("remove", names));

    private static IStep Step(string file, params (string Name, object Value)[] settings) => Script.Step("edit-config", ("file", file), ("set", Settings.Of(settings)));

    private Task<StepResult> Run(string file, params (string Name, object Value)[] settings) => Step(file, settings).Run(Desk);

    private Task<StepResult> LabelOfKek() => Run("config/cm.conf", ("kar.archive.kek.0.keylabel", Settings.From("label-of", "kekrsa")));

    private void ChangePublicHalf(Func<TokenObject, TokenObject> change)
    {
        List<TokenObject> objects = _cutOver.Room.Hsm.Objects;
        int at = objects.FindIndex(each => each.Class == "public");
        objects[at] = change(objects[at]);
    }
}
