using System.Security.Cryptography;
using System.Text;

namespace Ceremony.Scripts.Tests;

public class ScriptReaderTests
{
    /// <summary>What stands in the good script, what stands there instead, and all that is said of it.</summary>
    public static TheoryData<string, string, string> Refusals => new()
    {
        { "format: ceremony-script/1", "format: ceremony-script/2", "1:9: \"format\" must be ceremony-script/1: this program reads no other" },
        { "format: ceremony-script/1\n", "", "1:1: the key \"format\" of the script is missing" },
        { "title: An example", "title: An example\nshow-pins: somewhere", "5:12: \"show-pins\" cannot be \"somewhere\"; known: console, anywhere" },
        { "title: An example", "title: An example\ninterfaces-up: [wg0, 'two words', wg0]", "5:22: \"two words\" in \"interfaces-up\" is not the name of a network interface: 1 to 15 letters, digits and . _ @ -, such as wg0\n5:35: \"wg0\" appears twice in \"interfaces-up\"" },
        { "title: An example", "title: An example\ninterfaces-up: []", "5:16: \"interfaces-up\" must be a list with at least one item" },
        { "title: An", "titel: An", "1:1: the key \"title\" of the script is missing\n4:1: \"titel\" is not a key of the script; did you mean \"title\"?" },
        { "version: 1", "version: 1.0", "3:10: \"version\" must be a whole number from 1 to 999999" },
        { "ceremony: example", "ceremony: Example", "2:11: \"ceremony\" must be lower-case letters, digits and hyphens, such as nexus-cm-bootstrap, not \"Example\"" },
        { "title: An example", "title: [An, example]", "4:8: \"title\" must be 1 to 64 characters on one line" },
        { "role: operator", "role: operater", "6:13: \"role\" cannot be \"operater\"; did you mean \"operator\"?" },
        { "role: operator", "role: guest", "6:3: somebody must type: the role \"operator\" is missing" },
        { "role: witness", "role: officer", "8:5: the role \"officer\" appears twice; give its total count once" },
        { "count: 2", "count: 0", "7:29: \"count\" must be a whole number from 1 to 20" },
        { "officers: 2", "officers: 3", "9:22: 3 officers cannot confirm: \"people\" has 2" },
        { "officers: 2", "officers: 1", "9:22: \"officers\" must be a whole number from 2 to 20" },
        { "confirm: {", "? confirm\n: {", "9:3: \"confirm\" must start at the beginning of a line, where an auditor looks for it" },
        { "within: 10 minutes", "within: a while", "9:33: \"within\" must be a number of seconds, minutes or hours, such as 10 minutes" },
        { "{ ask: Organisation, pattern: '[\\p{L} ]{1,20}' }", "{ ask: Organisation, pattern: '(a' }", "11:47: \"pattern\" is not a regular expression that can be matched without backtracking" },
        { "pattern: '[\\p{L} ]{1,20}'", "pattern: '(?=a)b'", "11:47: \"pattern\" is not a regular expression that can be matched without backtracking" },
        { "pattern: '[\\p{L} ]{1,20}'", "pattern: 'a)|(?:b'", "11:47: \"pattern\" is not a regular expression that can be matched without backtracking" },
        { "{ ask: Organisation, pattern", "{ patern", "11:17: the key \"ask\" of the parameter \"organisation\" is missing\n11:19: \"patern\" is not a key of the parameter \"organisation\"; did you mean \"pattern\"?" },
        { "default: hardware", "default: cloud", "12:80: the default does not fit: \"where\" cannot be \"cloud\"; known: hardware, software" },
        { "choices: [hardware, software]", "choices: [hardware, hardware]", "12:60: \"hardware\" appears twice in \"choices\"" },
        { "when: { where: hardware } }\ntokens", "when: { wear: hardware } }\ntokens", "13:52: \"when\" names \"wear\", which is not a parameter declared earlier; known: organisation, where" },
        { "uri: 'pkcs11:token=CM-HSM'", "uri: 'pkcs11:slot-id=1'", "15:15: \"slot-id\" is not allowed in a token's URI: name the token by token= or serial=" },
        { "uri: 'pkcs11:token=CM-HSM', module: /usr/lib/m.so, custodian", "uri: 'pkcs11:token=CM-HSM', module: m.so, custodian", "15:46: \"module\" must be the absolute path of a PKCS#11 module, or a name from \"modules\"; there are none" },
        { "uri: 'pkcs11:token=1'", "uri: 'pkcs11:token=CM-HSM'", "16:3: the token \"card-1\" is the same as \"hsm\"; two names need two tokens" },
        { ", custodian: officer 1", "", "15:3: the token \"hsm\" needs a custodian: who knows its user PIN, such as officer 1" },
        { ", custodian: officer 1", ", custodian: officer 3", "15:72: \"custodian\" names \"officer 3\", who is not among the people; did you mean \"officer 1\"?" },
        { ", holder: officer 1", "", "16:3: the card \"card-1\" needs a holder, such as officer 1" },
        { ", custodian: officer 1", ", custodian: officer 1, login: for ever", "15:90: \"login\" cannot be \"for ever\"; known: step, act" },
        { ", custodian: officer 1", ", custodian: officer 1, idle: 5 minutes", "15:89: \"idle\" says after how long a login ends that lasts an act; it needs login: act" },
        { ", custodian: officer 1", ", custodian: officer 1, login: act, idle: 61 minutes", "15:101: \"idle\" must be 1 to 60 minutes, such as 10 minutes" },
        { ", custodian: officer 1", ", custodian: officer 1, login: act, idle: 0 minutes", "15:101: \"idle\" must be 1 to 60 minutes, such as 10 minutes" },
        { ", custodian: officer 1", ", custodian: officer, login: act", "15:88: login: act needs one custodian who agrees to it, such as officer 1, not the role officer" },
        { "use: card, ", "use: card, login: act, ", "16:31: a card's login cannot last an act: its holder confirms with it, and types the PIN each time; remove login: act" },
        { "use: card, ", "", "16:3: the token \"card-1\" needs a custodian: who knows its user PIN, such as officer 1\n16:67: an HSM has a custodian and no holder; only a card (use: card) has one" },
        { "'pkcs11:token=1'", "'pkcs11:token=${param.slot}'", "16:29: the parameter \"slot\" is not always asked for, but a token is always needed" },
        { "'pkcs11:token=1'", "'pkcs11:token=${step.ca}'", "16:29: a token can only refer to parameters, not to ${step.ca}" },
        { "do: generate-key", "do: generate-keys", "25:13: \"generate-keys\" is not a kind of step; did you mean \"generate-key\"?" },
        { "- id: ca-key", "- id: CA-key", "24:13: \"id\" must be lower-case letters, digits and hyphens, such as system-ca-key, not \"CA-key\"\n33:14: there is no step \"ca-key\"; known: room, people" },
        { "- id: ca-key\n        do: generate-key", "- do: generate-key", "24:9: the key \"id\" of a step is missing\n32:14: there is no step \"ca-key\"; known: room, people" },
        { "id: people", "id: room", "21:15: the step id \"room\" is used twice, first on line 20" },
        { "algorithm: rsa-4096", "algorithm: rsa-1024", "28:20: \"algorithm\" must be rsa-2048, rsa-3072, rsa-4096, ec-p256, ec-p384 or dsa-2048, not \"rsa-1024\"" },
        { "        key: CA key\n", "", "24:9: the field \"key\" of generate-key is missing: The key's name." },
        { "key: CA key", "kee: CA key", "24:9: the field \"key\" of generate-key is missing: The key's name.\n26:9: \"kee\" is not a field of generate-key; did you mean \"key\"?" },
        { "token: hsm", "token: hms", "27:16: there is no token \"hms\" under \"tokens\"; did you mean \"hsm\"?" },
        { "token: hsm", "token: '${step.room}'", "27:16: the step \"room\" has no value of its own: it does check-room, which gives nothing to refer to" },
        { "usage: [sign]", "usage: sign", "29:16: \"usage\" must be a list: [ … ]" },
        { "valid-for: 15 years", "valid-for: forever", "35:20: \"valid-for\" must be 1 to 100 years, 1 to 1200 months or 1 to 36500 days, such as 15 years" },
        { "valid-for: 15 years", "valid-for: 9999 years", "35:20: \"valid-for\" must be 1 to 100 years, 1 to 1200 months or 1 to 36500 days, such as 15 years" },
        { "key: ${step.ca-key}", "key: ${step.ca}", "33:14: the step \"ca\" comes later; refer only to earlier steps" },
        { "key: ${step.ca-key}", "key: ${step.ca-key.size}", "33:14: the step \"ca-key\" has no \"size\": it does generate-key, which gives ${step.ca-key}" },
        { "${step.ca.certificate}", "${step.ca.certificat}", "36:53: the step \"ca\" has no \"certificat\": it does create-ca, which gives ${step.ca}, ${step.ca.certificate}" },
        { "${step.ca.certificate}", "${step.ca[1].certificate}", "36:53: the step \"ca\" is done once; refer to it without a number in brackets" },
        { "${param.organisation}", "${param.organization}", "34:25: the parameter \"organization\" is not declared; did you mean \"organisation\"?" },
        { "${param.organisation}", "${organisation}", "34:25: \"${organisation}\" is not a reference; use ${param.NAME}, ${step.ID}, ${step.ID.WHAT} or, in a step with for-each, ${item}" },
        { "${param.organisation}", "${param.organisation", "34:25: a reference that begins with ${ is not closed by }" },
        { "{ O: '${param.organisation}' }", "{ '${param.organisation}': O }", "34:22: references can be used in values, not in keys" },
        { "for-each: [one, two], ", "", "37:38: ${item} can only be used in a step with for-each" },
        { "for-each: [one, two]", "for-each: ['${step.ca}', two]", "37:43: an item of for-each can only refer to parameters, not to ${step.ca}" },
        { "text: 'Text ${item}'", "text: '${item}', twice: '${item}'", "37:78: \"twice\" must be yes or no, not \"one\"\n37:78: \"twice\" must be yes or no, not \"two\"" },
        { "algorithm: rsa-4096", "algorithm: 'rsa-${param.where}'", "28:20: \"algorithm\" must be rsa-2048, rsa-3072, rsa-4096, ec-p256, ec-p384 or dsa-2048, not \"rsa-hardware\"\n28:20: \"algorithm\" must be rsa-2048, rsa-3072, rsa-4096, ec-p256, ec-p384 or dsa-2048, not \"rsa-software\"" },
        { "for-each: [one, two], text: 'Text ${item}'", "for-each: ['${param.where}'], text: x, twice: '${item}', when: { where: software }", "37:78: \"twice\" must be yes or no, not \"software\"" },
        { "do: read, when: { where: hardware }", "do: read", "38:46: the parameter \"slot\" is only asked for when where is hardware; give this step the same \"when\"" },
        { "when: { where: hardware }, text", "when: { where: cloud }, text", "38:55: \"where\" can never be \"cloud\"; known: hardware, software\n38:70: the parameter \"slot\" is only asked for when where is hardware; give this step the same \"when\"" },
        { "when: { where: hardware }, text", "when: { organisation: hardware }, text", "38:48: \"when\" can only test a parameter with choices; \"organisation\" has none\n38:80: the parameter \"slot\" is only asked for when where is hardware; give this step the same \"when\"" },
        { "text: 'It is in ${param.slot}'", "text: '${step.texts}'", "38:73: the step \"texts\" is done 2 times; refer to one, from texts[1] to texts[2]\n38:73: the step \"texts\" has no value of its own: it does read, which gives nothing to refer to" },
        { "[one, two], text: 'Text ${item}' }\n      - { id: only-hardware, do: read, when: { where: hardware }, text: 'It is in ${param.slot}'", "[one], text: 'Text ${item}' }\n      - { id: only-hardware, do: read, when: { where: hardware }, text: '${step.texts}'", "38:73: the step \"texts\" is done for one item; refer to it as texts[1]\n38:73: the step \"texts\" has no value of its own: it does read, which gives nothing to refer to" },
        { "do: read, when: { where: hardware }", "do: read, confirm: togehter, when: { where: hardware }", "38:49: \"confirm\" cannot be \"togehter\"; did you mean \"together\"?" },
        { "do: create-ca\n", "do: create-ca\n        when: { where: hardware }\n", "37:53: the step \"ca\" is only done when where is hardware; give this step the same \"when\"" },
        { "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: texts, do: range, from: 9, to: 3 }", "37:9: \"from\" is more than \"to\"" },
        { "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: texts, do: range, from: 9, to: 3, of: '${step.ca} of ${param.organisation}' }", "37:9: \"from\" is more than \"to\"" },
        { "usage: [sign]", "usage: [sign, decrypt, sign]", "29:32: \"usage\" names sign twice" },
        { "{ O: '${param.organisation}' }", "{ C: '${param.organisation}' }, { O: '${param.organisation}' }, { C: Sweden }", "34:89: \"C\" must be two capital letters (ISO 3166)" },
        { "{ O: '${param.organisation}' }", "{ OU: One }, { OU: Two }, { O: '${param.organisation}' }, { O: Other }", "34:78: \"subject\" has the attribute O twice; only OU may occur more than once" },
        { "text: 'Text ${item}'", "text: '${param.organisation}, " + new string('x', 198) + "'", "37:60: \"text\" must have 1 to 200 characters on one line" },
        { "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: texts, do: edit-config, set: [ { SSL.pin: { pin-of: hms } } ] }", "37:67: there is no token \"hms\" under \"tokens\"; did you mean \"hsm\"?" },
        { "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: texts, do: edit-config, set: [ { a: '${param.organisation}' }, { SSL.pin: { pin-of: hms } } ] }", "37:99: there is no token \"hms\" under \"tokens\"; did you mean \"hsm\"?" },
        { "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: texts, do: edit-config, set: [ { SSL.pin: { pin-of: '${step.ca-key}' } } ] }", "37:67: \"set\" names a token; a step cannot supply one" },
        { "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: texts, do: edit-config, set: [ { SSL.pin: '${param.organisation}' } ] }", "37:48: \"SSL.pin\" is a PIN, which never stands in a script: give it { pin-of: … }, or { pin-of-file: …, holder: … }, or '' to empty it" },
        { "title: An example", "title: '   '", "4:8: \"title\" is blank; people must be able to read it" },
        { "title: An example", "title: An ${param.organisation}", "4:8: \"title\" cannot contain references; write it without ${" },
        { "title: An example", "title: \"An\\u00a0example\"", "4:8: \"title\" contains the character U+00A0, which screens do not show as it is; use plain spaces, and write each accented letter as one character" },
        { "title: An example", "title: a\u0301\u0301 title", "4:8: \"title\" contains the character U+0301, which screens do not show as it is; use plain spaces, and write each accented letter as one character" },
        { "act: The work", "act: ' '", "22:10: \"act\" is blank; people must be able to read it" },
        { "ask: Which HSM", "ask: 'Which of ${param.where}'", "13:16: \"ask\" cannot contain references; write it without ${" },
        { "uri: 'pkcs11:token=CM-HSM'", "uri: 'pkcs11:token=%1b%5b31m'", "15:15: the attribute \"token\" holds control characters, which no token's label or serial number has" },
        { "uri: 'pkcs11:token=CM-HSM'", "uri: 'pkcs11:token=" + new string('x', 33) + "'", "15:15: a token's label has 1 to 32 bytes in UTF-8, not all of them spaces" },
        { "{ id: room, do: check-room }", "{ id: room, do: read, text: Welcome }", "20:9: the first step must be check-room: script, program, parameters and clock are compared with paper before anything else" },
        { "{ id: people, do: gather }", "{ id: people, do: create-officer, name: A, token: hsm }", "18:5: the first act must contain gather: people are gathered before any login\n21:9: nobody can confirm this step: no earlier step opens a boot kit (open-boot-kit) or has officers' keys made (gather with officer-keys: console)\n21:9: the step \"people\" needs a token, so it must come after gather\n24:9: the step \"ca-key\" needs a token, so it must come after gather" },
        { "- { id: seal, do: seal-transcript }", "- { id: seal, do: read, text: The end }", "39:9: the last step must be seal-transcript" },
        { "do: check-room }", "do: check-room, when: { where: software } }", "20:9: check-room is always done exactly once: it can have neither \"when\" nor \"for-each\"" },
        { "{ id: texts, do: read, for-each: [one, two], text: 'Text ${item}' }", "{ id: texts, do: seal-transcript }", "39:9: seal-transcript is done only once, and line 37 already does it" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_script_that_cannot_be_carried_out_is_refused_with_the_place_and_a_sentence(string good, string bad, string lines)
    {
        ScriptReading reading = TestScripts.Read(TestScripts.Spoiled(good, bad));
        Assert.Equal(lines.Split('\n').Select(line => $"script.yaml:{line}"), reading.Lines("script.yaml"));
        Assert.Null(reading.Script);
    }

    [Fact]
    public void A_good_script_is_read_whole()
    {
        Script script = TestScripts.Script();
        Assert.Equal(("ceremony-script/1", "example", 1, "An example"), (script.Format, script.Ceremony, script.Version, script.Title));
        Assert.Equal([new ScriptRole("operator", 1), new ScriptRole("officer", 2), new ScriptRole("witness", 1)], script.People);
        Assert.Equal(new ScriptConfirm(2, 600), script.Confirm);
        Assert.Equal(["organisation", "where", "slot"], script.Parameters.Select(each => each.Name));
        Assert.Equal(["hsm", "card-1"], script.Tokens.Select(each => each.Name));
        Assert.Equal(["The room", "The work"], script.Acts.Select(act => act.Title));
        Assert.Equal(["room", "people", "ca-key", "ca", "compare", "texts", "only-hardware", "seal"], script.Steps.Select(step => step.Id));
        Assert.Equal(["one", "two"], script.Steps.Single(step => step.Id == "texts").ForEach!.Select(item => item.Text));
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(TestScripts.Good);
        Script script = TestScripts.Script();
        Assert.Equal(bytes, script.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), script.Sha256);
    }

    [Fact]
    public void A_parameters_form_field_says_what_fits()
    {
        IReadOnlyList<ScriptParameter> parameters = TestScripts.Script().Parameters;
        Assert.NotNull(parameters[0].ToField().Refuse("Example 1"));
        Assert.Null(parameters[0].ToField().Refuse("Example AB"));
        Assert.Equal("Which HSM: 1 to 256 characters.", parameters[2].ToField().Refuse(""));
        Assert.Null(parameters[2].ToField().Refuse("CM-HSM"));
        Assert.Equal("hardware", parameters[1].ToField().Initial);
        Assert.Equal(["hardware", "software"], parameters[1].ToField().Choices);
    }
}
