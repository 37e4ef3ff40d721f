using Ceremony.Core.Actions;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Opens tokens and logs in to them for the length of one step, which never sees a PIN; see <see cref="KeptLogins"/> for what lasts longer. A last try is never spent
/// unasked.
/// </summary>
internal sealed class TokenDoor(RunContext run, PinDesk pins, SeenTokens seen, string step) : IDisposable
{
    private const int TransportPinDigits = 8;
    private readonly Dictionary<string, ITokenSession> _sessions = [];
    private readonly HashSet<string> _loggedIn = [];
    private readonly HashSet<string> _compared = [];
    private readonly TokenList _list = new(run.Plan, run.Ports);

    public TokenEntry Entry(TokenRef token) => run.Plan.Tokens.FirstOrDefault(entry => entry.Ref == token)
        ?? throw new BrokenInvariantException($"The token {token.Name} is not in the script.");

    /// <summary>A session without a login of its own.</summary>
    public ITokenSession Session(TokenRef token)
    {
        if (IsAway(token))
        {
            run.Logins.End(token, LoginEnd.Token);
        }

        if (run.Logins.Session(token) is { } kept)
        {
            return kept;
        }

        if (_sessions.TryGetValue(token.Name, out ITokenSession? session) && !IsAway(token))
        {
            return session;
        }

        if (session is not null)
        {
            // It was taken out, or another one like it was put in: what the session belongs to is no longer sure.
            session.Close(run.Ports.Log);
            _sessions.Remove(token.Name);
            _loggedIn.Remove(token.Name);
        }

        session = run.Ports.Tokens.Open(Entry(token));
        _sessions.Add(token.Name, session);
        _ = ViewOf(token, session);
        if (IsAway(token))
        {
            // Its module had not told that it is there.
            run.Recorder.Append(new TokenInserted(token.Name), step, null);
        }

        return session;
    }

    /// <summary>What is seen of a token now, once it agrees with the journal, or whatever differs was allowed.</summary>
    /// <param name="token">The token.</param>
    /// <param name="purpose">What the PIN is for, as the end of a sentence; null where nobody is to log in.</param>
    public async Task<TokenView> See(TokenRef token, string? purpose)
    {
        while (true)
        {
            ITokenSession session = purpose is null ? Session(token) : await LoggedIn(token, purpose);
            TokenView view = ViewOf(token, session) with { Objects = Seen(token, session, isLoggedIn: purpose is not null) };
            DemandThere(token);
            if (purpose is not null && (!view.Initialised || view.Pin == PinState.Locked))
            {
                throw new DeviceFault("OddToken", $"Somebody logged in to the token {Hostile.Escape(Entry(token).Called)}, and yet it says that it is {(view.Initialised ? "locked" : "not initialised")}. Put it in again, then try again; abort where it says so still.");
            }

            if (seen.Differences(Entry(token), view, isLoggedIn: purpose is not null) is not { Count: > 0 } differences)
            {
                return view;
            }

            Release(token, LoginEnd.Look);
            await seen.Decide(differences);
        }
    }

    /// <summary>Throws <see cref="DeviceFault"/> where the token was taken out meanwhile, as while somebody looked for a PIN.</summary>
    public void DemandThere(TokenRef token)
    {
        if (IsAway(token))
        {
            throw new DeviceFault("TokenGone", $"The token {Hostile.Escape(Entry(token).Called)} was taken out, or another one like it was put in. Insert it alone, then try again.");
        }
    }

    /// <summary>What a token says of itself. Throws <see cref="DeviceFault"/> with code <c>OtherToken</c> where it is, or says that it is, another one than before.</summary>
    public TokenView ViewOf(TokenRef token, ITokenSession session)
    {
        TokenView view = session.View();
        if (WhyOther(Entry(token), view) is { } other)
        {
            Release(token, LoginEnd.Token);
            if (_sessions.Remove(token.Name))
            {
                session.Dispose();
            }

            throw new DeviceFault("OtherToken", $"{other} Insert the right one, then try again.");
        }

        return view;
    }

    /// <summary>A session in which private objects can be used; asks for the PIN the first time in a step.</summary>
    /// <param name="token">The token.</param>
    /// <param name="purpose">What the PIN is for, as the end of a sentence: "so that the key can be made".</param>
    public async Task<ITokenSession> LoggedIn(TokenRef token, string purpose)
    {
        bool isNew = !IsLoggedIn(token) || IsAway(token) || !_compared.Contains(token.Name);
        ITokenSession session = await Unlocked(token, purpose);
        if (isNew && Compared(Entry(token), session) is { Count: > 0 } differences)
        {
            // The officers may confirm with this very token: nobody is logged in to it meanwhile.
            Release(token, LoginEnd.Look);
            await seen.Decide(differences);
            return await LoggedIn(token, purpose);
        }

        _compared.Add(token.Name);
        return session;
    }

