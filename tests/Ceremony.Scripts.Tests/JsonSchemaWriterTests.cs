using Ceremony.Core.Json;
using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>The schema, judged by python3-jsonschema.</summary>
public class JsonSchemaWriterTests
{
    /// <summary>What stands in the good script, and what a schema can see is wrong instead.</summary>
    public static TheoryData<string, string> Wrong => new()
    {
        { "title: An example", "titel: An example" },
        { "version: 1", "version: one" },
        { "role: witness", "role: king" },
        { "do: generate-key", "do: generate-keys" },
        { "algorithm: rsa-4096", "algorithm: rsa-1024" },
        { "usage: [sign]", "usage: [fly]" },
        { "        key: CA key\n", "" },
        { "key: CA key", "key: CA key\n        colour: red" },
        { "valid-for: 15 years", "valid-for: forever" },
        { "valid-for: 15 years", "valid-for: 101 years" },
        { "uri: 'pkcs11:token=CM-HSM'", "uri: slot-1" },
        { "id: people", "id: People" },
        { "usage: [sign]", "usage: [sign]\n      - { id: n, do: edit-config, set: [ { a: { pin-of: hsm, holder: officer 1 } } ] }" },
        { "usage: [sign]", "usage: [sign]\n      - { id: n, do: edit-config, set: [ { a: x, b: y } ] }" },
        { "subject: [ { O: '${param.organisation}' }, { CN: Root } ]", "subject: []" },
        { "tokens:\n", "modules: { luna: { file: a.so } }\ntokens:\n" },
        { "tokens:\n", "modules: { luna: { file: /a.so, environment: { 'A=B': x } } }\ntokens:\n" },
        { "tokens:\n", "modules: { luna: { file: /a.so, configuration: [a.conf] } }\ntokens:\n" },
        { ", custodian: officer 1", ", custodian: officer 1, login-as: officer" },
    };

    [Fact]
    public void A_good_script_fits_the_schema() => Assert.Equal("", Judge(TestScripts.Good));

    [Fact]
    public void A_reference_fits_wherever_a_word_or_a_number_does()
    {
        string text = TestScripts.Good.Replace("algorithm: rsa-4096", "algorithm: '${param.where}'", StringComparison.Ordinal)
            .Replace("usage: [sign]", "usage: ['${param.where}']\n      - { id: n, do: range, from: '${step.ca}', to: 3 }", StringComparison.Ordinal);
        Assert.Equal("", Judge(text));
    }

    [Fact]
    public void Settings_fit_with_their_values_and_with_where_these_come_from()
    {
        const string Set = "set: [ { a: x }, { a.pin: { pin-of: hsm } }, { b.pin: { pin-of-file: '${param.where}/b.p12', holder: officer 1 } }, { c: { label-of: k } }, { d: { identifier-of: k } } ]";
        Assert.Equal("", Judge(TestScripts.Spoiled("usage: [sign]", $"usage: [sign]\n      - {{ id: n, do: edit-config, {Set} }}")));
    }

    [Fact]
    public void Modules_fit_and_tokens_that_name_them() => Assert.Equal("", Judge(TestScripts.Spoiled(
        "tokens:\n  hsm: { uri: 'pkcs11:token=CM-HSM', module: /usr/lib/m.so, ",
        "modules:\n  luna: { file: /a.so, environment: { CONF: '' }, configuration: [/a.conf], parameters: p }\n  nss: { file: '${param.where}' }\ntokens:\n  hsm: { uri: 'pkcs11:token=CM-HSM', module: luna, login-as: 0x80000001, pin-is: name, ")));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_does_not_fit_is_seen(string good, string bad) => Assert.NotEqual("", Judge(TestScripts.Spoiled(good, bad)));

    [Fact]
    public void Each_kind_and_field_says_what_it_means()
    {
        JsonMap schema = JsonSchemaWriter.Write(TestKinds.All);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.Text("$schema"));
        JsonList steps = schema["properties"].AsMap()["acts"].AsMap()["items"].AsMap()["properties"].AsMap()["steps"].AsMap()["items"].AsMap()["oneOf"].AsList();
        Assert.Equal(TestKinds.All.Select(kind => kind.Name), steps.Select(step => step.AsMap().Text("title")));
        Assert.All(steps.SelectMany(step => step.AsMap()["properties"].AsMap()), property => Assert.NotEqual("", property.Value.AsMap().Text("description")));
    }

    /// <summary>The scripts of the repository.</summary>
    public static TheoryData<string> Scripts => RepositoryScriptsTests.Scripts;

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_of_the_repository_fits_the_schema_of_the_real_kinds(string name) =>
        Assert.Equal("", SchemaJudge.Judge(File.ReadAllText(RepositoryScriptsTests.PathOf(name)), StepKinds.All));

    private static string Judge(string script) => SchemaJudge.Judge(script, TestKinds.All);
}
