using Ceremony.Core.Configs;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>The key that CIS signs its log with: <c>logsignkey</c> in its configuration.</summary>
internal static class LogSignKey
{
    private const string Setting = "logsignkey";
    private const string SetBefore = "Abort and have a step added before this one that sets it to the identifier of the new CA's key.";

    /// <summary>A refusal where it is not the identifier of a key that stays, or is no longer in the file; null where all is well.</summary>
    public static async Task<StepResult?> Refuse(IDesk desk, string ca)
    {
        if (Latest(desk.Registry) is not var (file, identifier))
            return new StepResult.Refused(
                "logsignkey-not-set",
                $"{Setting} was not set in this ceremony, so CIS would go on signing its log with the key of the CA \"{ca}\".",
                SetBefore);
        if (ByRegistry(desk.Registry, ca, identifier) is { } refusal)
            return refusal;

        // A server that did not come up may have had its files brought back.
        string? now = await desk.Look(new LookAtConfig(file)) is { } config ? ConfigText.Of(config.Masked).Find(Setting) : null;
        return now == identifier ? null : new StepResult.Refused(
            "logsignkey-lost",
            $"{Setting} was set in {Hostile.Escape(file)}, but no longer has that value there.",
            "Find out what changed the file; set it again and restart CIS, then try again, or abort.");
    }

    private static StepResult? ByRegistry(Registry registry, string ca, string identifier)
    {
        if (registry.SigningCa(ca) is { } own && Is(identifier, own.KeyId))
            return new StepResult.Refused("logsignkey-of-ca", $"{Setting} is still the identifier of the key \"{own.Key}\" of the CA \"{ca}\".", SetBefore);

        return registry.All<KeyGenerated>().Any(key => Is(identifier, key.Id) && !registry.IsDestroyed(key.Key)) ? null : new StepResult.Refused(
            "logsignkey-unknown",
            $"{Setting} is set to {Hostile.Escape(identifier)}, which is not the identifier of a key in the registry.",
            SetBefore);
    }

    // What was set in a file that was brought back afterwards does not hold.
    private static (string File, string Identifier)? Latest(Registry registry)
    {
        (string, string)? latest = null;
        for (int at = 0; at < registry.Facts.Count; at++)
        {
            if (registry.Facts[at] is ConfigEdited edited
                && edited.Settings.LastOrDefault(each => each.Name == Setting) is { Value: { } value }
                && !registry.Facts.Skip(at).OfType<FilesRestored>().Any(restored => restored.Files.Contains(edited.File)))
            {
                latest = (edited.File, value);
            }
        }

        return latest;
    }

    private static bool Is(string identifier, string keyId) => string.Equals(identifier, keyId, StringComparison.OrdinalIgnoreCase);
}