    /// <summary>The same without comparing the token with the journal, for whoever has something removed that differs.</summary>
    public async Task<ITokenSession> Unlocked(TokenRef token, string purpose)
    {
        await run.AirGap.DemandConfirmed(step);
        ITokenSession session = Session(token);
        if (IsLoggedIn(token))
        {
            return session;
        }

        TokenEntry entry = Entry(token);
        if (!session.View().Flags.LoginRequired)
        {
            // It has no PIN, and shows everything to everybody (PKCS#11 v2.40 §3.2, CKF_LOGIN_REQUIRED).
            _loggedIn.Add(token.Name);
            return session;
        }

        if (NeedsTransportPin(token))
        {
            await LoginWithTransportPin(entry, session);
            _loggedIn.Add(token.Name);
            return session;
        }

        PinTyped typed = await LoginUser(entry, session, purpose);
        using Secret pin = typed.Pin;
        if (IsToBeKept(entry, typed))
        {
            Keep(entry, session);
        }
        else
        {
            _loggedIn.Add(token.Name);
        }

        return session;
    }

    /// <summary>
    /// Compares every token that is there with what the journal says, before officers agree to anything: as this step's login shows it, or else without one. Returns once it agrees, or
    /// whatever differs was allowed.
    /// </summary>
    public async Task CompareAll()
    {
        Func<TokenEntry, ITokenSession> open = run.Ports.Tokens.OpenAfterOneLook();
        foreach (TokenEntry entry in run.Plan.Tokens)
        {
            while (Differences(entry, open) is { Count: > 0 } differences)
            {
                Release(entry.Ref, LoginEnd.Look);
                await seen.Decide(differences);

                // Meanwhile people may have put in or taken out what they like.
                open = run.Ports.Tokens.OpenAfterOneLook();
            }
        }
    }

    /// <summary>What is done by the security officers of its tokens.</summary>
    public SecurityOfficerPins Officers => field ??= new SecurityOfficerPins(run, this);

    /// <summary>
    /// The PIN for one use of a key that demands it, asked for and proven by a fresh login; null where the key demands none. One of no length where it is typed at the device. The caller wipes it.
    /// </summary>
    public async Task<Secret?> PinForUse(UseOfKey use)
    {
        ITokenSession session = await LoggedIn(use.Token, use.Purpose);
        if (!session.DemandsLoginForEachUse(use.KeyId))
        {
            return null;
        }

        if (session.View().Flags.PinAtDevice)
        {
            return new Secret([]);
        }

        TokenEntry entry = Entry(use.Token);
        try
        {
            session.Logout();
            return (await Tries(entry, SeatOf(entry), $"pin {use.Token.Name}", "User PIN").Login($"once more, {use.Purpose}: this key demands it for each use", session.LoginUser, view => view.Pin, offer: null)).Pin;
        }
        catch
        {
            // Nobody is logged in to it now.
            Release(use.Token, LoginEnd.Pin);
            throw;
        }
    }

    /// <summary>The user PIN, asked for and proven by a fresh login, which lasts no longer unless the custodian agrees. The caller wipes it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="purpose">What the PIN is for, as the end of a sentence.</param>
    public async Task<Secret> ProvenPin(TokenRef token, string purpose)
    {
        TokenEntry entry = Entry(token);
        ITokenSession session = LoggedOut(token);
        if (session.View().Flags is { PinAtDevice: true } or { LoginRequired: false })
        {
            throw new DeviceFault("NoPinHere", $"The PIN of the token {Hostile.Escape(entry.Called)} is needed itself, {purpose}, and nobody types it at this keyboard: it is typed at the device, or there is none. Use a token whose PIN can be typed here, or abort.");
        }

        PinTyped typed = await LoginUser(entry, session, purpose);
        return typed.Pin.UnlessFails(() =>
        {
            if (IsToBeKept(entry, typed))
            {
                Keep(entry, session);
            }
            else
            {
                session.Logout();
            }
        });
    }

    /// <summary>Whether somebody is logged in to the token for this step, or until the end of the act.</summary>
    public bool IsLoggedIn(TokenRef token) => _loggedIn.Contains(token.Name) || run.Logins.Holds(token);

    /// <summary>Ends a login to the token, this step's or a kept one; the PIN is asked for again at the next need.</summary>
    public void Release(TokenRef token, LoginEnd why)
    {
        run.Logins.End(token, why);
        _compared.Remove(token.Name);
        if (_loggedIn.Remove(token.Name))
        {
            _sessions[token.Name].Logout();
        }
    }

    /// <summary>Ends all logins that this step holds.</summary>
    public void ReleaseAll()
    {
        foreach (string token in _loggedIn.ToList())
        {
            _loggedIn.Remove(token);
            _sessions[token].Logout();
        }
    }

    public void Dispose()
    {
        // First of all, whatever the closing of a session may come to.
        Officers.Dispose();
        foreach (ITokenSession session in _sessions.Values)
        {
            session.Close(run.Ports.Log);
        }
    }

