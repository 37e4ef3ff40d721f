using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Journal;

namespace Ceremony.Verify;

/// <summary>What the lines up to a point tell of one token of the script: whether it is there, which one it is, and what is on it.</summary>
/// <param name="called">What people call it.</param>
/// <param name="rules">The edition: whether what everybody sees is compared at the first login with what was seen without one.</param>
internal sealed class TokenState(string called, Rules rules)
{
    private readonly string _called = rules.Words(Hostile.Escape(called));
    private readonly HashSet<TokenObjectRef> _made = [];
    private readonly HashSet<TokenObjectRef> _mayBeMade = [];

    // Certificates that the token may present by itself for a key pair that it made, as a YubiKey does: what the first view after that shows; what is there only later, somebody has put there.
    private readonly HashSet<TokenObjectRef> _awaited = [];
    private readonly HashSet<TokenObjectRef> _presented = [];
    private readonly HashSet<TokenObjectRef> _mayBeDestroyed = [];
    private readonly Dictionary<TokenObjectRef, string?> _destroyed = [];
    private Sight? _firstOpen;
    private Sight? _firstLoggedIn;
    private string? _serial;
    private string? _unsettled;
    private bool _wasThere;
    private bool _hasWorked;

    /// <summary>Whether it is there; null where nothing has told so far.</summary>
    public bool? IsThere { get; set; }

    /// <summary>Whether it was initialised when it was last seen.</summary>
    public bool IsInitialised { get; private set; } = true;

    /// <summary>Takes note of a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="isLoggedIn">Whether somebody had logged in.</param>
    /// <param name="isBeginning">Whether it is that of the inventory at the beginning.</param>
    /// <param name="isSettled">Whether the ceremony goes on with it; else that shows when a step does.</param>
    public void See(JsonMap view, bool isLoggedIn, bool isBeginning, bool isSettled)
    {
        IsThere = true;
        _wasThere |= isBeginning;
        string serial = view.Text("serial");
        (_serial, _unsettled) = isSettled ? (serial, null) : (_serial, serial);
        IsInitialised = view["initialised"].AsBool();
        if (view.Find("objects") is JsonList)
        {
            var sight = new Sight(serial, [.. Objects(view, isLoggedIn)], [.. Open(view)]);
            _firstOpen ??= isLoggedIn ? null : sight;
            _firstLoggedIn ??= isLoggedIn ? sight : null;
            _presented.UnionWith(sight.Objects.Where(_awaited.Contains));
            _awaited.Clear();
        }
    }

    /// <summary>The ceremony goes on with what the latest inventory showed.</summary>
    public void Settle() => (_serial, _unsettled) = (_unsettled ?? _serial, null);

    /// <summary>Takes note of an action that is begun.</summary>
    public void Begin(JsonMap action)
    {
        _mayBeMade.UnionWith(Makes(action));
        Await(action);
        _mayBeDestroyed.UnionWith(Destroys(action));
    }

    /// <summary>Takes note of an action that was done in a step.</summary>
    /// <param name="action">The action.</param>
    /// <param name="receipt">Its receipt.</param>
    /// <param name="step">The step.</param>
    public void Finish(JsonMap action, JsonMap receipt, string? step)
    {
        _hasWorked = true;
        Await(action);
        if (action.Text("do") == "initialise-token")
        {
            // No line had told of it before.
            (_serial, _unsettled) = (receipt.Text("token-serial"), null);
        }

        foreach (TokenObjectRef made in Makes(action))
        {
            _made.Add(made);
            _destroyed.Remove(made);
        }

        foreach (TokenObjectRef gone in Destroys(action).Concat(Removes(action)))
        {
            // What the room had removed, no step judges by itself.
            _destroyed[gone] = Removes(action).Any() ? null : step;
        }
    }

    /// <summary>Why an action cannot remove what it names, as a clause; null where it removes nothing, or something that nothing rests on.</summary>
    public string? Removing(JsonMap action) => Removes(action).FirstOrDefault(each => WasSeen(each) || (_made.Contains(each) && !_destroyed.ContainsKey(each))) is { Class: not null } used
        ? $"it removes a {used.Words}, which was there before or was made in this ceremony"
        : null;

    /// <summary>Why it cannot be away when the ceremony goes on, as the sentence of the exception that is needed; null where it can.</summary>
    public string? Absence => _hasWorked ? $"The token {_called} is not there, but this ceremony has worked with it."
        : _wasThere ? $"The token {_called} is not there, but it was when the ceremony began."
        : null;

