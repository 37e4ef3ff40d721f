using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Does what was approved, and finds out after an interruption what was done.</summary>
internal sealed class Performer(RunPorts ports, TokenDoor door, TokenPins tokenPins, ShownPins shownPins, SoftTokens softTokens, SystemFiles files, ServiceControl services)
{
    private const string Interrupted = "to see whether what was begun before the interruption was done";

    /// <summary>Performs the action, for which every PIN was asked already, and gives its receipt.</summary>
    public async Task<Receipt> Perform(CeremonyAction action, ReadyPins pins)
    {
        using IDisposable? progress = action.Work is { } work ? ports.Room.BeginWork(work.Says, work.Usually) : null;
        return action switch
        {
            GenerateKeyPair generate => await At(generate.Token, session => session.GenerateKeyPair(generate)),
            GenerateSecretKey generate => await At(generate.Token, session => session.GenerateSecretKey(generate)),
            Sign sign => await At(sign.Token, session => new SignatureReceipt(session.Sign(sign.KeyId, sign.Algorithm, sign.Bytes, pins.ForUse(sign)))),
            SignChallenge challenge => await At(challenge.Token, session => new SignatureReceipt(session.Sign(challenge.KeyId, challenge.Algorithm, challenge.Bytes, pins.ForUse(challenge)))),
            ProveDecryption prove => await At(prove.Token, session => new DecryptedReceipt(session.Decrypt(prove.KeyId, prove.Ciphertext, pins.ForUse(prove)))),
            ProveWrapping prove => await At(prove.Token, session => session.ProveWrapping(prove)),
            StoreCertificate store => await At(store.Token, session => session.StoreCertificate(store)),
            DestroyKey destroy => await Destroy(destroy),
            RemoveObject remove => await Remove(remove),
            SetPin set => await SetPin(set, pins),
            InitialiseToken initialise => await tokenPins.Initialise(initialise, pins.Of(initialise.Pins.Single())),
            SetUserPin set => await tokenPins.Set(set, pins.Of(set.Pins[^1])),
            ChangePin change => await tokenPins.Change(change, pins.Of(change.Pins[0]), pins.Of(change.Pins[1])),
            MakeSoftToken make => await softTokens.Make(make),
            CompleteSoftToken complete => await softTokens.Complete(complete, pins),
            SignChallengeWithSoftToken challenge => softTokens.Sign(challenge, pins),
            ProveDecryptionWithSoftToken prove => softTokens.Decrypt(prove, pins),
            EditConfig edit => await Task.Run(() => files.Edit(edit, pins)),
            PlaceFile place => await Task.Run(() => files.Place(place)),
            RemoveFile remove => await Task.Run(() => files.Remove(remove)),
            ClearBackup clear => await Task.Run(() => files.Clear(clear)),
            RestoreFiles restore => await Task.Run(() => files.Restore(restore)),
            StopService stop => await services.Stop(stop),
            StartService start => await services.Start(start),
            EnterInRegistry => new EnteredReceipt(),
            _ => throw new BrokenInvariantException($"The action {action.Name} is not known."),
        };
    }

    /// <summary>The receipt of an action that was begun before an interruption, or null where it was not done.</summary>
    public async Task<Receipt?> Inspect(CeremonyAction action) => action switch
    {
        GenerateKeyPair generate => (await door.LoggedIn(generate.Token, Interrupted)).InspectKeyPair(generate),
        GenerateSecretKey generate => (await door.LoggedIn(generate.Token, Interrupted)).InspectSecretKey(generate),
        StoreCertificate store => (await door.LoggedIn(store.Token, Interrupted)).InspectCertificate(store),
        DestroyKey destroy => await InspectDestroyed(destroy),
        RemoveObject remove => await InspectRemoved(remove),
        InitialiseToken initialise => await tokenPins.Initialised(initialise.Token),
        _ => null,
    };