    // A token that could not be compared is not worked with: nobody stays logged in to it.
    private IReadOnlyList<TokenDifference> Compared(TokenEntry entry, ITokenSession session)
    {
        try
        {
            return seen.Differences(entry, ViewOf(entry.Ref, session) with { Objects = session.Objects() }, isLoggedIn: true);
        }
        catch (DeviceFault)
        {
            Release(entry.Ref, LoginEnd.Look);
            throw;
        }
    }

    private IReadOnlyList<TokenDifference> Differences(TokenEntry entry, Func<TokenEntry, ITokenSession> open) =>
        IsAway(entry.Ref) ? []
        : IsLoggedIn(entry.Ref) ? Compared(entry, run.Logins.Session(entry.Ref, isUse: false) ?? Session(entry.Ref))
        : _list.Look(entry, open) is { } view ? seen.Differences(entry, view, isLoggedIn: false) : [];

    // What was asked without a login is answered as everybody sees it (PKCS#11 v2.40 §2.6.4), also while a login of the act lasts.
    private IReadOnlyList<TokenObject> Seen(TokenRef token, ITokenSession session, bool isLoggedIn) => isLoggedIn || !run.Logins.Holds(token)
        ? session.Objects()
        : [.. session.Objects().Where(each => each.Class != "private" && !each.Attributes.Contains("CKA_PRIVATE"))];

    /// <summary>A session in which nobody is logged in; whoever was is logged out.</summary>
    public ITokenSession LoggedOut(TokenRef token)
    {
        run.Logins.End(token, LoginEnd.Pin);
        ITokenSession session = Session(token);
        session.Logout();
        _loggedIn.Remove(token.Name);
        return session;
    }

    private bool IsToBeKept(TokenEntry entry, PinTyped typed) => !typed.ForStepAlone && run.Logins.Offer(entry, step) is not null;

    private void Keep(TokenEntry entry, ITokenSession session)
    {
        _sessions.Remove(entry.Ref.Name);
        run.Logins.Keep(entry, session, step);
    }

    private bool IsAway(TokenRef token) => TokenWatch.WasThere(run.Recorder.Lines, token) == false;

    // Names can be given to another token; a serial number cannot. The latest inventory or look counts: what differed there was decided on. A token that was
    // put in after the inventory is known by the look that a step took at it.
    private string? WhyOther(TokenEntry entry, TokenView view)
    {
        string? known = TokenWatch.SerialOf(run.Recorder.Lines, entry.Ref);
        return known is not null && known != view.Serial ? $"The token {entry.Called} has the serial number {Hostile.Escape(view.Serial)}, but had {Hostile.Escape(known)} before."
            : entry.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model) ? null
            : $"The token {entry.Called} calls itself \"{Hostile.Escape(view.Label)}\" now, with the serial number {Hostile.Escape(view.Serial)}, and is not the one that the script names.";
    }

    // Until its holder has a PIN, a card is worked on under a random one that nobody knows and that is set anew each time.
    private async Task LoginWithTransportPin(TokenEntry entry, ITokenSession session)
    {
        using Secret transport = Secret.RandomDigits(TransportPinDigits);
        await Officers.SetUserPin(entry.Ref, transport);
        run.Recorder.Append(new Note($"A transport PIN that nobody knows was set on {entry.Called}."), step, null);
        session.LoginUser(transport);
    }

    // Only what stood on the screen was agreed to.
    private async Task<PinTyped> LoginUser(TokenEntry entry, ITokenSession session, string purpose)
    {
        if (session.View().Flags.PinToBeChanged)
        {
            await new PinChange(run, pins, step).Demanded(entry, SeatOf(entry), session, Tries(entry, SeatOf(entry), $"pin {entry.Ref.Name}", "Present user PIN"));
        }

        LoginOffer? offer = run.Logins.Offer(entry, step);
        PinTyped typed = await Tries(entry, SeatOf(entry), $"pin {entry.Ref.Name}", "User PIN").Login(purpose, session.LoginUser, view => view.Pin, offer);
        return typed with { ForStepAlone = typed.ForStepAlone || offer is null };
    }

    /// <summary>Has a PIN of a token typed until the token takes it.</summary>
    public PinTries Tries(TokenEntry entry, string seat, string key, string what) => new(run, pins, step, new AskedPin(entry, seat, key, what), () => Session(entry.Ref).View());

    /// <summary>The seat of whoever knows a token's user PIN.</summary>
    public static string SeatOf(TokenEntry entry) => entry.Use == TokenUse.Card ? entry.Holder ?? "officer 1" : entry.Custodian;

    /// <summary>Whether a login to it sets another transport PIN: a card whose holder has none yet.</summary>
    public bool NeedsTransportPin(TokenRef token) => Entry(token).Use == TokenUse.Card && !HolderHasPin(token);

    private bool HolderHasPin(TokenRef token) => TokenDeeds.Of(run.Recorder.Lines, token).All.Any(deed => deed is { IsDone: true, Action: SetPin or SetUserPin });
}
