using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps;

/// <summary>PINs of tokens with keys of CAs, which are written into configurations: whoever can read the file can sign as the CA.</summary>
internal static class CaPins
{
    /// <summary>The warning, in lower case without a full stop.</summary>
    public static string Sentence(string file, string token, string ca) =>
        $"the PIN of the token {Hostile.Escape(token)} is written into {InstalledFiles.NameOf(file)}, and this token holds the key of the CA \"{Hostile.Escape(ca)}\": "
        + "whoever can read the file can have that key sign; give the servers a token of their own";

    /// <summary>The warnings of an edit, one for each token.</summary>
    public static IEnumerable<WarningBlock> Of(ConfigPlan plan, IDesk desk) =>
        from token in plan.Edits.Select(edit => edit.PinOf).OfType<TokenRef>().Distinct()
        let ca = On(token, desk.Registry)
        where ca is not null
        select new WarningBlock(StepWords.Capital(Sentence(plan.File, desk.Token(token).Called, ca)) + ".");

    // A key that is destroyed signs nothing any more.
    private static string? On(TokenRef token, Registry registry) =>
        registry.All<CaCreated>().FirstOrDefault(ca => registry.Key(ca.Key) is { } key && key.Token == token && !registry.IsDestroyed(ca.Key))?.Ca
            ?? registry.All<BootKitOpened>().FirstOrDefault(kit => kit.Token == token && !(kit.Key is { } key && registry.IsDestroyed(key)))?.Ca;
}
