using System.Security.Cryptography;
using Ceremony.Core.Configs;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Files as the open step saw them last. An action names the bytes that it replaces, but not whose the file is and who may read it; a restore names no
/// hash at all.
/// </summary>
internal sealed class ShownFiles(Recorder recorder, string step)
{
    /// <summary>Whether owner, group and mode are those that were shown; true where the step did not look at the file.</summary>
    public bool HasRightsOf(string file, FileState state) => Seen(file) is not { } seen || HasRightsOf(seen, state);

    /// <summary>Whether the file is what was shown, masked where it has PINs; true where the step did not look at it.</summary>
    public bool IsAsShown(string file, FileState state) => Seen(file) is not { } seen || (HasRightsOf(seen, state) && (seen.Find("masked") is null
        ? seen.Text("sha256") == Convert.ToHexStringLower(SHA256.HashData(state.Bytes))
        : ConfigText.Of(seen.Bytes("masked")).MaskedSha256() == ConfigText.Of(state.Bytes).MaskedSha256()));

    private static bool HasRightsOf(JsonMap seen, FileState state) =>
        (seen.Number("owner"), seen.Number("group"), seen.Number("mode")) == (state.Owner, state.Group, state.Mode);

    /// <summary>The medium as the open step saw it last, by a path that fits; null where it did not look.</summary>
    public MediumView? Medium(Func<string, bool> fits) => LastSeen(looked => looked.Look.Text("look") == "medium" && fits(looked.Look.Text("path"))) is { } seen
        && seen.Find("mount-point") is not null ? MediumView.FromJson(seen) : null;

    private JsonMap? Seen(string file) => LastSeen(looked => IsAt(looked.Look, file) && looked.Seen.Find("owner") is not null);

    private JsonMap? LastSeen(Func<Looked, bool> fits) => Folds.OpenCalls(recorder.Lines, step)
        .SelectMany(call => call.Lines)
        .Select(line => line.Entry)
        .OfType<Looked>()
        .LastOrDefault(fits)?.Seen;

    private static bool IsAt(JsonMap look, string file) => look.Text("look") is "config" or "file-state" && look.Text("path") == file;
}
