using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// A file is changed as it was looked at in the step: what the sentence says of its content, of what stands in its place and of its backup is what was seen
/// and done. A service is always controlled by the same command.
/// </summary>
internal sealed class NamedFiles
{
    private readonly Dictionary<(string Step, string Look, string Path), JsonMap> _seen = [];
    private readonly Dictionary<string, string?> _backups = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Do, string Service), JsonValue> _commands = [];

    /// <summary>What is wrong with the action that a line intends, as a clause, or null.</summary>
    public string? Problem(JournalLine line)
    {
        switch (line.Kind)
        {
            case "looked" when line.Json["look"].AsMap() is var look && look.Text("look") is "config" or "file-state":
                _seen[(line.Step ?? "", look.Text("look"), look.Text("path"))] = line.Json["seen"].AsMap();
                return null;
            case "intended":
                return Problem(line.Step ?? "", line.Json["action"].AsMap());
            case "step-done":
                Learn(line);
                return null;
            default:
                return null;
        }
    }

    private string? Problem(string step, JsonMap action) => action.Text("do") switch
    {
        "edit-config" => Edited(step, action),
        "place-file" => Placed(step, action),
        "remove-file" => Hash(step, action.Text("file")) == action.Text("sha256") ? null : $"the file {action.Text("file")} that was looked at has another SHA-256 than the one that is removed",
        "restore-files" => action["files"].AsList().Select(each => each.AsMap()).Select(Restored).FirstOrDefault(problem => problem is not null),
        "stop-service" or "start-service" => Controlled(action),
        _ => null,
    };

    private string? Edited(string step, JsonMap action)
    {
        string file = action.Text("file");
        if (_seen.GetValueOrDefault((step, "config", file))?.Find("masked") is null)
        {
            return $"nobody had looked at the configuration {file} before it was edited";
        }

        var before = ConfigText.Of(_seen[(step, "config", file)].Bytes("masked"));
        ConfigText after = action["edits"].AsList().Select(edit => edit.AsMap())
            .Aggregate(before, (text, edit) => edit.Find("removed") is not null ? text.Without(edit.Text("name")) : text.With(edit.Text("name"), edit.Find("value")?.AsText() ?? ConfigText.Mask));
        return before.MaskedSha256() != action.Text("before") ? $"the configuration {file} that was looked at is not the one that is edited"
            : after.MaskedSha256() == action.Text("after") ? null : $"the settings do not make of the configuration {file} what the action says";
    }

    private string? Placed(string step, JsonMap action)
    {
        (string file, string sha256) = (action.Text("file"), action.Text("sha256"));
        bool isSource = action.Find("from") is { } from ? Hash(step, from.AsText()) == sha256 : FactBasis.Hash(action.Bytes("bytes")) == sha256;
        return !isSource ? $"what is put in the place of {file} has another SHA-256 than the action says"
            : !_seen.ContainsKey((step, "file-state", file)) ? $"nobody had looked what stands in the place of {file}"
            : Hash(step, file) == action.Find("replaces")?.AsText() ? null : $"in the place of {file} stood something else than the action says";
    }

    private string? Hash(string step, string path) => _seen.GetValueOrDefault((step, "file-state", path))?.Find("sha256")?.AsText();

    private string? Restored(JsonMap restored) => _backups.TryGetValue(restored.Text("file"), out string? backup) && FactBasis.Is(restored, "backup", backup)
        ? null
        : $"the file {restored.Text("file")} is brought back otherwise than it was kept before this ceremony first changed it";

    private string? Controlled(JsonMap action) =>
        _commands.TryAdd((action.Text("do"), action.Text("service")), action["command"]) || _commands[(action.Text("do"), action.Text("service"))] == action["command"]
            ? null
            : $"the command for the service {action.Text("service")} is another one than before";

    private void Learn(JournalLine line)
    {
        foreach (CeremonyFact fact in Evidence.Facts(line))
        {
            switch (fact)
            {
                case ConfigEdited { Backup.Length: > 0 } edited:
                    _backups.TryAdd(edited.File, edited.Backup);
                    break;
                case FilePlaced placed:
                    _backups.TryAdd(placed.File, placed.Backup);
                    break;
                case FileRemoved { Backup: not null } removed:
                    _backups.TryAdd(removed.File, removed.Backup);
                    break;
                case FilesRestored:
                    _backups.Clear();
                    break;
            }
        }
    }
}
