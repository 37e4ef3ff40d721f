using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>Does to the world what was approved, and finds out after an interruption what was done.</summary>
internal sealed class Performer(RunPorts ports, PinDesk desk, TokenDoor door, ShownPins pins, SoftTokens softTokens, SystemFiles files, ServiceControl services)
{
    private const string Interrupted = "to see whether what was begun before the interruption was done";

    /// <summary>Performs the action and gives its receipt.</summary>
    public async Task<Receipt> Perform(CeremonyAction action)
    {
        switch (action)
        {
            case GenerateKeyPair generate:
                ITokenSession maker = await door.LoggedIn(generate.Token, "so that the key that was confirmed can be made");
                return await Work($"The token makes the key pair \"{generate.Label}\".", TimeSpan.FromSeconds(generate.Algorithm.Bits > 3072 ? 5 : 1), () => maker.GenerateKeyPair(generate));
            case Sign sign:
                ITokenSession signer = await door.LoggedIn(sign.Token, "so that what was confirmed can be signed");
                return await Work("The token signs.", TimeSpan.FromSeconds(1), () => new SignatureReceipt(signer.Sign(sign.KeyId, sign.Algorithm, sign.Bytes)));
            case SignChallenge challenge:
                ITokenSession card = await door.LoggedIn(challenge.Token, "so that the challenge can be signed");
                return await Work("The card signs.", TimeSpan.FromSeconds(1), () => new SignatureReceipt(card.Sign(challenge.KeyId, challenge.Algorithm, challenge.Bytes)));
            case StoreCertificate store:
                ITokenSession keeper = await door.LoggedIn(store.Token, "so that the certificate can be stored");
                return await Work("The certificate is stored.", TimeSpan.FromSeconds(1), () => keeper.StoreCertificate(store));
            case GenerateSecretKey secret:
                ITokenSession secretMaker = await door.LoggedIn(secret.Token, "so that the key that was confirmed can be made");
                return await Work($"The token makes the secret key \"{secret.Label}\".", TimeSpan.FromSeconds(1), () => secretMaker.GenerateSecretKey(secret));
            case DestroyKey destroy:
                return await Destroy(destroy);
            case SetPin set:
                return await SetPin(set);
            case MakeSoftToken make:
                return await softTokens.Make(make);
            case CompleteSoftToken complete:
                return await softTokens.Complete(complete);
            case SignChallengeWithSoftToken challenge:
                return await softTokens.Sign(challenge);
            case EditConfig edit:
                return await files.Edit(edit);
            case PlaceFile place:
                return await Task.Run(() => files.Place(place));
            case RemoveFile remove:
                return await Task.Run(() => files.Remove(remove));
            case RestoreFiles restore:
                return await Task.Run(() => files.Restore(restore));
            case StopService stop:
                return await services.Stop(stop);
            case StartService start:
                return await services.Start(start);
            case EnterInRegistry:
                return new EnteredReceipt();
            default:
                throw new BrokenInvariantException($"The action {action.Name} is not known.");
        }
    }

    /// <summary>The receipt of an action that was begun before an interruption, or null where it was not done.</summary>
    public async Task<Receipt?> Inspect(CeremonyAction action) => action switch
    {
        GenerateKeyPair generate => (await door.LoggedIn(generate.Token, Interrupted)).InspectKeyPair(generate),
        GenerateSecretKey secret => (await door.LoggedIn(secret.Token, Interrupted)).InspectSecretKey(secret),
        StoreCertificate store => (await door.LoggedIn(store.Token, Interrupted)).InspectCertificate(store),
        DestroyKey destroy => await InspectDestroyed(destroy),
        _ => null,
    };

    /// <summary>The same for an action as the journal has it, of a step that takes another way now.</summary>
    public async Task<Receipt?> InspectRecorded(JsonMap action) => action.Text("do") switch
    {
        "generate-key-pair" => await Inspect(new GenerateKeyPair(
            new TokenRef(action.Text("token")), action.Text("label"), action.Text("id"), KeyAlgorithm.Find(action.Text("algorithm"))!, action.Texts("usage"))),
        "generate-secret-key" => await Inspect(new GenerateSecretKey(
            new TokenRef(action.Text("token")), action.Text("label"), action.Text("id"), SecretKeyAlgorithm.Find(action.Text("algorithm"))!, action.Texts("usage"))),
        "destroy-key" => await Inspect(new DestroyKey(new TokenRef(action.Text("token")), action.Text("key-id"), action.Text("key-label"))),
        "store-certificate" => await Inspect(new StoreCertificate(new TokenRef(action.Text("token")), action.Text("key-id"), action.Text("label"), action.Bytes("certificate"))),
        _ => null,
    };

    // The next look at the token asks for a fresh login, which proves that the key is gone.
    private async Task<DestroyedReceipt> Destroy(DestroyKey destroy)
    {
        ITokenSession destroyer = await door.LoggedIn(destroy.Token, "so that the key that was confirmed can be destroyed");
        string serial = await Work($"The token destroys the key \"{destroy.KeyLabel}\".", TimeSpan.FromSeconds(1), () =>
        {
            destroyer.DestroyKeyPair(destroy);
            return destroyer.View().Serial;
        });
        door.Release(destroy.Token);
        return new DestroyedReceipt(serial);
    }

    private async Task<DestroyedReceipt?> InspectDestroyed(DestroyKey destroy)
    {
        ITokenSession session = await door.LoggedIn(destroy.Token, Interrupted);
        DestroyedReceipt? receipt = session.IsGone(destroy.KeyId) ? new DestroyedReceipt(session.View().Serial) : null;
        door.Release(destroy.Token);
        return receipt;
    }

    private async Task<PinReceipt> SetPin(SetPin set)
    {
        string name = PinDesk.CardPin(door.Entry(set.Token));
        string key = $"pin {set.Token.Name}";
        if (set.ChosenByHolder)
        {
            using Secret chosen = await desk.NewForCard(door.Entry(set.Token), set.Holder);
            await door.SetUserPin(set.Token, chosen);
            ports.Hints?.Remember(key, chosen);
            return new PinReceipt(0, 1);
        }

        ShownPins.Given given = await pins.Give(new ShownPins.Order(key, name, set.Holder), set.Digits, pin => door.SetUserPin(set.Token, pin), pin => ProveByLogin(set, pin));
        given.Pin.Dispose();
        return new PinReceipt(given.TimesShown, given.Made);
    }

    // What the holder has noted must be what the card takes, not only what the program believes.
    private void ProveByLogin(SetPin set, Secret pin)
    {
        ITokenSession session = door.Session(set.Token);
        session.LoginUser(pin);
        session.Logout();
    }

    private async Task<T> Work<T>(string what, TimeSpan usually, Func<T> work)
    {
        using IDisposable progress = ports.Room.BeginWork(what, usually);
        return await Task.Run(work);
    }
}
