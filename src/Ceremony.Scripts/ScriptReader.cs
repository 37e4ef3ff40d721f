using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>Reads a script and finds whatever could stop it in the middle of a ceremony.</summary>
public static class ScriptReader
{
    private static readonly IReadOnlyList<string> Required = ["format", "ceremony", "version", "title", "people", "confirm", "acts"];
    private static readonly IReadOnlyList<string> Optional = ["sign-on-leave", "show-pins", "interfaces-up", "installation", "parameters", "modules", "tokens", "services", "rehearsal"];

    /// <summary>The script, or all problems that could be found.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="kinds">All kinds of steps.</param>
    public static ScriptReading Read(byte[] bytes, IReadOnlyList<StepKind> kinds)
    {
        try
        {
            var problems = new Problems();
            Script? script = Read(bytes, new MapReader(YamlTree.Read(bytes), "the script", problems), kinds, problems);
            return new ScriptReading(problems.Count == 0 ? script : null, problems.All);
        }
        catch (ScriptProblemException trouble)
        {
            return new ScriptReading(null, [trouble.Problem]);
        }
    }

    private static Script? Read(byte[] bytes, MapReader script, IReadOnlyList<StepKind> kinds, Problems problems)
    {
        // Another format has other keys: complaining about each of them would hide the one thing that matters.
        if (script.Map.Find("format") is { } format && format is not ScriptScalar { Text: Script.FormatName })
        {
            problems.Add(format.Mark, $"\"format\" must be {Script.FormatName}: this program reads no other");
            return null;
        }

        script.Keys(Required, Optional);
        string? ceremony = script.Text("ceremony", MapReader.NamePattern, "lower-case letters, digits and hyphens, such as nexus-cm-bootstrap");
        int? version = script.Number("version", 1, 999_999);
        string? title = script.Title("title");
        IReadOnlyList<ScriptRole>? people = PeopleReader.People(script, problems);
        ScriptConfirm? confirm = PeopleReader.Confirm(script, people, problems);
        bool signOnLeave = script.Choice("sign-on-leave", "yes", "no") == "yes";
        bool showPinsAnywhere = script.Choice("show-pins", "console", "anywhere") == "anywhere";
        IReadOnlyList<string> interfacesUp = InterfacesUp(script, problems);
        string? installation = script.Choice("installation", InstallationKind.Own, InstallationKind.NexusCm);
        IReadOnlyList<ScriptParameter> parameters = ParametersReader.Read(script, problems);
        IReadOnlyList<ScriptModule> modules = ModulesReader.Read(script, parameters, out IReadOnlyDictionary<string, ModuleEntry?> named, problems);
        IReadOnlyList<ScriptToken> tokens = TokensReader.Read(script, parameters, named, people, problems);
        IReadOnlyList<ScriptService> services = ServicesReader.Read(script, parameters, problems);
        ScriptRehearsal rehearsal = RehearsalReader.Read(script, parameters, problems);
        var reader = new ActsReader(kinds, parameters, problems);
        IReadOnlyList<ScriptAct> acts = reader.Read(script);
        new StepChecks(parameters, tokens, services, people, installation, reader.Unread, problems).Check(acts, reader.IsComplete);
        if (reader.IsComplete)
        {
            OrderChecks.Check(acts, problems);
        }

        return ceremony is null || version is null || title is null || people is null || confirm is null ? null : new Script(bytes)
        {
            Ceremony = ceremony,
            Version = version.Value,
            Title = title,
            People = people,
            Confirm = confirm,
            SignOnLeave = signOnLeave,
            ShowsPinsAnywhere = showPinsAnywhere,
            InterfacesUp = interfacesUp,
            Installation = installation,
            Parameters = parameters,
            Modules = modules,
            Tokens = tokens,
            Services = services,
            Rehearsal = rehearsal,
            Acts = acts,
            Warnings = problems.Warnings,
        };
    }

    private static IReadOnlyList<string> InterfacesUp(MapReader script, Problems problems)
    {
        IReadOnlyList<ScriptScalar> names = script.Texts("interfaces-up") ?? [];
        foreach (ScriptScalar name in names.Where(name => !Patterns.MatchesOwn(Script.InterfacePattern, name.Text)))
        {
            problems.Add(name.Mark, $"{Nearest.Quote(name.Text)} in \"interfaces-up\" is not the name of a network interface: 1 to 15 letters, digits and . _ @ -, such as wg0");
        }

        return [.. names.Select(name => name.Text)];
    }
}
