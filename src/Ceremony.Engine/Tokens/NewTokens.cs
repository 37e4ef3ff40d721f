using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Which tokens were initialised in this ceremony, and the serial numbers that they have since: no line had told of them before.</summary>
internal sealed class NewTokens
{
    private readonly Dictionary<long, InitialiseToken> _begun = [];

    /// <summary>Takes the next line; the token that was initialised by it, or null.</summary>
    public (TokenRef Token, string Serial)? Take(JournalLine line)
    {
        if (line.As<Intended>() is { Action: InitialiseToken initialise })
        {
            _begun[line.Seq] = initialise;
        }

        return line.As<ActionPerformed>() is { } performed && _begun.TryGetValue(performed.Intention, out InitialiseToken? done) ? (done.Token, done.ReadReceipt(performed.Receipt).TokenSerial) : null;
    }
}
