using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Run;

/// <summary>The script's tokens as they are seen now, without any login.</summary>
internal sealed class TokenList(RunPorts ports, RunPlan plan)
{
    private const string NotThere = "NoToken";

    // Why each token that could not be seen at the last look could not.
    private readonly Dictionary<TokenRef, string> _faults = [];

    /// <summary>Every token of the script with what is seen of it, or null where it is not there.</summary>
    public IReadOnlyList<(TokenEntry Entry, TokenView? View)> Look() => [.. plan.Tokens.Select(entry => (entry, TryLook(entry)))];

    /// <summary>The inventory for the journal.</summary>
    public JsonMap Inventory(string when) => new()
    {
        { "when", when },
        { "tokens", new JsonList(Look().Select(each => (JsonValue)InventoryLine(each.Entry, each.View))) },
    };

    /// <summary>The list for F5.</summary>
    public Screen Screen()
    {
        IReadOnlyList<(TokenEntry Entry, TokenView? View)> seen = Look();
        var blocks = new List<Block> { new TableBlock(["token", "serial", "model", "PIN", "objects"], [.. seen.Select(each => Row(each.Entry, each.View))]) };
        foreach ((TokenEntry entry, TokenView? view) in seen.Where(each => each.View?.Objects is { Count: > 0 }))
        {
            blocks.Add(new TableBlock([entry.Called, "label", "key", "id"], [.. view!.Objects!.Select(ObjectRow)]));
        }

        return new Screen("HSM slots and cards", [.. blocks])
        {
            Help = "These are the tokens that the script names, as the machine sees them now. Before a login only public objects are seen.",
        };
    }

    private JsonMap InventoryLine(TokenEntry entry, TokenView? view) => (view, _faults.GetValueOrDefault(entry.Ref, NotThere)) switch
    {
        ({ } seen, _) => new() { { "token", entry.Ref.Name }, { "view", seen.ToJson() } },
        (null, NotThere) => new() { { "token", entry.Ref.Name }, { "absent", true } },
        (null, var code) => new() { { "token", entry.Ref.Name }, { "fault", code } },
    };

    private string Missing(TokenEntry entry) => _faults.GetValueOrDefault(entry.Ref, NotThere) is var code && code == NotThere ? "not there" : Hostile.Escape(code);

    private IReadOnlyList<string> Row(TokenEntry entry, TokenView? view) => view is null
        ? [entry.Called, "–", "–", "–", Missing(entry)]
        : [entry.Called, Hostile.Escape(view.Serial), Hostile.Escape(view.Model), PinText(view.Pin), $"{view.Objects?.Count ?? 0} public"];

    private static IReadOnlyList<string> ObjectRow(TokenObject each) =>
        [each.Class, Hostile.Escape(each.Label), each.Algorithm, each.Id.Length > 8 ? each.Id[..8] + "…" : each.Id];

    private static string PinText(PinState state) => state switch
    {
        PinState.NotSet => "not set",
        PinState.Set => "set",
        PinState.CountLow => "wrong tries",
        PinState.FinalTry => "last try!",
        _ => "locked",
    };

    private TokenView? TryLook(TokenEntry entry)
    {
        try
        {
            using ITokenSession session = ports.Tokens.Open(entry);
            return session.View() with { Objects = session.Objects() };
        }
        catch (DeviceFault fault)
        {
            ports.Log($"token {entry.Ref.Name}: {fault.Code}");
            _faults[entry.Ref] = fault.Code;
            return null;
        }
    }
}
