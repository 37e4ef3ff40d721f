using System.Security.Cryptography;
using Ceremony.Core.Configs;
using Ceremony.Core.Devices;
using Ceremony.Core.Json;
using Ceremony.Core.Looks;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>
/// What steps look at, seen before a ceremony begins: without anybody's PIN and without a line of it. Throws <see cref="DeviceFault"/> where a look fails.
/// </summary>
internal sealed class Sight(RunPlan plan, PreflightPorts ports, ITokens tokens, string folder)
{
    private const int LongestFile = 1 << 20;
    private static readonly TimeSpan LongestConnection = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromSeconds(10);

    /// <summary>What the look sees, in the canonical form in which it would stand in a journal.</summary>
    public JsonMap See(Look look) => look switch
    {
        LookAtToken at => SeeToken(plan.Tokens.First(each => each.Ref == at.Token)).ToJson(),
        LookAtFile file => ports.Files.Read(PathOf(file.Path), LongestFile) is { } bytes ? new() { { "bytes", Convert.ToBase64String(bytes) } } : [],
        LookAtConfig config => With(config.Path, state => new ConfigView(ConfigText.Of(state.Bytes).Masked().ToBytes(), state.Owner, state.Group, state.Mode).ToJson()),
        LookAtFileState at => With(at.Path, state => new FileView(Convert.ToHexStringLower(SHA256.HashData(state.Bytes)), state.Bytes.Length, state.Owner, state.Group, state.Mode).ToJson()),
        LookAtMedium medium => SeeMedium(medium.Path),
        LookAtTls tls => ports.Installation.ProbeTls(tls.Host, tls.Port, LongestConnection).ToJson(),
        LookAtService service => new ServiceView(State(service.Service), []).ToJson(),
        _ => throw new BrokenInvariantException("A step needs something beforehand that cannot be looked at then."),
    };

    /// <summary>The token without a login, with the objects that are seen then.</summary>
    public TokenView SeeToken(TokenEntry entry)
    {
        using ITokenSession session = tokens.Open(entry);
        return session.View() with { Objects = session.Objects() };
    }

    /// <summary>What a folder lies on, or the nearest one above it that is there.</summary>
    public MediumView MediumOf(string path)
    {
        string? there = PathOf(path);
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

    private string PathOf(string path) => Path.GetFullPath(Path.Combine(folder, path));

    private JsonMap With(string path, Func<FileState, JsonMap> told)
    {
        using IInstalledFile? file = ports.Installation.Open(PathOf(path));
        return file?.State is { } state ? told(state) : [];
    }

    private JsonMap SeeMedium(string path)
    {
        try
        {
            return ports.Installation.Medium(PathOf(path)).ToJson();
        }
        catch (DeviceFault fault) when (fault.Code == "NoFolder")
        {
            return [];
        }
    }

    private string State(string name)
    {
        IReadOnlyList<string> command = plan.Services.First(each => each.Name == name).State;
        string program = command[0].Contains('/', StringComparison.Ordinal) ? PathOf(command[0]) : command[0];
        return ServiceControl.Word(ports.Installation.Run([program, .. command.Skip(1)], LongestQuestion));
    }
}
