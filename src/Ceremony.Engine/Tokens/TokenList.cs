using Ceremony.Core.Devices;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Tokens as they are seen now, without any login of their own.</summary>
internal sealed class TokenList(RunPlan plan, RunPorts ports)
{
    private const string NotThere = "NoToken";

    // Why each token that could not be seen at the last look could not.
    private readonly Dictionary<TokenRef, string> _faults = [];

    /// <summary>Every token of the script with what is seen of it, or null where it is not there.</summary>
    public IReadOnlyList<(TokenEntry Entry, TokenView? View)> Look()
    {
        Func<TokenEntry, ITokenSession> open = ports.Tokens.OpenAfterOneLook();
        return [.. plan.Tokens.Select(entry => (entry, Look(entry, open)))];
    }

    /// <summary>What is seen of one token, or null where it is not there.</summary>
    public TokenView? Look(TokenEntry entry) => Look(entry, ports.Tokens.Open);

    /// <summary>The same.</summary>
    /// <param name="entry">The token.</param>
    /// <param name="open">How it is opened.</param>
    public TokenView? Look(TokenEntry entry, Func<TokenEntry, ITokenSession> open)
    {
        try
        {
            using ITokenSession session = open(entry);
            TokenView view = session.View();
            return entry.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model)
                ? view with { Objects = session.Objects() }
                : throw new DeviceFault("OtherToken", $"The token {entry.Called} calls itself otherwise now.");
        }
        catch (DeviceFault fault)
        {
            ports.Log($"token {entry.Ref.Name}: {fault.Code}");
            _faults[entry.Ref] = fault.Code;
            return null;
        }
    }

    /// <summary>The inventory for the journal.</summary>
    public Inventory Inventory(string when) => new(when, [.. Look().Select(each => Told(each.Entry, each.View))]);

    /// <summary>The list for F5: the script's tokens, then whatever else its modules show, so that a stranger stands out.</summary>
    public Screen Screen()
    {
        IReadOnlyList<(TokenEntry Entry, TokenView? View)> seen = Look();
        IReadOnlyList<IReadOnlyList<string>> others = [.. Modules().SelectMany(Strangers)];
        var blocks = new List<Block> { new TableBlock(["token", "serial", "model", "PIN", "SO PIN", "objects"], [.. seen.Select(each => Row(each.Entry, each.View))]) };
        if (others.Count > 0)
        {
            blocks.Add(new TableBlock(["not in the script", "serial", "model", "PIN", "SO PIN"], others));
        }

        if (seen.Any(each => each.View?.Objects is { } objects && TokenWords.Counts(objects).StartsWith('?')))
        {
            blocks.Add(new TextBlock(TokenWords.Unseen));
        }

        blocks.AddRange(seen.Where(each => each.View?.Objects is { Count: > 0 }).Select(each => new TableBlock([each.Entry.Called, "label", "key", "id"], [.. each.View!.Objects!.Select(ObjectRow)])));
        return new Screen("HSM slots and cards", [.. blocks])
        {
            Help = "These are the tokens that the script names, as the machine sees them now, and below them what else the same modules show: it is not part of "
                + "this ceremony, so ask why it is here. A token reports flags for its PINs, not how many tries are left. SO PIN is the security officer's. "
                + "Private objects are seen only while a step is logged in to their token.",
        };
    }

    /// <summary>The blank tokens that may become one of the script's, and whether that is there already.</summary>
    public static BlankTokens Blank(ITokens tokens, TokenEntry entry, LookAtBlankTokens look) => BlankTokens.Of(
        tokens.List(entry.Module, entry.ModuleSha256).Any(view => entry.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model) || view.Label == entry.Uri.Label),
        tokens.Blank(entry, look.Slot, look.Serial));

    private InventoryToken Told(TokenEntry entry, TokenView? view) =>
        new(entry.Ref.Name, view, view is null && _faults.GetValueOrDefault(entry.Ref, NotThere) is var code && code != NotThere ? code : null);

    private string Missing(TokenEntry entry) => _faults.GetValueOrDefault(entry.Ref, NotThere) is var code && code == NotThere ? "not there" : Hostile.Escape(code);

    private IReadOnlyList<string> Row(TokenEntry entry, TokenView? view) => view is null
        ? [entry.Called, "–", "–", "–", "–", Missing(entry)]
        : [entry.Called, .. Seen(view), TokenWords.Counts(view.Objects ?? [])];

    private static IEnumerable<string> Seen(TokenView view) =>
        [Hostile.Escape(view.Serial), Hostile.Escape(view.Model), TokenWords.Pin(view.Pin), TokenWords.Pin(view.SecurityOfficerPin)];

    private static IReadOnlyList<string> ObjectRow(TokenObject each) =>
        [each.Class, Hostile.Escape(each.Label), each.Algorithm, each.Id.Length > 8 ? each.Id[..8] + "…" : each.Id];

    private IEnumerable<string> Modules() => plan.Tokens.Select(entry => entry.Module).Distinct();

    private IReadOnlyList<IReadOnlyList<string>> Strangers(string module)
    {
        try
        {
            IEnumerable<TokenView> unnamed = ports.Tokens.List(module).Where(view => !IsNamed(module, view));
            IEnumerable<IReadOnlyList<string>> empty = ports.Tokens.EmptySlots(module).Select(Row);
            return [.. unnamed.Select(view => (IReadOnlyList<string>)[Hostile.Escape(view.Label), .. Seen(view)]), .. empty];
        }
        catch (DeviceFault fault)
        {
            ports.Log($"module {module}: {fault.Code}");
            return [];
        }
    }

    private static IReadOnlyList<string> Row(EmptySlot slot) => [slot.HasBlankToken ? "(blank token)" : "(no token)", Hostile.Escape(slot.Name), "–", "–", "–"];

    private bool IsNamed(string module, TokenView view) =>
        plan.Tokens.Any(entry => entry.Module == module && entry.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model));
}
