using Ceremony.Core.Desk;
using Ceremony.Core.Devices;
using Ceremony.Core.Room;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// The logins of custodians that last an act, as the script says and their custodian agreed to. Only the token's own login is kept, never a PIN. PKCS#11 has one login state a token and
/// application (v2.40 §2.6.5), so whoever logs in to such a token or out of it ends the login here first. Each end stands in the journal before whatever it is ended for.
/// </summary>
internal sealed class KeptLogins(RunPlan plan, RunPorts ports, Recorder recorder) : IDisposable
{
    private const long MillisecondsAMinute = 60_000;
    private readonly Dictionary<string, Kept> _kept = [];

    /// <summary>Ends the logins of the open step.</summary>
    public Action OfStep { get; set; } = () => { };

    /// <summary>What the custodian is offered; null where the login lasts the step alone.</summary>
    /// <param name="entry">The token.</param>
    /// <param name="step">The open step.</param>
    public LoginOffer? Offer(TokenEntry entry, string step) =>
        entry.IdleMinutes is { } idle && ActOf(step) is { } act && recorder.People.Any(person => person.Seat == entry.Custodian) ? new LoginOffer(act, idle) : null;

    /// <summary>Whether a login to the token is kept.</summary>
    public bool Holds(TokenRef token) => _kept.ContainsKey(token.Name);

    /// <summary>The session of a kept login; null where there is none.</summary>
    /// <param name="token">The token.</param>
    /// <param name="isUse">Whether a step works with it, so that it counts as used now.</param>
    public ITokenSession? Session(TokenRef token, bool isUse = true)
    {
        if (!_kept.TryGetValue(token.Name, out Kept? kept))
        {
            return null;
        }

        kept.UsedAt = !isUse ? kept.UsedAt : ports.Machine.MonotonicMilliseconds;
        return kept.Session;
    }

    /// <summary>Keeps the login of a session, which belongs to this object from here on, and writes a line of it.</summary>
    public void Keep(TokenEntry entry, ITokenSession session, string step)
    {
        _kept.Add(entry.Ref.Name, new Kept(session, ActOf(step)!, entry) { UsedAt = ports.Machine.MonotonicMilliseconds });
        recorder.Append(new LoginKept(entry.Ref.Name, entry.IdleMinutes!.Value), step, recorder.NameOf(entry.Custodian));
    }

    /// <summary>Ends the login to one token, where there is one.</summary>
    public void End(TokenRef token, LoginEnd why)
    {
        if (!_kept.Remove(token.Name, out Kept? kept))
        {
            return;
        }

        // First of all, whatever comes of the line.
        kept.Session.Close(ports.Log);
        if (!recorder.IsBroken)
        {
            recorder.Append(new LoginEnded(token.Name, why), null, null);
        }
    }

    /// <summary>Ends every login, those of the open step too.</summary>
    public void EndAll(LoginEnd why)
    {
        OfStep();
        End(_ => true, why);
    }

    /// <summary>Ends those that do not belong to an act, which is about to begin or goes on.</summary>
    public void EndOutside(string act) => End(kept => kept.Act != act, LoginEnd.Act);

    /// <summary>Ends those that a person who leaves vouched for: a custodian their own, an officer all.</summary>
    public void EndOf(Person leaving) => End(kept => leaving.Role == "officer" || leaving.Seat == kept.Entry.Custodian, LoginEnd.Person);

    /// <summary>Ends those that no step has used for too long.</summary>
    public void Notice() => End(kept => ports.Machine.MonotonicMilliseconds - kept.UsedAt >= kept.Entry.IdleMinutes * MillisecondsAMinute, LoginEnd.Idle);

    /// <summary>Writes that a login which the journal has as kept ended with the program that kept it.</summary>
    public void EndInterrupted()
    {
        foreach (string token in Folds.KeptLogins(recorder.Lines))
        {
            recorder.Append(new LoginEnded(token, LoginEnd.Interrupted), null, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Kept kept in _kept.Values)
        {
            kept.Session.Close(ports.Log);
        }

        _kept.Clear();
    }

    private string? ActOf(string step) => plan.Steps.FirstOrDefault(each => each.Id == step)?.Act;

    private void End(Func<Kept, bool> ends, LoginEnd why)
    {
        foreach (Kept kept in _kept.Values.Where(ends).ToList())
        {
            End(kept.Entry.Ref, why);
        }
    }

    private sealed record Kept(ITokenSession Session, string Act, TokenEntry Entry)
    {
        public long UsedAt { get; set; }
    }
}
