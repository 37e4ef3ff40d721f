using Ceremony.Core.Devices;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Notices when a token of the script is put in or taken out, and writes a line of it; also while a screen waits. It only has the modules
/// list their tokens, between the ceremony's own calls and on the same thread, so that no session in use is disturbed.
/// </summary>
internal sealed class TokenWatch(RunPlan plan, RunPorts ports, Recorder recorder, KeptLogins logins)
{
    // A reader with a loose contact must not fill the record while people are away.
    private const int MostOfStep = 500;
    private const string Enough = "Tokens come and go all the time: in this step that is no longer recorded. Look at the readers and their cables.";

    private readonly WatchedModule[] _modules =
        [.. plan.Tokens.GroupBy(token => (token.Module, token.ModuleSha256)).Select(module => new WatchedModule(module.Key.Module, module.Key.ModuleSha256, [.. module]))];

    // A module that takes longer is not waited for: what it showed is taken note of once it has shown it.
    private const long QuickMilliseconds = 250;
    private long _took;
    private Task<IReadOnlyList<Shown>>? _looking;

    /// <summary>Whether nothing is looked at: a module that was exchanged is not loaded before it was decided on.</summary>
    public bool IsOff { get; set; }

    /// <summary>Looks now, and compares with what was recorded last.</summary>
    public void Notice(string? step)
    {
        if (IsOff)
        {
            return;
        }

        if (_took <= QuickMilliseconds)
        {
            Take(Look(), step);
            return;
        }

        _looking ??= Task.Run(Look);
        if (_looking.IsCompleted)
        {
            IReadOnlyList<Shown> shown = _looking.GetAwaiter().GetResult();
            _looking = null;
            Take(shown, step);
        }
    }

    private void Take(IReadOnlyList<Shown> all, string? step)
    {
        foreach (Shown shown in all.Where(each => !each.Module.IsSettled(each.Views, Told)))
        {
            Compare(shown.Module, shown.Views, step);
        }
    }

    // A module that does not answer tells nothing: neither that a token is there nor that it is not.
    private IReadOnlyList<Shown> Look()
    {
        long begun = ports.Machine.MonotonicMilliseconds;
        var shown = new List<Shown>();
        foreach (WatchedModule module in _modules)
        {
            try
            {
                shown.Add(new Shown(module, ports.Tokens.List(module.Path, module.Sha256)));
            }
            catch (DeviceFault)
            {
                continue;
            }
        }

        _took = ports.Machine.MonotonicMilliseconds - begun;
        return shown;
    }

    private long Told => LineFold.Of<Seen>(recorder.Lines).Told;

    private void Compare(WatchedModule module, IReadOnlyList<TokenView> views, string? step)
    {
        bool isSettled = true;
        HashSet<TokenRef> there = module.There(views);
        foreach (TokenEntry token in module.Tokens)
        {
            bool isThere = there.Contains(token.Ref);
            if (WasThere(recorder.Lines, token.Ref) is { } wasThere && wasThere != isThere)
            {
                isSettled = false;
                logins.End(token.Ref, LoginEnd.Token);
                Tell(isThere ? new TokenInserted(token.Ref.Name) : new TokenRemoved(token.Ref.Name), step);
            }
        }

        if (isSettled)
        {
            module.Settle(views, Told);
        }
    }

    private void Tell(Entry change, string? step)
    {
        JournalLine[] ofStep = [.. step is null ? recorder.Lines.Where(line => line.Step is null) : recorder.Lines.OfStep(step)];
        if (ofStep.Count(line => line.Tells<TokenInserted>() || line.Tells<TokenRemoved>()) < MostOfStep)
        {
            recorder.Append(change, step, null);
        }
        else if (!ofStep.Any(line => line.As<Note>() is { Text: Enough }))
        {
            recorder.Append(new Note(Enough), step, null);
        }
    }

    /// <summary>Whether a token is there, as the lines tell. Before the first inventory nothing is known.</summary>
    public static bool? WasThere(IReadOnlyList<JournalLine> lines, TokenRef token) => LineFold.Of<Seen>(lines).IsThere.TryGetValue(token.Name, out bool isThere) ? isThere : null;

    /// <summary>The serial number that an inventory or a look told last of a token; null where none did.</summary>
    public static string? SerialOf(IReadOnlyList<JournalLine> lines, TokenRef token) => LineFold.Of<Seen>(lines).Serials.GetValueOrDefault(token.Name);

    // A module with those tokens of the script that it is to show. Who looks before each call compares only where something changed.
    private sealed class WatchedModule(string path, string? sha256, IReadOnlyList<TokenEntry> tokens)
    {
        private readonly ILookup<string?, TokenEntry> _byLabel = tokens.ToLookup(token => token.Uri.Label, StringComparer.Ordinal);
        private IReadOnlyList<TokenView> _views = [];
        private long _told = -1;

        public string Path => path;

        public string? Sha256 => sha256;

        public IReadOnlyList<TokenEntry> Tokens => tokens;

        // Whether the module shows the tokens that agreed with the lines before, and no line has told of such things since.
        public bool IsSettled(IReadOnlyList<TokenView> views, long told)
        {
            if (told != _told || (!ReferenceEquals(views, _views) && !(views.Count == _views.Count && views.Zip(_views).All(each => IsAs(each.First, each.Second)))))
            {
                return false;
            }

            _views = views;
            return true;
        }

        public void Settle(IReadOnlyList<TokenView> views, long told) => (_views, _told) = (views, told);

        private static bool IsAs(TokenView view, TokenView before) =>
            ReferenceEquals(view, before) || (view.Label, view.Serial, view.Manufacturer, view.Model) == (before.Label, before.Serial, before.Manufacturer, before.Model);

        // Where two tokens fit, none can be opened: that is as good as none.
        public HashSet<TokenRef> There(IReadOnlyList<TokenView> views) =>
        [
            .. views.SelectMany(view => _byLabel[view.Label].Concat(_byLabel[null]).Where(token => token.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model)))
                .CountBy(token => token.Ref).Where(found => found.Value == 1).Select(found => found.Key),
        ];
    }

    private readonly record struct Shown(WatchedModule Module, IReadOnlyList<TokenView> Views);

    private sealed class Seen : LineFold
    {
        public override IReadOnlyList<Type>? About { get; } = [typeof(TokenInserted), typeof(TokenRemoved), typeof(Inventory), typeof(Looked), typeof(Intended), typeof(ActionPerformed)];

        private readonly NewTokens _new = new();

        // How many lines told which tokens are there.
        public long Told { get; private set; }

        public Dictionary<string, bool> IsThere { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Serials { get; } = new(StringComparer.Ordinal);

        public override void Take(JournalLine line)
        {
            if (_new.Take(line) is { } made)
            {
                Serials[made.Token.Name] = made.Serial;
            }

            switch (line.Entry)
            {
                case TokenInserted inserted:
                    Told++;
                    IsThere[inserted.Token] = true;
                    break;
                case TokenRemoved removed:
                    Told++;
                    IsThere[removed.Token] = false;
                    break;
                case Inventory inventory:
                    Told++;
                    foreach (InventoryToken seen in inventory.Tokens)
                    {
                        IsThere[seen.Token] = seen.View is not null;
                        if (seen.View is { } view)
                        {
                            Serials[seen.Token] = view.Serial;
                        }
                    }

                    break;
                case Looked looked when looked.IsAtToken():
                    Serials[looked.Look.Text("token")] = looked.Seen.Text("serial");
                    break;
            }
        }
    }
}
