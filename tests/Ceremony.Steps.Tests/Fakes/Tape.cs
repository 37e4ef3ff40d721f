using Ceremony.Core.Actions;
using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>
/// A desk that keeps every request and its answer on a tape, and one that answers from such a tape over a world in which everything was done
/// already: what an interruption before the last line would leave.
/// </summary>
internal sealed class Tape(FakeDesk world) : IDesk
{
    private readonly List<(string Request, object? Answer)> _answers = [];
    private readonly Registry _registry = world.Registry;
    private readonly IReadOnlyList<Person> _people = [.. world.People];
    private int _played = -1;

    public string StepId => world.StepId;

    public bool IsRehearsal => world.IsRehearsal;

    public Registry Registry => _registry;

    public IReadOnlyList<Person> People => _people;

    public IReadOnlyList<string> Seats => world.Seats;

    public int Quorum => world.Quorum;

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => world.Parameters;

    public int Length => _answers.Count;

    public int Played => _played;

    /// <summary>From now on the tape answers.</summary>
    public void Rewind() => _played = 0;

    public TokenEntry Token(TokenRef token) => world.Token(token);

    public ServiceEntry? Service(string name) => world.Service(name);

    public byte[]? Artifact(string name) => world.Artifact(name);

    public Task<T> Look<T>(Look<T> look) => Call(look.ToJson(), () => world.Look(look));

    public Task Show(Screen screen) => Call(screen.ToJson(), async () =>
    {
        await world.Show(screen);
        return true;
    });

    public Task<Answers> Ask(Screen screen, Form form) => Call(new JsonMap { { "ask", form.ToJson() }, { "screen", screen.ToJson() } }, () => world.Ask(screen, form));

    public async Task<Approval?> Approve(Screen screen, params IReadOnlyList<CeremonyAction> actions)
    {
        var request = new JsonMap { { "approve", new JsonList(actions.Select(action => (JsonValue)action.ToJson())) }, { "screen", screen.ToJson() } };
        bool given = await Call(request, async () => await world.Approve(screen, actions) is not null);
        return given ? new Approval(1, actions) : null;
    }

    public Task<TReceipt> Perform<TReceipt>(Approval approval, CeremonyAction<TReceipt> action, Func<TReceipt, StepResult?> wrong)
        where TReceipt : Receipt =>
        Call(action.ToJson(), () => world.Perform(approval, action, wrong));

    public Task Keep(string name, byte[] bytes) => Call(new JsonMap { { "keep", name }, { "bytes", Convert.ToBase64String(bytes) } }, async () =>
    {
        await world.Keep(name, bytes);
        return true;
    });

    public Task Enter(Person person) => Call(person.ToJson(), async () =>
    {
        await world.Enter(person);
        return true;
    });

    public Task Attest(Person person, string statement) => Call(new JsonMap { { "attest", statement }, { "person", person.Name } }, async () =>
    {
        await world.Attest(person, statement);
        return true;
    });

    private async Task<T> Call<T>(JsonMap request, Func<Task<T>> live)
    {
        string written = CanonicalJson.WriteText(request);
        if (_played < 0)
        {
            T answer = await live();
            _answers.Add((written, answer));
            return answer;
        }

        (string before, object? recorded) = _answers[_played++];
        Assert.Equal(before, written);
        return (T)recorded!;
    }
}
