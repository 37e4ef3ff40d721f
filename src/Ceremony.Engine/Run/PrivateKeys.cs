using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;

namespace Ceremony.Engine.Run;

/// <summary>
/// Compares the private keys on a token with those that the journal says were made there: once in a run of the program, at the first login,
/// since before it a token shows its public objects only (PKCS#11 v2.40 §2.6.4). A key that is missing goes to the officers.
/// </summary>
internal sealed class PrivateKeys(Recorder recorder, OfficersException exception)
{
    private readonly HashSet<string> _compared = [];

    /// <summary>What is missing, one sentence each; none after the first time. Needs a login.</summary>
    public IReadOnlyList<string> Missing(TokenEntry entry, ITokenSession session)
    {
        if (!_compared.Add(entry.Ref.Name))
        {
            return [];
        }

        string[] made = [.. Made(entry)];
        HashSet<string> there = made.Length == 0 ? [] : [.. session.Objects().Where(each => each.Class == "private").Select(each => each.Id)];
        return [.. made.Where(id => !there.Contains(id)).Select(id => $"{Hostile.Escape(entry.Called)} holds no private key with the id {id}, but the journal says that one was made.")];
    }

    /// <summary>Returns when the ceremony may go on without them.</summary>
    public async Task Demand(IReadOnlyList<string> missing)
    {
        JournalLine? open = recorder.Lines.LastOrDefault(line => line.Kind == "step-started");
        foreach (string sentence in missing)
        {
            await exception.Demand(open, "every key that was made is on its token", sentence);
        }
    }

    private IEnumerable<string> Made(TokenEntry entry)
    {
        HashSet<long> done = [.. recorder.Lines.Where(line => line.Kind == "performed" && line.Json.Find("intended") is not null).Select(line => line.Json.Number("intended"))];
        return recorder.Lines
            .Where(line => line.Kind == "intended" && done.Contains(line.Seq))
            .Select(line => line.Json["action"].AsMap())
            .Where(action => action.Text("do") == "generate-key-pair" && action.Text("token") == entry.Ref.Name)
            .Select(action => action.Text("id"));
    }
}
