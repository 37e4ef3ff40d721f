using System.Text;
using Ceremony.Core.Json;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts.Tests;

/// <summary>Has python3-jsonschema judge scripts.</summary>
internal static class SchemaJudge
{
    private static readonly string[] Numbers = ["version", "count", "officers", "from", "to"];

    /// <summary>What the judge says; nothing where the script fits.</summary>
    public static string Judge(string script, IReadOnlyList<StepKind> kinds)
    {
        using var folder = new TemporaryFolder();
        return Judge(script, JsonSchemaWriter.Write(kinds), folder["script.json"], folder["schema.json"]);
    }

    private static string Judge(string script, JsonMap written, string instance, string schema)
    {
        File.WriteAllBytes(instance, CanonicalJson.Write(ToJson("", YamlTree.Read(Encoding.UTF8.GetBytes(script)))));
        File.WriteAllBytes(schema, CanonicalJson.Write(written));
        (int code, string complained) = Tool.Run("env", "PYTHONWARNINGS=ignore", "jsonschema", "-i", instance, schema);
        Assert.DoesNotContain("SchemaError", complained, StringComparison.Ordinal);
        return code == 0 ? "" : $"{code}: {complained}";
    }

    // YAML's own rules make a number of a bare 1; the tree keeps texts, so the members that are numbers are named here.
    private static JsonValue ToJson(string key, ScriptValue value) => value switch
    {
        ScriptScalar scalar when Numbers.Contains(key) && long.TryParse(scalar.Text, out long number) => number,
        ScriptScalar scalar => scalar.Text,
        ScriptList list => new JsonList(list.Items.Select(item => ToJson(key, item))),
        ScriptMap map => map.Members.Aggregate(new JsonMap(), (all, member) => all.With(new JsonMap { { member.Key, ToJson(member.Key, member.Value) } })),
        _ => throw new InvalidOperationException("a tree has scalars, lists and maps"),
    };
}
