using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;

namespace Ceremony.Scripts;

/// <summary>Reads <c>services:</c>, both as declared and, once parameters are filled in, as entries.</summary>
internal static class ServicesReader
{
    /// <summary>What starts and stops units where nothing else is named.</summary>
    public const string Systemctl = "/usr/bin/systemctl";

    /// <summary>How long a service may take where nothing is said.</summary>
    public const int DefaultSeconds = 60;

    /// <summary>A systemd unit (systemd.unit(5)), which cannot be taken for an option.</summary>
    public const string UnitPattern = "[A-Za-z0-9_][A-Za-z0-9:_.@-]{0,127}";

    /// <summary>The services as declared; those that hold no reference are checked as far as they ever can be.</summary>
    public static IReadOnlyList<ScriptService> Read(MapReader script, IReadOnlyList<ScriptParameter> parameters, Problems problems)
    {
        var services = new List<ScriptService>();
        foreach (ScriptMember member in MapReader.Of(script.Map.Find("services"), "\"services\"", problems)?.Map.Members ?? [])
        {
            if (!Patterns.MatchesOwn(MapReader.NamePattern, member.Key))
            {
                problems.Add(member.Mark, $"the name of the service {Nearest.Quote(member.Key)} must be lower-case letters, digits and hyphens");
            }

            if (MapReader.Of(member.Value, $"the service {Nearest.Quote(member.Key)}", problems) is { } map)
            {
                services.Add(new ScriptService(member.Key, member.Mark, map.Map));
            }
        }

        _ = Bind(services.Where(service => !DeclaredReferences.AreIn(service.Map, "a service", parameters, problems)), problems);
        return services;
    }

    /// <summary>The entries of services whose parameters are filled in, but for those that have problems.</summary>
    public static IReadOnlyList<ServiceEntry> Bind(IEnumerable<ScriptService> services, Problems problems)
    {
        var entries = new List<ServiceEntry>();
        foreach (ScriptService service in services)
        {
            if (One(service, problems) is not { } entry)
            {
                continue;
            }

            if (entries.FirstOrDefault(each => each.Start.SequenceEqual(entry.Start)) is { } same)
            {
                problems.Add(service.Mark, $"the service \"{service.Name}\" is the same as \"{same.Name}\"; two names need two services");
            }

            entries.Add(entry);
        }

        return entries;
    }

    private static ServiceEntry? One(ScriptService service, Problems problems)
    {
        int before = problems.Count;
        var keys = new MapReader(service.Map, $"the service \"{service.Name}\"", problems);
        bool isUnit = service.Map.Find("unit") is not null || service.Map.Find("control") is not null;
        ServiceEntry? entry = isUnit ? Unit(service.Name, keys, problems) : Commands(service.Name, keys, problems);
        return problems.Count == before ? entry : null;
    }

    // Whatever controls units is called as systemctl(1) is.
    private static ServiceEntry? Unit(string name, MapReader keys, Problems problems)
    {
        keys.Keys(["unit"], ["control", "within"]);
        string? unit = keys.Text("unit", UnitPattern, "the name of a unit, such as cf.service");
        string control = keys.Program("control") ?? Systemctl;
        int seconds = Within(keys, problems);
        return unit is null ? null : new ServiceEntry(
            name,
            [control, "start", unit],
            [control, "stop", unit],
            [control, "is-active", unit],
            [control, "status", unit, "--no-pager", "--full", "--lines=20"],
            seconds);
    }

    private static ServiceEntry? Commands(string name, MapReader keys, Problems problems)
    {
        if (keys.Map.Find("start") is null && keys.Map.Find("stop") is null && keys.Map.Find("state") is null)
        {
            problems.Add(keys.Map.Mark, $"the service \"{name}\" needs a unit, or the commands start, stop and state");
            return null;
        }

        keys.Keys(["start", "stop", "state"], ["log", "within"]);
        IReadOnlyList<string>? start = keys.Command("start");
        IReadOnlyList<string>? stop = keys.Command("stop");
        IReadOnlyList<string>? state = keys.Command("state");
        IReadOnlyList<string> log = keys.Command("log") ?? [];
        int seconds = Within(keys, problems);
        return start is null || stop is null || state is null ? null : new ServiceEntry(name, start, stop, state, log, seconds);
    }

    private static int Within(MapReader keys, Problems problems) => PeopleReader.Seconds(keys, problems) ?? DefaultSeconds;
}
