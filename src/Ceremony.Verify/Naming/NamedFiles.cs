using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>
/// A file is changed as it was looked at in the step: what the sentence says of its content, of what stands in its place and of its backup is what was seen
/// and done, and the backup lies where no server reads it. A service is always controlled by the same command.
/// </summary>
/// <param name="rules">The edition.</param>
internal sealed class NamedFiles(Rules rules)
{
    private readonly Dictionary<(string Step, string Look, string Path), JsonMap> _seen = [];
    private readonly Dictionary<string, (string Look, string? Sha256)> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _backups = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Do, string Service), JsonValue> _commands = [];

    /// <summary>What is wrong with the action that a line intends, as a clause, or null.</summary>
    public string? Problem(JournalLine line)
    {
        switch (line.Kind)
        {
            case "looked" when line.Json["look"].AsMap() is var look && look.Text("look") is "config" or "file-state" or "copies":
                _seen[(line.Step ?? "", look.Text("look"), look.Text("path"))] = line.Json["seen"].AsMap();
                return null;
            case "intended":
                JsonMap action = line.Json["action"].AsMap();
                Keep(action);
                return Problem(line.Step ?? "", action);
            case "step-done":
                Learn(line);
                return null;
            default:
                return null;
        }
    }

    private string? Problem(string step, JsonMap action) => action.Text("do") switch
    {
        "edit-config" => Edited(step, action) ?? Kept(step, action),
        "place-file" => Placed(step, action) ?? Kept(step, action),
        "remove-file" => Kept(step, action) ?? Removed(step, action),
        "clear-backup" => Cleared(step, action),
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

    private string? Removed(string step, JsonMap action)
    {
        string file = action.Text("file");
        return Hash(step, file) != action.Text("sha256") ? $"the file {file} that was looked at has another SHA-256 than the one that is removed"
            : _seen.GetValueOrDefault((step, "copies", file))?["copies"].AsList().Count > 0 ? $"the file {file} is removed although its certificate was seen in another file of its folder"
            : null;
    }

    // What each backup holds is what was to be changed; of a configuration that is known by its masked form.
    private void Keep(JsonMap action)
    {
        if (action.Find("backup") is JsonText(var backup))
        {
            _kept[backup] = action.Text("do") == "edit-config" ? ("config", action.Text("before")) : ("file-state", (action.Find("replaces") ?? action["sha256"]).AsText());
        }
    }

    private string? Cleared(string step, JsonMap action)
    {
        string file = action.Text("file");
        (string look, string sha256) = action.Find("masked") is { } masked ? ("config", masked.AsText()) : ("file-state", action.Text("sha256"));
        string? seen = look == "config" && _seen.GetValueOrDefault((step, look, file)) is { } config && config.Find("masked") is not null
            ? ConfigText.Of(config.Bytes("masked")).MaskedSha256()
            : Hash(step, file);
        return _kept.GetValueOrDefault(file) != (look, sha256) ? $"the file {file}, which is removed or moved as a backup, is not one that this ceremony kept with that hash"
            : seen == sha256 ? null : $"the backup {file} that was looked at is not the one that is removed or moved";
    }

    // A server may take whatever lies in its folder, a former certificate under another name too.
    private string? Kept(string step, JsonMap action)
    {
        string file = action.Text("file");
        int at = file.LastIndexOf('/');
        return !rules.KeepsBackupsElsewhere || action.Find("backup") is not JsonText(var backup)
            || (at > 0 && backup == $"{file[..at].TrimEnd('/')}.before/{file[(at + 1)..]}.before-{step}")
            ? null
            : $"the file {file} is kept as {backup}, not in the folder beside its own under the name of its step";
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
