using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine.Run;

/// <summary>Does to the world what was approved, and finds out after an interruption what was done.</summary>
internal sealed class Performer(RunPorts ports, Recorder recorder, RoomTalk talk, TokenDoor door, string step)
{
    private const string SuggestedPin = "482913";
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
            case SetPin set:
                return await SetPin(set);
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
        StoreCertificate store => (await door.LoggedIn(store.Token, Interrupted)).InspectCertificate(store),
        _ => null,
    };

    /// <summary>The same for an action as the journal has it, of a step that takes another way now.</summary>
    public async Task<Receipt?> InspectRecorded(JsonMap action) => action.Text("do") switch
    {
        "generate-key-pair" => await Inspect(new GenerateKeyPair(
            new TokenRef(action.Text("token")), action.Text("label"), action.Text("id"), KeyAlgorithm.Find(action.Text("algorithm"))!, action.Texts("usage"))),
        "store-certificate" => await Inspect(new StoreCertificate(new TokenRef(action.Text("token")), action.Text("key-id"), action.Text("label"), action.Bytes("certificate"))),
        _ => null,
    };

    private async Task<PinReceipt> SetPin(SetPin set)
    {
        string called = Hostile.Escape(door.Entry(set.Token).Called);
        string name = $"PIN of card {called}";
        long shownInAll = 0;
        for (long made = 1; ; made++)
        {
            using Secret pin = set.ChosenByHolder ? await AskChosen(set, name) : Secret.RandomDigits(set.Digits);
            await door.SetUserPin(set.Token, pin);
            if (set.ChosenByHolder)
            {
                Remember(set, pin);
                return new PinReceipt(0, made);
            }

            (bool readBack, long shown) = await ShowUntilReadBack(set, name, pin, recorder.Lines.Any(line => line.Kind == "secret-shown" && line.Json.Text("secret") == name));
            shownInAll += shown;
            if (readBack)
            {
                Remember(set, pin);
                return new PinReceipt(shownInAll, made);
            }
        }
    }

    private void Remember(SetPin set, Secret pin) => ports.Hints?.Remember($"pin {set.Token.Name}", pin);

    private async Task<(bool ReadBack, long Shown)> ShowUntilReadBack(SetPin set, string name, Secret pin, bool isAnother)
    {
        string? trouble = null;
        long shown = 0;
        while (true)
        {
            RoomReply reply = await talk.Ask(step, PinScreen(set, name, isAnother), new ShowSecretPrompt($"pin {set.Token.Name}", name, set.Holder, pin, trouble));
            switch (reply)
            {
                case SecretSeen seen:
                    RecordShown(set, name, seen.TimesShown, seen.MillisecondsShown);
                    return (false, shown + seen.TimesShown);
                case SecretReadBack back:
                    RecordShown(set, name, back.TimesShown, back.MillisecondsShown);
                    shown += back.TimesShown;
                    bool same = back.Typed.SameAs(pin);
                    back.Typed.Dispose();
                    if (same)
                    {
                        ProveByLogin(set, pin);
                        return (true, shown);
                    }

                    trouble = "These are other digits than those shown. Look again, then type them once more.";
                    break;
                default:
                    throw new BrokenInvariantException("The room answered something else than the PIN.");
            }
        }
    }

    // What the holder has noted must be what the card takes, not only what the program believes.
    private void ProveByLogin(SetPin set, Secret pin)
    {
        ITokenSession session = door.Session(set.Token);
        session.LoginUser(pin);
        session.Logout();
    }

    private async Task<Secret> AskChosen(SetPin set, string name)
    {
        var screen = new Screen(name, new TextBlock($"{Hostile.Escape(set.Holder)} chooses their own PIN and types it twice, unseen. Everybody else turns away now."))
        {
            Help = "Choose 6 to 8 digits that nobody guesses. The PIN is not recorded anywhere.",
        };
        var prompt = new PinPrompt($"new-pin {set.Token.Name}", name, set.Holder, PinState.NotSet, null, ports.IsRehearsal ? SuggestedPin : null) { IsNew = true };
        return await talk.Ask(step, screen, prompt) is PinTyped typed ? typed.Pin : throw new BrokenInvariantException("The room answered something else than a PIN.");
    }

    private Screen PinScreen(SetPin set, string name, bool isAnother) => new(
        name,
        new TextBlock((isAnother ? "This is another PIN. Any that was shown before is void: cross it out.\n" : "") + $"Only {Hostile.Escape(set.Holder)} looks at the screen. Everyone else turns away now.\nNobody films or photographs. {Kept()}"),
        new SecretBlock(name, set.Holder))
    {
        Help = "Press the space key to see the PIN for about a second, as often as you need. Then type it once, unseen, to show that you have read it. "
            + "If somebody else may have seen it, press F6: another PIN is made.",
    };

    // A rehearsal has to tell the PINs again later on.
    private string Kept() => ports.IsRehearsal
        ? "This is a rehearsal: its folder keeps the PIN, so that later screens can tell it. A real PIN is not recorded anywhere; its holder notes it."
        : "The PIN is not recorded anywhere: note it where you keep what only you may read.";

    private void RecordShown(SetPin set, string name, long times, long milliseconds) => recorder.Append("secret-shown", step, set.Holder, new JsonMap
    {
        { "secret", name },
        { "holder", set.Holder },
        { "times", times },
        { "milliseconds", milliseconds },
    });

    private async Task<T> Work<T>(string what, TimeSpan usually, Func<T> work)
    {
        using IDisposable progress = ports.Room.BeginWork(what, usually);
        return await Task.Run(work);
    }
}
