using Ceremony.Core.Scripts;
using Ceremony.Core.Services;
using Ceremony.Core.Tokens;
using Ceremony.Scripts;

namespace Ceremony.Engine;

/// <summary>What is to be carried out: a script whose parameters are filled in.</summary>
/// <param name="Ceremony">The ceremony's id, such as <c>nexus-cm-bootstrap</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Version">Its version.</param>
/// <param name="Script">The script's bytes.</param>
/// <param name="ScriptSha256">Their SHA-256, lower-case hex.</param>
/// <param name="Seats">Who must be there, as role and number: <c>operator 1</c>, <c>officer 1</c>, ….</param>
/// <param name="Quorum">How many officers confirm what cannot be undone.</param>
/// <param name="WithinSeconds">How long officers have to confirm a proposal.</param>
/// <param name="Tokens">The tokens that the script names.</param>
/// <param name="Parameters">The parameters' values.</param>
/// <param name="Steps">The steps, in their order.</param>
public sealed record RunPlan(
    string Ceremony,
    string Title,
    int Version,
    byte[] Script,
    string ScriptSha256,
    IReadOnlyList<string> Seats,
    int Quorum,
    int WithinSeconds,
    IReadOnlyList<TokenEntry> Tokens,
    IReadOnlyDictionary<string, string> Parameters,
    IReadOnlyList<PlannedStep> Steps)
{
    /// <summary>The services that the script names.</summary>
    public IReadOnlyList<ServiceEntry> Services { get; init; } = [];

    /// <summary>The tokens that its steps name; the script may name more, for other choices.</summary>
    public IReadOnlyList<TokenRef> TokensUsed { get; init; } = [];

    /// <summary>Those that a step initialises: before it they are not there.</summary>
    public IReadOnlyList<TokenRef> TokensInitialised { get; init; } = [];

    /// <summary>What must be there before the first step.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>Whether the officers sign the journal's last line whenever the program is left.</summary>
    public bool SignOnLeave { get; init; }

    /// <summary>The id of the first step that shows a PIN on the screen; null where none does.</summary>
    public string? FirstToShowPin { get; init; }

    /// <summary>The network interfaces that may be up in a real ceremony.</summary>
    public IReadOnlyList<string> InterfacesUp { get; init; } = [];

    /// <summary>Whose the CAs, procedures and officers are, one of <see cref="InstallationKind"/>; null where the script does not say.</summary>
    public string? Installation { get; init; }

    /// <summary>Who will type how many PINs, as it was counted beforehand; empty where that is not known.</summary>
    public IReadOnlyList<ForecastPins> Pins { get; init; } = [];

    /// <summary>Whether a real ceremony shows PINs on terminals that are not a console of the machine too.</summary>
    public bool ShowsPinsAnywhere { get; init; }

    /// <summary>What each module that the tokens are behind needs beside its file, by that file.</summary>
    public IReadOnlyDictionary<string, ModuleSetup> Setups => Tokens.DistinctBy(token => token.Module).ToDictionary(token => token.Module, token => token.Setup, StringComparer.Ordinal);

    /// <summary>The same, with what was counted beforehand; nothing of it where that is not all.</summary>
    public RunPlan With(Forecast forecast) => forecast.HasAllPins ? this with { Pins = forecast.Pins } : this;

    /// <summary>The plan of a script whose parameters are known.</summary>
    public static RunPlan Of(BoundScript bound) => new(
        bound.Script.Ceremony,
        bound.Script.Title,
        bound.Script.Version,
        bound.Script.Bytes,
        bound.Script.Sha256,
        bound.Script.Seats,
        bound.Script.Confirm.Officers,
        bound.Script.Confirm.WithinSeconds,
        bound.Tokens,
        bound.Parameters,
        [.. bound.Steps.Select(step => new PlannedStep(step.Id, step.Do, step.Act, step.FillForForecast().Title, step.Fill) { MayEndByException = step.Kind.MayEndByException, ActingRoles = step.Kind.ActingRoles, Together = step.Together, Foresee = step.Fill })])
    {
        Services = bound.Services,
        SignOnLeave = bound.Script.SignOnLeave,
        TokensUsed = bound.TokensUsed(),
        TokensInitialised = bound.TokensInitialised(),
        Needs = bound.Needs(),
        FirstToShowPin = bound.FirstToShowPin(),
        ShowsPinsAnywhere = bound.Script.ShowsPinsAnywhere,
        InterfacesUp = bound.Script.InterfacesUp,
        Installation = bound.Script.Installation,
    };
}

/// <summary>A step before the results of earlier ones are filled in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Do">Its kind.</param>
/// <param name="Act">The act's title.</param>
/// <param name="Title">Its title in the outline.</param>
/// <param name="Fill">Makes the step from the outputs of the finished ones, by step id and output name.</param>
public sealed record PlannedStep(
    string Id,
    string Do,
    string Act,
    string Title,
    Func<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>, IStep> Fill)
{
    /// <summary>Whether it may be ended by an exception; see <see cref="StepKind.MayEndByException"/>.</summary>
    public bool MayEndByException { get; init; }

    /// <summary>Who must be in the room for it beside an operator; see <see cref="StepKind.ActingRoles"/>.</summary>
    public IReadOnlyList<string> ActingRoles { get; init; } = [];

    /// <summary>The id of the first step, in the script, of those in its act that are confirmed together with it; null where it is confirmed alone.</summary>
    public string? Together { get; init; }

    /// <summary>Makes the step as <see cref="Fill"/> does, before its turn: only to find out what it will propose.</summary>
    public Func<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>, IStep> Foresee { get; init; } = Fill;
}
