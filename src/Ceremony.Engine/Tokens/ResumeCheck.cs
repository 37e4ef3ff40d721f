using Ceremony.Core.Actions;
using Ceremony.Core.Json;
using Ceremony.Core.Judging;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Before anything is done in a resumed ceremony, each key on a token is compared with the one that the journal says was made.
/// </summary>
internal sealed class ResumeCheck(Recorder recorder, TokenList tokens)
{
    /// <summary>Keys of a token whose public half is another than the journal says was made under that id: the ceremony cannot go on with anything that rests on them.</summary>
    public IEnumerable<Finding> ExchangedKeys(TokenEntry entry)
    {
        IReadOnlyList<TokenObject> there = tokens.Look(entry)?.Objects ?? [];
        TokenDeeds deeds = TokenDeeds.Of(recorder.Lines, entry.Ref);
        foreach ((GenerateKeyPair action, JsonMap receipt) in deeds.All.Where(deed => deed.IsDone && deed.Action is GenerateKeyPair).Select(deed => ((GenerateKeyPair)deed.Action, deed.Receipt!)))
        {
            byte[] made = action.ReadReceipt(receipt).PublicKey;
            if (!action.Makes.Any(deeds.MayBeDestroyed.Contains)
                && there.FirstOrDefault(each => each.Class == ObjectRef.Public && each.Id == action.Id) is { PublicKey: { } found }
                && !found.AsSpan().SequenceEqual(made))
            {
                yield return new Finding("facts", null, $"{Hostile.Escape(entry.Called)} holds another public key with the id {action.Id} than the one that the journal says was made.", MayBeAccepted: false);
            }
        }
    }
}
