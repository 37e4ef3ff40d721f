using System.Globalization;
using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Scripts;

/// <summary>Reads <c>modules:</c>, both as declared and, once parameters are filled in, as entries.</summary>
internal static class ModulesReader
{
    private const int LongestPath = 256;
    private const int LongestParameters = 1024;
    private const int MostFiles = 16;

    /// <summary>The modules as declared; those that hold no reference are checked as far as they ever can be.</summary>
    /// <param name="script">The script.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="entries">Each by its name; null where it holds references, or has problems.</param>
    /// <param name="problems">Where problems go.</param>
    public static IReadOnlyList<ScriptModule> Read(MapReader script, IReadOnlyList<ScriptParameter> parameters, out IReadOnlyDictionary<string, ModuleEntry?> entries, Problems problems)
    {
        var modules = new List<ScriptModule>();
        foreach (ScriptMember member in MapReader.Of(script.Map.Find("modules"), "\"modules\"", problems)?.Map.Members ?? [])
        {
            if (!Patterns.MatchesOwn(MapReader.NamePattern, member.Key))
            {
                problems.Add(member.Mark, $"the name of the module {Nearest.Quote(member.Key)} must be lower-case letters, digits and hyphens");
            }

            if (MapReader.Of(member.Value, $"the module {Nearest.Quote(member.Key)}", problems) is { } map)
            {
                modules.Add(new ScriptModule(member.Key, member.Mark, map.Map));
            }
        }

        var known = modules.ToDictionary(module => module.Name, _ => (ModuleEntry?)null, StringComparer.Ordinal);
        foreach ((string name, ModuleEntry? entry) in Bind(modules.Where(module => !DeclaredReferences.AreIn(module.Map, "a module", parameters, problems)), problems))
        {
            known[name] = entry;
        }

        entries = known;
        return modules;
    }

    /// <summary>The entries of modules whose parameters are filled in, by their names; null for those that have problems.</summary>
    public static IReadOnlyDictionary<string, ModuleEntry?> Bind(IEnumerable<ScriptModule> modules, Problems problems)
    {
        var entries = new Dictionary<string, ModuleEntry?>(StringComparer.Ordinal);
        foreach (ScriptModule module in modules)
        {
            ModuleEntry? entry = One(module, problems);
            if (entry is not null && entries.Values.OfType<ModuleEntry>().Select(other => Against(entry, other)).FirstOrDefault(problem => problem is not null) is { } against)
            {
                problems.Add(module.Mark, against);
            }

            entries[module.Name] = entry;
        }

        return entries;
    }

    // A module has one state a process, and a process has one environment.
    private static string? Against(ModuleEntry entry, ModuleEntry other) =>
        entry.File == other.File && !entry.Setup.Equals(other.Setup) ? $"the modules \"{other.Name}\" and \"{entry.Name}\" are one file with two setups, and a program can load a file only once; give them one setup, or hold two ceremonies"
        : entry.Setup.Environment.Select(each => each.Key).FirstOrDefault(name => other.Setup.Environment.Any(each => each.Key == name) && Value(entry, name) != Value(other, name)) is { } name
            ? $"the modules \"{other.Name}\" and \"{entry.Name}\" set the variable {name} to two values, and a program has one environment; give it one value"
            : null;

    private static string Value(ModuleEntry entry, string name) => entry.Setup.Environment.First(each => each.Key == name).Value;

    private static ModuleEntry? One(ScriptModule module, Problems problems)
    {
        int before = problems.Count;
        MapReader keys = new MapReader(module.Map, $"the module \"{module.Name}\"", problems).Keys(["file"], ["environment", "configuration", "parameters"]);
        string? file = keys.Text("file", LongestPath);
        if (file is not null && !file.StartsWith('/'))
        {
            problems.Add(module.Map.Find("file")!.Mark, "\"file\" must be the absolute path of a PKCS#11 module");
        }

        var setup = new ModuleSetup
        {
            Environment = Environment(module, problems),
            Configuration = Configuration(keys, problems),
            Parameters = Plain(keys.Text("parameters", LongestParameters), module.Map.Find("parameters"), "\"parameters\"", problems),
        };
        return problems.Count > before || file is null ? null : new ModuleEntry(module.Name, file, setup);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Environment(ScriptModule module, Problems problems)
    {
        IReadOnlyList<ScriptMember> members = MapReader.Of(module.Map.Find("environment"), "\"environment\"", problems)?.Map.Members ?? [];
        if (members.Count > ModuleVariable.Most)
        {
            problems.Add(members[ModuleVariable.Most].Mark, string.Create(CultureInfo.InvariantCulture, $"a module has at most {ModuleVariable.Most} variables"));
        }

        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (ScriptMember member in members)
        {
            if (Problem(member) is { } problem)
            {
                problems.Add(member.Mark, problem);
            }
            else
            {
                variables[member.Key] = ((ScriptScalar)member.Value).Text;
            }
        }

        return [.. variables];
    }

    private static string? Problem(ScriptMember variable) => variable switch
    {
        _ when !Patterns.MatchesOwn(ModuleVariable.NamePattern, variable.Key) => $"{Nearest.Quote(variable.Key)} is not the name of a variable: 1 to 64 letters, digits and _, no digit first",
        _ when ModuleVariable.IsForbidden(variable.Key) => $"the variable {variable.Key} must not be set: it can change which code is loaded or run, or this program itself needs it",
        { Value: not ScriptScalar { Text.Length: <= ModuleVariable.LongestValue } } => $"the variable {variable.Key} must have a text of at most {ModuleVariable.LongestValue} characters",
        { Value: ScriptScalar value } when Hidden.In(value.Text) => $"the variable {variable.Key} must be on one line, without characters that cannot be seen",
        _ => null,
    };

    private static IReadOnlyList<string> Configuration(MapReader keys, Problems problems)
    {
        IReadOnlyList<ScriptScalar> files = keys.Texts("configuration") ?? [];
        foreach (ScriptScalar wrong in files.Where(file => !file.Text.StartsWith('/')))
        {
            problems.Add(wrong.Mark, $"{Nearest.Quote(wrong.Text)} in \"configuration\" must be the absolute path of a file");
        }

        if (files.Count > MostFiles)
        {
            problems.Add(files[MostFiles].Mark, string.Create(CultureInfo.InvariantCulture, $"a module has at most {MostFiles} configuration files"));
        }

        return [.. files.Select(file => Plain(file.Text, file, Nearest.Quote(file.Text), problems)).OfType<string>()];
    }

    private static string? Plain(string? text, ScriptValue? value, string what, Problems problems)
    {
        if (text is null || !Hidden.In(text))
        {
            return text;
        }

        problems.Add(value!.Mark, $"{what} must be on one line, without characters that cannot be seen");
        return null;
    }
}
