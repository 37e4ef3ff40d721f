using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>
/// What steps look at, seen before a ceremony begins: without anybody's PIN and without a line of it. A token is opened and read once, since with some each call takes its time. Throws
/// <see cref="DeviceFault"/> where a look fails.
/// </summary>
internal sealed class Sight(RunPlan plan, PreflightPorts ports, ITokens tokens, string folder) : IDisposable
{
    private static readonly TimeSpan LongestConnection = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(10);
    private readonly Dictionary<TokenRef, ITokenSession> _sessions = [];
    private readonly Dictionary<TokenRef, TokenView> _views = [];
    private readonly FileLooks _files = new(ports.Files, ports.Installation, path => PathOf(folder, path));

    /// <summary>What the look sees, in the canonical form in which it would stand in a journal.</summary>
    public JsonMap See(Look look) => look switch
    {
        LookAtToken at => SeeToken(plan.Tokens.First(each => each.Ref == at.Token)).ToJson(),
        LookAtKeyForm form => TryForm(form),
        LookAtBlankTokens blank => TokenList.Blank(tokens, plan.Tokens.First(each => each.Ref == blank.Token), blank).ToJson(),
        LookAtFile file => _files.See(file),
        LookAtConfig config => _files.See(config),
        LookAtFileState at => _files.See(at),
        LookAtCopies copies => _files.See(copies),
        LookAtMedium medium => _files.See(medium),
        LookAtTls tls => ports.Installation.ProbeTls(tls.Host, tls.Port, LongestConnection).ToJson(),
        LookAtService service => new ServiceView(State(service.Service), []).ToJson(),
        _ => throw new BrokenInvariantException("A step needs something beforehand that cannot be looked at then."),
    };

    /// <summary>The token without a login, with the objects that are seen then.</summary>
    public TokenView SeeToken(TokenEntry entry)
    {
        if (_views.TryGetValue(entry.Ref, out TokenView? seen))
        {
            return seen;
        }

        ITokenSession session = Session(entry);
        return _views[entry.Ref] = session.View() with { Objects = session.Objects() };
    }

    /// <summary>Closes what was opened.</summary>
    public void Dispose()
    {
        foreach (ITokenSession session in _sessions.Values)
        {
            session.Dispose();
        }
    }

    private JsonMap TryForm(LookAtKeyForm form) => Session(plan.Tokens.First(each => each.Ref == form.Token)).FormOf(form.Algorithm, form.Usage, form.Id).ToJson();

    private ITokenSession Session(TokenEntry entry) => _sessions.TryGetValue(entry.Ref, out ITokenSession? open) ? open : _sessions[entry.Ref] = tokens.Open(entry);

    /// <summary>What a folder lies on, or the nearest one above it that is there.</summary>
    public MediumView MediumOf(string path)
    {
        string? there = PathOf(folder, path);
        while (there is not null)
        {
            try
            {
                return ports.Installation.Medium(there);
            }
            catch (DeviceFault fault) when (fault.Code == "NoFolder")
            {
                there = Path.GetDirectoryName(there);
            }
        }

        return ports.Installation.Medium("/");
    }

    private static string PathOf(string folder, string path) => Path.GetFullPath(Path.Combine(folder, path));

    private string State(string name)
    {
        IReadOnlyList<string> command = plan.Services.First(each => each.Name == name).State;
        return ServiceControl.Word(ports.Installation.Run(ServiceControl.Located(command, path => PathOf(folder, path)), LongestQuestion));
    }
}
