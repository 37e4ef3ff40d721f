using Ceremony.Core.Facts;

namespace Ceremony.Archive;

/// <summary>What was changed in the installation: settings, files and services, what was seen of it, and what people did by hand.</summary>
internal static class Systems
{
    /// <summary>Writes this part.</summary>
    public static void Write(ReportText text, FactTopics topics)
    {
        text.Section("What was changed in the installation");
        text.Paragraph("No part of this record holds a PIN, or a hash of anything that holds one: a configuration is hashed with **** in place of each PIN.");
        topics.Each<ConfigEdited>(ConfigEdited.FactTopic, edited =>
        {
            text.Item("file", edited.File);
            foreach (ConfigSetting setting in edited.Settings)
            {
                text.Item("setting", setting.Removed ? $"{setting.Name}, taken out" : $"{setting.Name} = {setting.Value ?? "a PIN"}");
            }

            if (edited.Backup.Length == 0)
            {
                text.Item("done", "nothing: every setting was there already");
                return;
            }

            text.Item("before", $"{edited.Before}, masked, kept in {edited.Backup}");
            text.Item("after", $"{edited.After}, masked");
        });
        topics.Each<FilePlaced>(FilePlaced.FactTopic, placed => File(text, placed.File, placed.Sha256, placed.Backup is null ? "no file was there before" : $"the previous file is kept in {placed.Backup}"));
        topics.Each<FileRemoved>(FileRemoved.FactTopic, removed =>
            File(text, removed.File, removed.Sha256, removed.Backup is null ? "no backup; deleting a file on flash memory does not erase it" : $"kept in {removed.Backup}"));
        topics.Each<FilesRestored>(FilesRestored.FactTopic, restored =>
        {
            foreach (string file in restored.Files)
            {
                text.Item("file", file);
            }
        });
        topics.Each<ServiceStopped>(ServiceStopped.FactTopic, stopped => text.Item("service", stopped.Service));
        topics.Each<ServiceStarted>(ServiceStarted.FactTopic, started => text.Item("service", started.Service));
        topics.Each<TlsProbed>(TlsProbed.FactTopic, probed =>
        {
            text.Item("server", $"{probed.Host}, port {probed.Port}; it presented artifacts/{probed.Expected}:");
            ReportWords.Certificate(text, probed.Certificate);
        });
        topics.Each<OperatorActed>(OperatorActed.FactTopic, acted => text.Item("done", $"{acted.Did} (said by {acted.By})"));
        topics.None();
    }

    private static void File(ReportText text, string file, string sha256, string before)
    {
        text.Item("file", file);
        text.Item("SHA-256", sha256);
        text.Item("backup", before);
    }
}
