using Ceremony.Core.Actions;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Certificates that a token presents by itself under the CKA_ID of a key pair that it made, as a YubiKey presents its statement that it did: those that the first view after it was made shows. What is there
/// only later, somebody has put there.
/// </summary>
internal sealed class PresentedCertificates : LineFold
{
    private readonly Dictionary<long, GenerateKeyPair> _begun = [];
    private readonly HashSet<ObjectRef> _awaited = [];
    private readonly HashSet<ObjectRef> _presented = [];

    public override IReadOnlyList<Type>? About { get; } = [typeof(ActionPerformed), typeof(Intended), typeof(Inventory), typeof(Looked)];

    /// <summary>Those that were seen, and those that the next view may show.</summary>
    public static IEnumerable<ObjectRef> Of(IReadOnlyList<JournalLine> lines) => LineFold.Of<PresentedCertificates>(lines) is var fold ? fold._awaited.Concat(fold._presented) : [];

    public override void Take(JournalLine line)
    {
        if (line.As<Intended>() is { Action: GenerateKeyPair pair })
        {
            _begun[line.Seq] = pair;
            Await(pair);
        }
        else if (line.As<ActionPerformed>() is { } performed && _begun.TryGetValue(performed.Intention, out GenerateKeyPair? made))
        {
            Await(made);
        }
        else if (line.As<Inventory>() is { } inventory)
        {
            foreach ((string name, InventoryToken seen) in inventory.ByName())
            {
                See(new TokenRef(name), seen.View);
            }
        }
        else if (line.As<Looked>() is { } looked && looked.IsAtToken())
        {
            See(new TokenRef(looked.Look.Text("token")), TokenView.FromJson(looked.Seen));
        }
    }

    private void Await(GenerateKeyPair pair) => _awaited.Add(new ObjectRef(pair.Token, ObjectRef.Certificate, pair.Id));

    private void See(TokenRef token, TokenView? view)
    {
        if (view?.Objects is { } objects)
        {
            _presented.UnionWith(objects.Select(each => new ObjectRef(token, each.Class, each.Id)).Where(_awaited.Contains));
            _awaited.RemoveWhere(each => each.Token == token);
        }
    }
}
