using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>What the lines tell of how each token was seen.</summary>
internal sealed class TokenSights : LineFold
{
    private readonly Dictionary<string, Sight> _tokens = new(StringComparer.Ordinal);

    // The serial numbers of the last inventory, which hold once the ceremony has gone on with it.
    private readonly Dictionary<Sight, string> _unsettled = [];

    /// <summary>How one token was seen; null where it never was.</summary>
    public Sight? Of(TokenRef token) => _tokens.GetValueOrDefault(token.Name);

    // That the ceremony went on is told by lines of many kinds.
    public override IReadOnlyList<Type>? About => null;

    public override void Take(JournalLine line)
    {
        if (_unsettled.Count > 0 && (line.Call is not null || line.Tells<StepStarted>()))
        {
            foreach ((Sight sight, string serial) in _unsettled)
            {
                sight.Serial = serial;
            }

            _unsettled.Clear();
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
        foreach (string name in inventory.Tokens.Select(each => each.Token).Distinct())
        {
            if (inventory.Find(name)?.View is not { } seen)
            {
                continue;
            }

            Sight sight = Named(name);
            sight.FirstOpen ??= seen.Objects is null ? null : seen;
            if (isBefore)
            {
                (sight.WasThere, sight.Serial) = (true, seen.Serial);
                _unsettled.Remove(sight);
            }
            else
            {
                _unsettled[sight] = seen.Serial;
            }
        }
    }

    private static void Take(Sight sight, Looked looked)
    {
        var view = TokenView.FromJson(looked.Seen);
        sight.Serial = view.Serial;
        sight.FirstOpen ??= looked.IsLoggedIn || view.Objects is null ? null : view;
        sight.FirstLoggedIn ??= looked.IsLoggedIn && view.Objects is not null ? view : null;
    }

    private Sight Named(string token) => _tokens.TryGetValue(token, out Sight? sight) ? sight : _tokens[token] = new Sight();

    /// <summary>How a token was seen.</summary>
    public sealed class Sight
    {
        /// <summary>Whether it was there when the ceremony began.</summary>
        public bool WasThere { get; set; }

        /// <summary>Its serial number when it was last seen.</summary>
        public string? Serial { get; set; }

        /// <summary>What was seen first without a login, with objects.</summary>
        public TokenView? FirstOpen { get; set; }

        /// <summary>What was seen first after a login, with objects.</summary>
        public TokenView? FirstLoggedIn { get; set; }
    }
}
