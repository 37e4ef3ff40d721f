using Ceremony.Core.Services;
using Ceremony.Core.Tokens;

namespace Ceremony.Engine;

/// <summary>What a step can know without a call of its desk, in its turn as before it: what the script has, and what was kept.</summary>
/// <param name="context">What the open step works with.</param>
/// <param name="step">The step that is run.</param>
internal abstract class PlannedDesk(StepContext context, PlannedStep step)
{
    /// <summary>What the open step works with.</summary>
    protected StepContext Context { get; } = context;

    /// <summary>The step's id.</summary>
    public string StepId => step.Id;

    /// <summary>Whether this is a rehearsal.</summary>
    public bool IsRehearsal => Context.Run.Ports.IsRehearsal;

    /// <summary>The seats of the script, as role and number.</summary>
    public IReadOnlyList<string> Seats => Context.Run.Plan.Seats;

    /// <summary>How many officers must confirm.</summary>
    public int Quorum => Context.Run.Plan.Quorum;

    /// <summary>The parameters, in the order of the script.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => [.. Context.Run.Plan.Parameters];

    /// <summary>A token as the script has it.</summary>
    public TokenEntry Token(TokenRef token) => Context.Door.Entry(token);

    /// <summary>A service as the script has it; null where it has none of that name.</summary>
    public ServiceEntry? Service(string name) => Context.Run.Plan.Services.FirstOrDefault(each => each.Name == name);

    /// <summary>What was kept under that name; null where nothing was.</summary>
    public byte[]? Artifact(string name) => Context.Artifacts.Read(name);
}
