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

    /// <summary>Whether nothing is looked at: a module that was exchanged is not loaded before it was decided on.</summary>
    public bool IsOff { get; set; }

    /// <summary>Looks now, and compares with what was recorded last.</summary>
    public void Notice(string? step)
    {
        if (IsOff)
        {
            return;
        }

        foreach (IGrouping<(string Path, string? Sha256), TokenEntry> module in plan.Tokens.GroupBy(token => (token.Module, token.ModuleSha256)))
        {
            if (Shown(module.Key.Path, module.Key.Sha256) is { } views)
            {
                Compare(module, views, step);
            }
        }
    }

    private void Compare(IEnumerable<TokenEntry> tokens, IReadOnlyList<TokenView> views, string? step)
    {
        foreach (TokenEntry token in tokens)
        {
            // Where two tokens fit, none can be opened: that is as good as none.
            bool isThere = views.Count(view => token.Uri.Matches(view.Label, view.Serial, view.Manufacturer, view.Model)) == 1;
            if (WasThere(recorder.Lines, token.Ref) is { } wasThere && wasThere != isThere)
            {
                logins.End(token.Ref, LoginEnd.Token);
                Tell(isThere ? new TokenInserted(token.Ref.Name) : new TokenRemoved(token.Ref.Name), step);
            }
        }
    }

    private void Tell(Entry change, string? step)
    {
        JournalLine[] ofStep = [.. step is null ? recorder.Lines.Where(line => line.Step is null) : recorder.Lines.OfStep(step)];
        if (ofStep.Count(line => line.Entry is TokenInserted or TokenRemoved) < MostOfStep)
        {
            recorder.Append(change, step, null);
        }
        else if (!ofStep.Any(line => line.Entry is Note { Text: Enough }))
        {
            recorder.Append(new Note(Enough), step, null);
        }
    }

    // A module that does not answer tells nothing: neither that a token is there nor that it is not.
    private IReadOnlyList<TokenView>? Shown(string module, string? sha256)
    {
        try
        {
            return ports.Tokens.List(module, sha256);
        }
        catch (DeviceFault)
        {
            return null;
        }
    }

    /// <summary>Whether a token is there, as the lines tell. Before the first inventory nothing is known.</summary>
    public static bool? WasThere(IReadOnlyList<JournalLine> lines, TokenRef token) => LineFold.Of<Seen>(lines).IsThere.TryGetValue(token.Name, out bool isThere) ? isThere : null;

    /// <summary>The serial number that an inventory or a look told last of a token; null where none did.</summary>
    public static string? SerialOf(IReadOnlyList<JournalLine> lines, TokenRef token) => LineFold.Of<Seen>(lines).Serials.GetValueOrDefault(token.Name);

    private sealed class Seen : LineFold
    {
        public override IReadOnlyList<Type>? About { get; } = [typeof(TokenInserted), typeof(TokenRemoved), typeof(Inventory), typeof(Looked)];

        public Dictionary<string, bool> IsThere { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, string> Serials { get; } = new(StringComparer.Ordinal);

        public override void Take(JournalLine line)
        {
            switch (line.Entry)
            {
                case TokenInserted inserted:
                    IsThere[inserted.Token] = true;
                    break;
                case TokenRemoved removed:
                    IsThere[removed.Token] = false;
                    break;
                case Inventory inventory:
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
