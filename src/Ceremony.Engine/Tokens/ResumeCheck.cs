using Ceremony.Core.Json;
using Ceremony.Core.Screens;
using Ceremony.Core.Tokens;
using Ceremony.Journal;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>
/// Before a resumed ceremony goes on: every token is identified again by its serial number, and its public objects are compared with what
/// the journal says was made. What is missing, the token itself as well, and what no line explains goes to the officers.
/// </summary>
internal sealed class ResumeCheck(Recorder recorder, TokenList tokens)
{
    // Private as a rule, and then not to be seen without a login: that one is missing is found at the first.
    private const string Secret = "secret";

    private readonly record struct Made(string Token, string Class, string Id);

    /// <summary>What does not fit of one token, one sentence each.</summary>
    public IEnumerable<string> Differences(TokenEntry entry) => tokens.Look(entry) is { } view ? Compare(entry, view) : Missing(entry);

    // A token that the ceremony has neither seen nor used may still come: its step will ask for it.
    private IEnumerable<string> Missing(TokenEntry entry)
    {
        string called = Hostile.Escape(entry.Called);
        if (ActionsOn(entry, "performed").Any())
        {
            yield return $"The token {called} is not there, but this ceremony has worked with it.";
        }
        else if (ViewAtBegin(entry) is not null)
        {
            yield return $"The token {called} is not there, but it was when the ceremony began.";
        }
    }

    private IEnumerable<string> Compare(TokenEntry entry, TokenView view)
    {
        string called = Hostile.Escape(entry.Called);
        if (SerialAtBegin(entry) is { } serial && serial != view.Serial)
        {
            yield return $"The token {called} has the serial number {Hostile.Escape(view.Serial)}, but had {Hostile.Escape(serial)} when the ceremony began.";
        }

        var there = view.Objects!.Where(each => each.Class is "public" or "certificate" or "secret").Select(each => new Made(entry.Ref.Name, each.Class, each.Id)).ToHashSet();
        HashSet<Made> performed = [.. ActionsOn(entry, "performed").SelectMany(MadeBy)];
        // A destruction that was begun may have been done: its step looks.
        foreach (Made missing in performed.Except(there).Except(ActionsOn(entry, "intended").SelectMany(DestroyedBy)).Where(each => each.Class != Secret))
        {
            yield return $"{called} holds no {missing.Class} object with the id {missing.Id}, but the journal says that one was made.";
        }

        HashSet<Made> destroyed = [.. ActionsOn(entry, "performed").SelectMany(DestroyedBy)];
        foreach (Made left in there.Intersect(destroyed))
        {
            yield return $"{called} holds a {left.Class} object with the id {left.Id}, but the journal says that it was destroyed.";
        }

        HashSet<Made> explained = [.. performed, .. ActionsOn(entry, "intended").SelectMany(MadeBy), .. AtBegin(entry), .. destroyed];
        foreach (Made unknown in there.Except(explained))
        {
            yield return $"{called} holds a {unknown.Class} object with the id {(unknown.Id.Length == 0 ? "(none)" : unknown.Id)} that no line of the journal explains.";
        }
    }

    private string? SerialAtBegin(TokenEntry entry) => ViewAtBegin(entry)?.Serial;

    private IEnumerable<Made> AtBegin(TokenEntry entry) => ViewAtBegin(entry)?.Objects?.Select(each => new Made(entry.Ref.Name, each.Class, each.Id)) ?? [];

    private TokenView? ViewAtBegin(TokenEntry entry) => recorder.Lines.Entries<Inventory>()
        .Where(inventory => inventory.When == "before")
        .SelectMany(inventory => inventory.Tokens)
        .FirstOrDefault(token => token.Token == entry.Ref.Name && token.View is not null)?.View;

    private IEnumerable<JsonMap> ActionsOn(TokenEntry entry, string kind)
    {
        HashSet<long> done = [.. recorder.Lines.Entries<ActionPerformed>().Select(performed => performed.Intention)];
        return recorder.Lines.Telling<Intended>()
            .Where(intended => kind == "intended" || done.Contains(intended.Line.Seq))
            .Select(intended => intended.Entry.Action)
            .Where(action => action.Find("token")?.AsText() == entry.Ref.Name);
    }

    private static IEnumerable<Made> MadeBy(JsonMap action) => action.Text("do") switch
    {
        "generate-key-pair" => [new Made(action.Text("token"), "public", action.Text("id"))],
        "generate-secret-key" => [new Made(action.Text("token"), Secret, action.Text("id"))],
        "store-certificate" => [new Made(action.Text("token"), "certificate", action.Text("key-id"))],
        _ => [],
    };

    // Certificates of a destroyed key stay.
    private static IEnumerable<Made> DestroyedBy(JsonMap action) =>
        action.Text("do") == "destroy-key" ? [new Made(action.Text("token"), "public", action.Text("key-id"))] : [];
}
