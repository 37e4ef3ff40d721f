using System.Buffers;
using System.Text;
using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about files, settings and services, and what people say that they did, must rest on.</summary>
internal static class InstallationFacts
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\n\r\0=# ");

    /// <summary>What is wrong with the fact, as half a sentence, or null.</summary>
    public static string? Problem(FactBasis basis, CeremonyFact fact) => fact switch
    {
        ConfigEdited edited => Edited(basis, edited),
        FilePlaced placed => basis.Did("place-file", (action, receipt) => IsThe(action, placed.File, placed.Sha256, placed.Backup) && receipt.Text("sha256") == placed.Sha256 && BytesFit(action))
            ? null
            : $"no action placed the file {placed.File} as it is described",
        FileRemoved removed => basis.Did("remove-file", (action, _) => IsThe(action, removed.File, removed.Sha256, removed.Backup)) ? null : $"no action removed the file {removed.File} as it is described",
        FilesRestored restored => basis.Did("restore-files", (action, _) => action["files"].AsList().Select(file => file.AsMap().Text("file")).SequenceEqual(restored.Files, StringComparer.Ordinal))
            ? null
            : "no action restored the files as they are named",
        ServiceStopped stopped => IsDown(basis.Deeds.StateOf(basis.Line, stopped.Service)) ? null : $"nothing shows that the service {stopped.Service} is down",
        ServiceStarted started => basis.Deeds.StateOf(basis.Line, started.Service) == "active" ? null : $"nothing shows that the service {started.Service} is up",
        TlsProbed probed => Probed(basis, probed),
        OperatorActed acted => basis.Deeds.Attested(basis.Line, acted.By, said => said.Contains(acted.Did, StringComparison.Ordinal)) ? null : $"{acted.By} did not say to have done it: {acted.Did}",
        Attested attested => basis.Deeds.Attested(basis.Line, attested.By, _ => true) ? null : $"{attested.By} attested nothing about {attested.About}",
        _ => null,
    };

    private static bool IsThe(JsonMap action, string file, string sha256, string? backup) =>
        action.Text("file") == file && action.Text("sha256") == sha256 && FactBasis.Is(action, "backup", backup);

    private static bool BytesFit(JsonMap action) => action.Find("bytes") is null || FactBasis.Hash(action.Bytes("bytes")) == action.Text("sha256");

    // What is on its way is neither up nor down.
    private static bool IsDown(string? state) => state is "inactive" or "failed";

    private static string? Edited(FactBasis basis, ConfigEdited edited)
    {
        // Where everything stood there already nothing is done. That can be seen of no PIN.
        bool stood = edited.Backup.Length == 0 && edited.Before == edited.After && edited.Settings.All(setting => setting.Value is not null);
        bool made = stood || basis.Did("edit-config", (action, receipt) =>
            IsThe(action, edited) && receipt.Text("masked") == edited.After
            && action["edits"].AsList().Select(edit => edit.AsMap()).Select(edit => new ConfigSetting(edit.Text("name"), edit.Find("value")?.AsText())).SequenceEqual(edited.Settings));
        if (!made)
        {
            return $"no action edited the configuration {edited.File} as it is described";
        }

        return basis.Saw("config", (look, seen) => look.Text("path") == edited.File && seen.Find("masked") is not null && Becomes(seen.Bytes("masked"), edited))
            ? null
            : $"the configuration {edited.File} that was looked at does not become what it is said to be";
    }

    private static bool IsThe(JsonMap action, ConfigEdited edited) =>
        action.Text("file") == edited.File && action.Text("before") == edited.Before && action.Text("after") == edited.After && action.Text("backup") == edited.Backup;

    // What was seen, with these settings and no others, in the form in which every PIN is masked.
    private static bool Becomes(byte[] masked, ConfigEdited edited)
    {
        if (edited.Settings.Any(setting => setting.Name.AsSpan().IndexOfAny(NotInNames) >= 0 || setting.Value?.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0))
        {
            return false;
        }

        var file = ConfigText.Of(masked);
        return file.MaskedSha256() == edited.Before
            && edited.Settings.Aggregate(file, (text, setting) => text.With(setting.Name, setting.Value ?? ConfigText.Mask)).MaskedSha256() == edited.After;
    }

    private static string? Probed(FactBasis basis, TlsProbed probed)
    {
        bool presented = basis.Saw("tls", (look, seen) =>
            look.Text("host") == probed.Host && look.Number("port") == probed.Port
            && seen.Texts("certificates") is [var first, ..] && first == Convert.ToBase64String(probed.Certificate));
        return !presented ? $"{probed.Host} did not present that certificate"
            : Expected(basis, probed) ? null : $"the artifact \"{probed.Expected}\" is not the certificate that {probed.Host} presented";
    }

    private static bool Expected(FactBasis basis, TlsProbed probed) =>
        ArtifactsCheck.Kept(basis.Evidence).TryGetValue(probed.Expected, out string? sha256)
        && (sha256 == FactBasis.Hash(probed.Certificate) || sha256 == FactBasis.Hash(Encoding.ASCII.GetBytes(Signatures.ToPem("CERTIFICATE", probed.Certificate))));
}
