using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Core.Screens;
using Ceremony.Tui.Keys;
using Ceremony.Tui.Painting;

namespace Ceremony.Tui;

/// <summary>
/// What the room shows at this moment, and who waits for a reply. It is used from one thread alone, knows no terminal, and keeps no
/// question after its reply.
/// </summary>
internal sealed class Stage(PaintStyle style, TimeProvider time)
{
    // Milliseconds between two repeats of a key that is held down: 92 on a Linux console; people are slower.
    private const int LongestRepeat = 100;

    // How long, in milliseconds, something that must be read stands before a key can hide it.
    private const int ShortestLook = 700;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly long _start = time.GetTimestamp();
    private Scene _scene = new(RoomState.Empty, null, null, null, UiState.For(null));
    private readonly List<(object Key, Work Work)> _works = [];
    private Waiting? _waiting;
    private Metrics _metrics = new(0, 0, 0);
    private long _lastEnter = long.MinValue / 2;
    private bool _isNew;
    private bool _isLeaving;
    private bool _wantsToLeave;
    private bool _isUnread;
    private long? _stoodAt;

    // The screen before the present one, and how far people were on it: after a look at the tokens they go on there.
    private (string Screen, UiState Ui)? _earlier;

    /// <summary>
    /// Counts what keys act on: a new number for each question, whenever something is laid over it or taken away, for each part of it that Enter
    /// scrolls to, and when its last row is shown. A key that was typed before this face stood on the terminal means nothing to it.
    /// </summary>
    public long Face { get; private set; }

    /// <summary>Whether the face stands on the terminal; keys may still be too early.</summary>
    public bool IsStanding => _stoodAt is not null;

    /// <summary>Whether there is nothing to show yet.</summary>
    public bool IsEmpty => _scene is { Screen: null, Work: null };

    /// <summary>How long the painting stays true while nobody does anything: the clock in the frame goes on each second, what is timed does so more often.</summary>
    public TimeSpan Rest => _scene switch
    {
        { TakesKeys: false } when _stoodAt is { } since => TimeSpan.FromMilliseconds(Math.Clamp(since + ShortestLook - Now, 1, ShortestLook)),
        { Ui.Prompt: SecretUi { IsShown: true } } or { Work: not null } or { Standing: not null } => Moment,
        _ => Second - TimeSpan.FromMilliseconds(time.GetUtcNow().Millisecond),
    };

    /// <summary>What is done where people leave instead of waiting for what is being done; told whether it has a moment to come to its end.</summary>
    public Action<bool> GiveUp { get; init; } = _ => { };

    /// <summary>What is done once a prompt at which secrets are typed was answered, to what the keys left behind.</summary>
    public Action WipeTraces { get; set; } = () => { };

    /// <summary>All that is painted.</summary>
    public Scene Scene => _scene;

    private long Now => (long)time.GetElapsedTime(_start).TotalMilliseconds;

    public void Update(RoomState state) => _scene = _scene with { Room = state };

    /// <summary>Shows a question; the reply goes to whoever is <paramref name="waiting"/>.</summary>
    public void Ask(Screen screen, Waiting waiting)
    {
        _waiting = waiting;
        bool isKnown = IsSame(_scene.Screen, screen) && _scene.Ui.LastRowShown;
        _scene = _scene with { Screen = screen, Prompt = waiting.Prompt, Standing = null, Ui = Continue(screen, waiting.Prompt) };
        TurnFace(isUnread: !isKnown);
        _isNew = true;
        if (_isLeaving)
        {
            Reply(new Interrupted(new LeaveWanted()));
        }
    }

    /// <summary>Something is being done until the same key ends it; the latest is shown.</summary>
    public void BeginWork(object key, string what, TimeSpan? usually)
    {
        _works.Add((key, new Work(what, Now, usually)));
        ShowLatestWork();
    }

    public void EndWork(object key)
    {
        _works.RemoveAll(work => ReferenceEquals(work.Key, key));
        ShowLatestWork();
    }

    /// <summary>The program is ending: whoever waits is told so, and so is whoever asks from now on. What is being done has a moment to come to its end.</summary>
    public void Leave()
    {
        if (_waiting is null)
        {
            GiveUp(true);
        }

        _isLeaving = true;
        Reply(new Interrupted(new LeaveWanted()));
    }

    // Whoever presses it twice while something is being done does not wait for it.
    private bool LeavesWork(KeyPress key)
    {
        if (key.Name != KeyName.F10 || _waiting is not null || _scene.Work is null)
        {
            _wantsToLeave = false;
            return false;
        }

        if (_wantsToLeave)
        {
            GiveUp(false);
            Leave();
        }

        _wantsToLeave = true;
        _scene = _scene with { Ui = _scene.Ui with { Hint = Hints.LeaveWork } };
        return true;
    }

    /// <summary>The room has failed: whoever waits is told so.</summary>
    public void Fail(Exception trouble)
    {
        _scene.Ui.Prompt.Wipe();
        _waiting?.Fail(trouble);
        _waiting = null;
    }

    public void Press(KeyPress key)
    {
        if (LeavesWork(key))
        {
            return;
        }

        bool isHeldDown = IsHeldDown(key);
        if (!_scene.TakesKeys)
        {
            Drop();
            return;
        }

        if (isHeldDown)
        {
            return;
        }

        _isNew = false;
        UiState before = _scene.Ui;
        Turn turn = Reducer.Press(_scene, _metrics, key, Now);
        _scene = _scene with { Ui = turn.Ui };
        bool isTurned = before.Scroll != turn.Ui.Scroll && (key.Name == KeyName.Enter || _scene.Prompt is ConfirmPrompt);
        if (before.Overlay?.Title != turn.Ui.Overlay?.Title || isTurned)
        {
            TurnFace(isUnread: isTurned && !before.LastRowShown);
        }

        if (turn.Reply is { } reply)
        {
            Reply(reply);
        }
    }

