using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>Finds the values of settings: in the script, in the key registry, on a token. PINs are left to whoever writes them.</summary>
internal static class SettingValues
{
    /// <summary>The settings with their values, or why one has none.</summary>
    public static async Task<(IReadOnlyList<ConfigEdit> Edits, StepResult? Refusal)> Find(IDesk desk, IReadOnlyList<Setting> settings)
    {
        var edits = new List<ConfigEdit>();
        foreach (Setting setting in settings)
        {
            (ConfigEdit? edit, StepResult? refusal) = await Find(desk, setting);
            if (edit is null)
                return ([], refusal);
            if (edit.Value?.Any(char.IsControl) == true || edit.Value?.TrimEnd().EndsWith('\\') == true)
                return ([], EditConfigRefusals.NotOneLine(setting));

            edits.Add(edit);
        }

        return (edits, null);
    }

    private static async Task<(ConfigEdit? Edit, StepResult? Refusal)> Find(IDesk desk, Setting setting) => setting.Source switch
    {
        SettingSource.PinOfToken => (new ConfigEdit(setting.Name) { PinOf = new TokenRef(setting.Value) }, null),
        SettingSource.PinOfFile => await PinOfFile(desk, setting),
        SettingSource.LabelOf => await LabelOf(desk, setting),
        SettingSource.IdentifierOf => KeyOf(desk.Registry, setting.Value) is { Key: { } key }
            ? (new ConfigEdit(setting.Name) { Value = key.Id }, null)
            : (null, KeyOf(desk.Registry, setting.Value).Refusal),
        _ => (new ConfigEdit(setting.Name) { Value = setting.Value }, null),
    };

    private static async Task<(ConfigEdit?, StepResult?)> PinOfFile(IDesk desk, Setting setting)
    {
        if (desk.InSeat(setting.Holder!) is not { } holder)
            return (null, Refusals.SeatEmpty(setting.Holder!));
        if (await desk.Look(new LookAtFileState(setting.Value)) is null)
            return (null, InstalledFiles.Missing(setting.Value));

        return (new ConfigEdit(setting.Name) { PinOfFile = setting.Value, Holder = holder.Name }, null);
    }

    // What a server looks for is the label that the token shows without a login, so it is read there, and the key behind it is compared.
    private static async Task<(ConfigEdit?, StepResult?)> LabelOf(IDesk desk, Setting setting)
    {
        (KeyGenerated? key, StepResult? refusal) = KeyOf(desk.Registry, setting.Value);
        if (key is null)
            return (null, refusal);

        TokenEntry entry = desk.Token(key.Token);
        TokenView token = await desk.Look(new LookAtToken(key.Token, LoggedIn: false));
        if (token.Serial != key.TokenSerial)
            return (null, SigningKey.OtherToken(entry));

        TokenObject[] halves = [.. (token.Objects ?? []).Where(each => each.Class == "public" && each.Id == key.Id)];
        if (halves.Length != 1)
            return (null, EditConfigRefusals.NoPublicHalf(entry, key, halves.Length));
        if (halves[0].PublicKey is not { } publicKey || !publicKey.AsSpan().SequenceEqual(key.PublicKey))
            return (null, EditConfigRefusals.OtherPublicHalf(entry, key));
        if (halves[0].Label != key.Key)
            return (null, EditConfigRefusals.OtherLabel(entry, key, halves[0].Label));

        return (new ConfigEdit(setting.Name) { Value = halves[0].Label }, null);
    }

    private static (KeyGenerated? Key, StepResult? Refusal) KeyOf(Registry registry, string name)
    {
        if (registry.Key(name) is { } key)
            return registry.IsDestroyed(name) ? (null, EditConfigRefusals.Destroyed(name)) : (key, null);

        return (null, registry.SecretKey(name) is null ? Refusals.Unknown("key", name) : EditConfigRefusals.SecretKey(name));
    }
}
