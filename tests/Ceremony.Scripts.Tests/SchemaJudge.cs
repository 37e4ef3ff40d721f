using System.Diagnostics;
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
        string folder = Directory.CreateTempSubdirectory("ceremony-schema-").FullName;
        try
        {
            return Judge(script, JsonSchemaWriter.Write(kinds), Path.Combine(folder, "script.json"), Path.Combine(folder, "schema.json"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Judge(string script, JsonMap written, string instance, string schema)
    {
        File.WriteAllBytes(instance, CanonicalJson.Write(ToJson("", YamlTree.Read(Encoding.UTF8.GetBytes(script)))));
        File.WriteAllBytes(schema, CanonicalJson.Write(written));
        using Process judge = Process.Start(new ProcessStartInfo("jsonschema", ["-i", instance, schema]) { RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["PYTHONWARNINGS"] = "ignore" } })!;
        Task<string> said = judge.StandardOutput.ReadToEndAsync();
        string complained = judge.StandardError.ReadToEnd() + said.Result;
        judge.WaitForExit();
        Assert.DoesNotContain("SchemaError", complained, StringComparison.Ordinal);
        return judge.ExitCode == 0 ? "" : $"{judge.ExitCode}: {complained}";
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
