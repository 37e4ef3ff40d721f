using System.Buffers;
using Ceremony.Core.Configs;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>What facts about files, settings and services must rest on; what is wrong with that is given as a clause.</summary>
internal static class InstallationFacts
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("\n\r\0=# ");

    private static readonly string[] Protocols = ["Tls12", "Tls13"];

    public static string? Placed(FactBasis basis, FilePlaced placed) =>
        basis.Did("place-file", (action, receipt) => IsThe(action, placed.File, placed.Sha256, placed.Backup) && receipt.Text("sha256") == placed.Sha256 && BytesFit(action))
            ? null
            : $"no action placed the file {placed.File} as it is described";

    public static string? Removed(FactBasis basis, FileRemoved removed) =>
        basis.Did("remove-file", (action, _) => IsThe(action, removed.File, removed.Sha256, removed.Backup)) ? null : $"no action removed the file {removed.File} as it is described";

    public static string? Restored(FactBasis basis, FilesRestored restored) =>
        basis.Did("restore-files", (action, _) => action["files"].AsList().Select(file => file.AsMap().Text("file")).SequenceEqual(restored.Files, StringComparer.Ordinal))
            ? null
            : "no action restored the files that are named";

    public static string? Stopped(FactBasis basis, ServiceStopped stopped) =>
        IsDown(basis.Deeds.StateOf(basis.Line, stopped.Service)) ? null : $"nothing shows that the service {stopped.Service} is down";

    public static string? Started(FactBasis basis, ServiceStarted started) =>
        basis.Deeds.StateOf(basis.Line, started.Service) == "active" ? null : $"nothing shows that the service {started.Service} is up";

    private static bool IsThe(JsonMap action, string file, string sha256, string? backup) =>
        action.Text("file") == file && action.Text("sha256") == sha256 && FactBasis.Is(action, "backup", backup);

    private static bool BytesFit(JsonMap action) => action.Find("bytes") is null || FactBasis.Hash(action.Bytes("bytes")) == action.Text("sha256");

    // A service that is starting or stopping is neither up nor down.
    private static bool IsDown(string? state) => state is "inactive" or "failed";

    public static string? Edited(FactBasis basis, ConfigEdited edited)
    {
        // Where every setting already had its value, nothing is done. That cannot be seen for a PIN.
        bool stood = edited.Backup.Length == 0 && edited.Before == edited.After && edited.Settings.All(setting => setting.Value is not null || setting.Removed);
        Deed? deed = basis.Find("edit-config", (action, receipt) =>
            IsThe(action, edited) && receipt.Text("masked") == edited.After
            && action["edits"].AsList().Select(edit => edit.AsMap()).Select(edit => ConfigSetting.FromJson(edit)).SequenceEqual(edited.Settings));
        if (!stood && deed is null)
        {
            return $"no action edited the configuration {edited.File} as it is described";
        }

        bool Saw(Func<JsonMap, bool> fits) =>
            basis.Saw("config", (look, seen) => look.Text("path") == edited.File && seen.Find("masked") is not null && Becomes(seen.Bytes("masked"), edited) && fits(seen));
        return !Saw(_ => true) ? $"the configuration {edited.File} that was read does not result in what the fact describes"
            : deed is null || Saw(seen => basis.WasTold(deed, Mode(seen))) ? null
            : $"the officers read another mode of the configuration {edited.File} than it had when it was looked at";
    }

    // As people read permissions: in octal digits.
    private static string Mode(JsonMap seen) => Convert.ToString(seen.Number("mode"), 8).PadLeft(4, '0');

    private static bool IsThe(JsonMap action, ConfigEdited edited) =>
        action.Text("file") == edited.File && action.Text("before") == edited.Before && action.Text("after") == edited.After && action.Text("backup") == edited.Backup;

    // What was seen, with these settings and no others, in the form in which every PIN is masked.
    private static bool Becomes(byte[] masked, ConfigEdited edited)
    {
        if (edited.Settings.Any(setting => (setting.Removed && setting.Value is not null) || setting.Name.AsSpan().IndexOfAny(NotInNames) >= 0 || setting.Value?.AsSpan().IndexOfAny('\n', '\r', '\0') >= 0))
        {
            return false;
        }

        var file = ConfigText.Of(masked);
        return file.MaskedSha256() == edited.Before
            && edited.Settings.Aggregate(file, (text, setting) => setting.Removed ? text.Without(setting.Name) : text.With(setting.Name, setting.Value ?? ConfigText.Mask)).MaskedSha256() == edited.After;
    }

    public static string? Probed(FactBasis basis, TlsProbed probed)
    {
        bool presented = basis.Saw("tls", (look, seen) =>
            look.Text("host") == probed.Host && look.Number("port") == probed.Port
            && seen.Texts("certificates") is [var first, ..] && first == Convert.ToBase64String(probed.Certificate));
        bool connected = basis.Saw("tls", (look, seen) => look.Text("host") == probed.Host && look.Number("port") == probed.Port && seen.Text("fault").Length == 0 && Protocols.Contains(seen.Text("protocol")));
        return !presented ? $"{probed.Host} did not present that certificate"
            : !connected ? $"no connection to {probed.Host} over TLS 1.2 or 1.3 came about"
            : Expected(basis, probed) ? Unfit(basis, probed) : $"the artifact \"{probed.Expected}\" is not the certificate that {probed.Host} presented";
    }

    // What a step only keeps was there before, and is not of this ceremony.
    private static string? Unfit(FactBasis basis, TlsProbed probed)
    {
        if (!basis.Evidence.Rules.ProbesServers || basis.Keeps(probed.Expected))
        {
            return null;
        }

        CertificateView certificate = CertificateView.Read(probed.Certificate);
        return !ServerIdentity.IsForServers(certificate) ? $"the certificate that {probed.Host} presented is not for servers"
            : ServerIdentity.Names(certificate, probed.Host) ? null
            : $"the certificate that {probed.Host} presented does not name it";
    }

    private static bool Expected(FactBasis basis, TlsProbed probed) =>
        basis.Evidence.Kept.TryGetValue(probed.Expected, out string? sha256) && ArtifactsCheck.IsCertificate(sha256, probed.Certificate, basis.Registry);
}