    /// <summary>How a view differs from what the lines before it tell, each as the sentence of the exception that is needed.</summary>
    /// <param name="view">The view.</param>
    /// <param name="isLoggedIn">Whether somebody had logged in: else private and secret keys are hidden.</param>
    /// <param name="step">The step that looks, which judges by itself what it destroyed; null for an inventory.</param>
    public IEnumerable<string> Differences(JsonMap view, bool isLoggedIn, string? step)
    {
        string serial = view.Text("serial");
        if ((_wasThere || _hasWorked) && _serial is { } known && known != serial)
        {
            yield return $"The token {_called} has the serial number {rules.Words(Hostile.Escape(serial))}, but had {rules.Words(Hostile.Escape(known))} before.";
        }

        if (view.Find("objects") is not JsonList)
        {
            yield break;
        }

        HashSet<TokenObjectRef> there = [.. Objects(view, isLoggedIn)];
        foreach (TokenObjectRef missing in _made.Where(each => IsShown(each) && !there.Contains(each) && !_mayBeDestroyed.Contains(each)))
        {
            yield return $"{_called} holds no {missing.Words}, but the journal says that one was made.";
        }

        foreach (TokenObjectRef left in there.Where(each => _destroyed.TryGetValue(each, out string? by) && (step is null || by != step)))
        {
            yield return $"{_called} holds a {left.Words}, but the journal says that it was destroyed.";
        }

        HashSet<TokenObjectRef> open = [.. Open(view)];
        foreach (TokenObjectRef unknown in there.Where(each => (CanJudge(isLoggedIn) || (rules.ComparesTokensThroughout && _firstOpen is not null && open.Contains(each))) && !WasSeen(each) && !_mayBeMade.Contains(each) && !_awaited.Contains(each) && !_presented.Contains(each) && !_mayBeDestroyed.Contains(each) && !_destroyed.ContainsKey(each)))
        {
            yield return $"{_called} holds a {unknown.Words} that no line of the journal explains.";
        }

        foreach (TokenObjectRef gone in Before(serial, isLoggedIn).Where(each => IsShown(each) && !there.Contains(each) && !_made.Contains(each) && !_mayBeDestroyed.Contains(each)))
        {
            yield return $"{_called} holds no {gone.Words} any more.";
        }

        bool IsShown(TokenObjectRef each) => isLoggedIn || !each.IsHidden;
    }

    private void Await(JsonMap action)
    {
        if (rules.LetsTokensPresentCertificates && action.Text("do") == "generate-key-pair")
        {
            _awaited.Add(new TokenObjectRef("certificate", action.Text("id")));
        }
    }

    // What was there before the ceremony is known by the first view; what only a login shows, by the first after one.
    private bool CanJudge(bool isLoggedIn) => _firstLoggedIn is not null || (!isLoggedIn && _firstOpen is not null);

    // What everybody sees was there before if it was seen without a login.
    private bool WasSeen(TokenObjectRef each) => _firstOpen?.Objects.Contains(each) == true
        || (_firstLoggedIn?.Objects.Contains(each) == true && !(rules.ComparesTokensThroughout && _firstOpen is not null && _firstLoggedIn.Open.Contains(each)));

    // A login shows more, never less; on another token of that name other things are.
    private IEnumerable<TokenObjectRef> Before(string serial, bool isLoggedIn) =>
        new[] { _firstOpen, isLoggedIn ? _firstLoggedIn : null }.OfType<Sight>().Where(sight => sight.Serial == serial).SelectMany(sight => sight.Objects).Distinct();

    private static IEnumerable<TokenObjectRef> Objects(JsonMap view, bool isLoggedIn) => view["objects"].AsList().Select(each => each.AsMap())
        .Select(each => new TokenObjectRef(each.Text("class"), each.Text("id")))
        .Where(each => each.Class is "public" or "certificate" or "secret" || (isLoggedIn && each.Class == "private"));

    // CKA_PRIVATE is false (PKCS#11 v2.40 §2.6.4).
    private static IEnumerable<TokenObjectRef> Open(JsonMap view) => view["objects"].AsList().Select(each => each.AsMap())
        .Where(each => each.Text("class") is "public" or "certificate" && !each.Texts("attributes").Contains("CKA_PRIVATE"))
        .Select(each => new TokenObjectRef(each.Text("class"), each.Text("id")));

    private static IEnumerable<TokenObjectRef> Makes(JsonMap action) => action.Text("do") switch
    {
        "generate-key-pair" => TokenObjectRef.Pair(action.Text("id")),
        "generate-secret-key" => [new TokenObjectRef("secret", action.Text("id"))],
        "store-certificate" => [new TokenObjectRef("certificate", action.Text("key-id"))],
        _ => [],
    };

    private static IEnumerable<TokenObjectRef> Destroys(JsonMap action) => action.Text("do") == "destroy-key" ? TokenObjectRef.Pair(action.Text("key-id")) : [];

    private static IEnumerable<TokenObjectRef> Removes(JsonMap action) => action.Text("do") == "remove-object" ? [new TokenObjectRef(action.Text("class"), action.Text("id"))] : [];

    /// <summary>What was seen once.</summary>
    private sealed record Sight(string Serial, HashSet<TokenObjectRef> Objects, HashSet<TokenObjectRef> Open);
}
