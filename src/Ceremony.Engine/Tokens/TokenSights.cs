using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>What the lines tell of how each token was seen.</summary>
internal sealed class TokenSights : LineFold
{
    private readonly Dictionary<string, Latest> _tokens = new(StringComparer.Ordinal);

    // The serial numbers of the last inventory, which hold once the ceremony has gone on with it.
    private readonly Dictionary<Latest, string> _unsettled = [];

    /// <summary>How one token was seen.</summary>
    public static Sight Of(IReadOnlyList<JournalLine> lines, TokenRef token) => LineFold.Of<TokenSights>(lines)._tokens.GetValueOrDefault(token.Name)?.Sight ?? default;

    private readonly NewTokens _new = new();

    // That the ceremony went on is told by lines of many kinds.
    public override IReadOnlyList<Type>? About => null;

    public override void Take(JournalLine line)
    {
        if (_unsettled.Count > 0 && (line.Call is not null || line.Tells<StepStarted>()))
        {
            foreach ((Latest token, string serial) in _unsettled)
            {
                token.Sight = token.Sight with { Serial = serial };
            }

            _unsettled.Clear();
        }

        if (_new.Take(line) is { } made)
        {
            Latest token = Named(made.Token.Name);
            token.Sight = token.Sight with { Serial = made.Serial };
        }

        if (line.As<Inventory>() is { } inventory)
        {
            Take(inventory);
        }
        else if (line.As<Looked>() is { } looked && looked.IsAtToken())
        {
            Take(Named(looked.Look.Text("token")), looked);
        }
    }

    private void Take(Inventory inventory)
    {
        bool isBefore = inventory.When == "before";
        foreach ((string name, InventoryToken seen) in inventory.ByName())
        {
            if (seen.View is not { } view)
            {
                continue;
            }

            Latest token = Named(name);
            token.Sight = token.Sight with { FirstOpen = token.Sight.FirstOpen ?? (view.Objects is null ? null : view) };
            if (isBefore)
            {
                token.Sight = token.Sight with { WasThere = true, Serial = view.Serial };
                _unsettled.Remove(token);
            }
            else
            {
                _unsettled[token] = view.Serial;
            }
        }
    }

    private static void Take(Latest token, Looked looked)
    {
        var view = TokenView.FromJson(looked.Seen);
        token.Sight = token.Sight with
        {
            Serial = view.Serial,
            FirstOpen = token.Sight.FirstOpen ?? (looked.IsLoggedIn || view.Objects is null ? null : view),
            FirstLoggedIn = token.Sight.FirstLoggedIn ?? (looked.IsLoggedIn && view.Objects is not null ? view : null),
        };
    }

    private Latest Named(string token) => _tokens.TryGetValue(token, out Latest? seen) ? seen : _tokens[token] = new Latest();

    private sealed class Latest
    {
        public Sight Sight { get; set; }
    }

    /// <summary>How a token was seen.</summary>
    /// <param name="WasThere">Whether it was there when the ceremony began.</param>
    /// <param name="Serial">Its serial number when it was last seen; null where it never was.</param>
    /// <param name="FirstOpen">What was seen first without a login, with objects.</param>
    /// <param name="FirstLoggedIn">What was seen first after a login, with objects.</param>
    public readonly record struct Sight(bool WasThere, string? Serial, TokenView? FirstOpen, TokenView? FirstLoggedIn);
}
