using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What a step that leaves no fact was for was done all the same; what is wrong with that is given as a clause.</summary>
internal static class StepsWithoutFacts
{
    public static string? Problem(Deeds deeds, JournalLine done, string kind) => kind switch
    {
        "read" => deeds.Screens(done).Any(line => line.Kind == "shown") ? null : "the step is done, but nothing was read to the room in it",
        "show-fingerprint" => Shown(deeds, done),
        "release-medium" => Released(deeds, done),
        _ => null,
    };

    private static string? Shown(Deeds deeds, JournalLine done)
    {
        JsonMap[] shown = [.. deeds.Screens(done).Where(line => line.Kind == "shown").SelectMany(line => line.Json["screen"].AsMap()["blocks"].AsList())
            .Select(block => block.AsMap()).Where(block => block.Text("block") == "fingerprint")];
        return shown.Length == 0 ? "the step is done, but no fingerprint was shown in it"
            : shown.FirstOrDefault(block => !deeds.Artifacts.Has(block.Text("of"), block.Text("sha256"), done)) is { } other ? $"the fingerprint that was shown is not that of {other.Text("of")}, nor of anything else that was kept"
            : null;
    }

    // A folder of the machine's own disk has nothing to be taken out.
    private static string? Released(Deeds deeds, JournalLine done)
    {
        JsonMap[] seen = [.. deeds.Looks(done, "medium").Select(line => line.Json["seen"].AsMap())];
        string[] folders = [.. deeds.Looks(done, "medium").Select(line => line.Json["look"].AsMap().Text("path")).Distinct(StringComparer.Ordinal)];
        return seen switch
        {
            [] => "the medium was released, but nobody looked whether it was still mounted",
            _ when folders.Length > 1 => $"the medium at {folders[0]} was released, but somebody looked at {folders[1]}",
            [.., { Count: 0 }] => null,
            [.., var last] when !last["removable"].AsBool() && seen.Length == 1 => null,
            [.., var before, var last] when before.Count > 0 && Place(before) != Place(last) => null,
            [.., var last] => $"the medium {last.Text("device")} was released, but it was still mounted at {last.Text("mount-point")} when somebody looked last",
        };
    }

    private static (string MountPoint, string Device) Place(JsonMap medium) => (medium.Text("mount-point"), medium.Text("device"));
}
