using System.Security.Cryptography;
using Ceremony.Core.Configs;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;

namespace Ceremony.Engine;

/// <summary>
/// Looks at files and media, in the canonical form in which they stand in a journal: the same for a step in its turn and before a ceremony begins. Throws <see cref="DeviceFault"/> where a
/// look fails.
/// </summary>
/// <param name="files">Files.</param>
/// <param name="installation">The installation's files, and media.</param>
/// <param name="pathOf">Where a path of the script leads.</param>
internal sealed class FileLooks(IDurableFiles files, IInstallation installation, Func<string, string> pathOf)
{
    private const int LongestFile = 1 << 20;

    public JsonMap See(LookAtFile file) => files.Read(pathOf(file.Path), LongestFile) is { } bytes ? new() { { "bytes", Convert.ToBase64String(bytes) } } : [];

    // Whoever resumes sees the same: only the masked form is kept.
    public JsonMap See(LookAtConfig config) => With(config.Path, state => ConfigForm.Refuse(state.Bytes) is { } why
        ? throw new DeviceFault("ConfigForm", $"The file {Hostile.Escape(config.Path)} cannot be edited here, and nothing of it was shown or recorded: {why}, then try again.")
        : new ConfigView(ConfigText.Of(state.Bytes).Masked().ToBytes(), state.Owner, state.Group, state.Mode).ToJson());

    public JsonMap See(LookAtFileState at) => With(
        at.Path,
        state => new FileView(Convert.ToHexStringLower(SHA256.HashData(state.Bytes)), state.Bytes.Length, state.Owner, state.Group, state.Mode).ToJson());

    public JsonMap See(LookAtCopies copies) => new() { { "copies", new JsonList([.. new CertificateCopies(files).Of(pathOf(copies.Path)).Select(name => new JsonText(name))]) } };

    public JsonMap See(LookAtMedium medium)
    {
        try
        {
            return installation.Medium(pathOf(medium.Path)).ToJson();
        }
        catch (DeviceFault fault) when (fault.Code == "NoFolder")
        {
            return [];
        }
    }

    private JsonMap With(string path, Func<FileState, JsonMap> told)
    {
        using IInstalledFile? file = installation.Open(pathOf(path));
        return file?.State is { } state ? told(state) : [];
    }
}