    /// <summary>Takes away what an action left whose result was not as agreed, as far as this can be done without another agreement; says what became of it, a sentence.</summary>
    public async Task<string> TakeAway(CeremonyAction action)
    {
        if (action.Makes.Count == 0)
        {
            return "It counts as not done.";
        }

        if (action is not (GenerateKeyPair or GenerateSecretKey))
        {
            return "It counts as not done; what it left on the token is still there.";
        }

        try
        {
            return await At(action.On!.Value, session => action is GenerateKeyPair pair ? IsRemoved(session, pair) : IsRemoved(session, (GenerateSecretKey)action)) ? "The token was told to remove it, and no half of it is there any more." : "It could not be removed from the token.";
        }
        catch (DeviceFault fault)
        {
            ports.Log($"a key that was made wrongly could not be removed: {fault.Code}");
            return "It could not be removed from the token.";
        }
    }

    private static bool IsRemoved(ITokenSession session, GenerateKeyPair pair)
    {
        session.DestroyKeyPair(new DestroyKey(pair.Token, pair.Id, pair.Label));
        return session.IsGone(pair.Id);
    }

    private static bool IsRemoved(ITokenSession session, GenerateSecretKey key)
    {
        session.RemoveObject(new RemoveObject(key.Token, session.View().Serial, ObjectRef.Secret, key.Id, key.Label));
        return true;
    }

    private Task<T> At<T>(TokenRef token, Func<ITokenSession, T> deed)
    {
        ITokenSession session = door.Session(token);
        return Task.Run(() => deed(session));
    }

    // The next look at the token asks for a fresh login, which proves that the key is gone.
    private async Task<DestroyedReceipt> Destroy(DestroyKey destroy)
    {
        (bool isGone, string serial) = await At(destroy.Token, session =>
        {
            session.DestroyKeyPair(destroy);
            return (session.IsGone(destroy.KeyId), session.View().Serial);
        });
        door.Release(destroy.Token, LoginEnd.Look);
        return isGone
            ? new DestroyedReceipt(serial)
            : throw new DeviceFault(DeviceFault.WrongResult, $"The token {Hostile.Escape(door.Entry(destroy.Token).Called)} was told to destroy a key and reported no error, but half of it is still there. Look at the list of the token's objects (F5), then try again.");
    }

    private async Task<DestroyedReceipt> Remove(RemoveObject remove)
    {
        DestroyedReceipt receipt = await At(remove.Token, session => session.RemoveObject(remove));
        door.Release(remove.Token, LoginEnd.Look);
        return receipt;
    }

    private async Task<DestroyedReceipt?> InspectRemoved(RemoveObject remove)
    {
        ITokenSession session = await door.LoggedIn(remove.Token, Interrupted);
        return session.Objects().Any(each => (each.Class, each.Id, each.Label) == (remove.Class, remove.Id, remove.Label)) ? null : new DestroyedReceipt(session.View().Serial);
    }

    private async Task<DestroyedReceipt?> InspectDestroyed(DestroyKey destroy)
    {
        ITokenSession session = await door.LoggedIn(destroy.Token, Interrupted);
        DestroyedReceipt? receipt = session.IsGone(destroy.KeyId) ? new DestroyedReceipt(session.View().Serial) : null;
        door.Release(destroy.Token, LoginEnd.Look);
        return receipt;
    }

    private async Task<PinReceipt> SetPin(SetPin set, ReadyPins pins)
    {
        string key = $"pin {set.Token.Name}";
        if (set.Pins.OfType<ChosenPin>().SingleOrDefault() is { } chosen)
        {
            Secret pin = pins.Of(chosen);
            await door.Officers.SetUserPin(set.Token, pin);
            ports.Hints?.Remember(key, pin);
            return new PinReceipt(0, 1);
        }

        var order = new ShownPins.Order(key, PinDesk.CardPin(door.Entry(set.Token)), set.Holder);
        ShownPins.Given given = await shownPins.Give(order, set.Digits, pin => door.Officers.SetUserPin(set.Token, pin), pin => ProveByLogin(set, pin));
        given.Pin.Dispose();
        return new PinReceipt(given.TimesShown, given.Made);
    }

    // The PIN that the holder wrote down must be the one that the card takes, not only the one that the program believes.
    private void ProveByLogin(SetPin set, Secret pin)
    {
        ITokenSession session = door.Session(set.Token);
        session.LoginUser(pin);
        session.Logout();
    }
}