    /// <summary>Paints what the room shows now.</summary>
    public Canvas Paint(int width, int height)
    {
        long now = Now;
        if (now - _stoodAt >= ShortestLook)
        {
            _scene = _scene with { TakesKeys = true };
        }

        _scene = _scene with { Ui = Reducer.Tick(_scene.Ui, now) };
        Painted painted = Painter.Paint(_scene, style, width, height, time.GetUtcNow(), now);
        bool wasReadToTheEnd = _scene.Ui.LastRowShown;
        _metrics = painted.Metrics;
        _scene = _scene with { Ui = Reducer.Painted(_scene.Ui, painted.Metrics) };
        if (_scene is { TakesKeys: true, Ui.LastRowShown: true } && !wasReadToTheEnd)
        {
            // From here on keys do something else.
            TurnFace(isUnread: true);
            painted.Canvas.Wipe();
            return Paint(width, height);
        }

        return painted.Canvas;
    }

    /// <summary>A face stands on the terminal, and all that was typed before it did is gone: from now on keys act on it.</summary>
    public void Stand(long face)
    {
        if (face == Face)
        {
            _stoodAt ??= Now;
            _scene = _scene with { TakesKeys = _scene.TakesKeys || !MustBeRead };
        }
    }

    // A fingerprint that a careless key hides is written down wrongly; a PIN and a confirmation are worse.
    private bool MustBeRead => _isUnread && _scene.Ui.Overlay is null
        && (_scene.Prompt is ConfirmPrompt or ShowSecretPrompt || _scene.Screen?.Blocks.Any(block => block is FingerprintBlock) == true);

    private void TurnFace(bool isUnread)
    {
        Face++;
        _isUnread = isUnread;
        _stoodAt = null;
        _scene = _scene with { TakesKeys = false };
    }

    // Whoever is still typing has not read: the moment begins anew, so that no PIN is taken without its first digits.
    private void Drop()
    {
        if (_scene.Prompt is not null && MustBeRead)
        {
            _stoodAt = _stoodAt is null ? null : Now;
            _scene = _scene with { Ui = _scene.Ui with { Hint = Hints.TooEarly } };
        }
    }

    // Somebody leaning on the Enter key must not skip screens that nobody has read.
    private bool IsHeldDown(KeyPress key)
    {
        if (key.Name != KeyName.Enter)
        {
            return false;
        }

        long since = Now - _lastEnter;
        _lastEnter = Now;
        return _isNew && since < LongestRepeat;
    }

    private void ShowLatestWork() => _scene = _scene with { Work = _works.Count > 0 ? _works[^1].Work : null };

    private void Reply(RoomReply reply)
    {
        if (_waiting?.TryReply(reply) != true)
        {
            reply.Wipe();
            return;
        }

        // What was typed so far stays with the screen, in case the same question comes again; secrets do not.
        _waiting = null;
        _scene.Ui.Prompt.Wipe();
        if (_scene.Prompt is PinPrompt or ConfirmPrompt or ShowSecretPrompt)
        {
            WipeTraces();
        }

        StandingConfirmation? standing = (_scene.Prompt, _scene.Ui.Prompt) is (ConfirmPrompt prompt, ConfirmUi ui) ? new(prompt, ui, (reply as OfficerPinTyped)?.Pane, Now) : null;
        _scene = _scene with { Prompt = null, Standing = standing, Ui = _scene.Ui with { Overlay = null, Hint = null } };
    }

    private static bool IsSame(Screen? one, Screen other) => one is not null && CanonicalJson.WriteText(one.ToJson()) == CanonicalJson.WriteText(other.ToJson());

    // After a note, or another officer's PIN, the same screen comes again: people go on where they were.
    private UiState Continue(Screen screen, Prompt prompt)
    {
        UiState fresh = UiState.For(prompt);
        UiState old = _scene.Ui;
        old.Prompt.Wipe();
        string wanted = CanonicalJson.WriteText(screen.ToJson());
        string? before = _scene.Screen is { } shown ? CanonicalJson.WriteText(shown.ToJson()) : null;
        if (before != wanted)
        {
            UiState? known = _earlier?.Screen == wanted ? _earlier?.Ui : null;
            _earlier = before is null ? null : (before, old);
            if (known is null)
            {
                return fresh;
            }

            old = known;
        }

        PromptUi ui = (prompt, old.Prompt, fresh.Prompt) switch
        {
            (FormPrompt { Refused: { } refused } form, FormUi typed, FormUi empty) when typed.Lines.Count == empty.Lines.Count => typed.At(form.Form, refused),
            (FormPrompt form, FormUi typed, FormUi empty) when typed.Lines.Count == empty.Lines.Count && form.Trouble is null => typed,
            (FormPrompt { Refused: { } refused } form, _, FormUi empty) => empty.At(form.Form, refused),
            _ => fresh.Prompt,
        };
        // Whoever has come to the last page stays there, even where it then has fewer rows.
        int scroll = prompt is ConfirmPrompt && old.IsAtEnd ? int.MaxValue : old.Scroll;
        return fresh with { Scroll = scroll, LastRowShown = old.LastRowShown, Prompt = ui };
    }
}
