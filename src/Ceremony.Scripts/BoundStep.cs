using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>A step that will be done. What earlier steps give is filled in when it is its turn.</summary>
public sealed class BoundStep
{
    private static readonly IReadOnlyDictionary<string, string> Anyway = new Dictionary<string, string>();
    private readonly ScriptMap _written;
    private readonly Func<TemplatePart, string?> _known;
    private readonly ToldSteps _earlier;
    private IStep? _forForecast;

    /// <param name="step">The step in the script.</param>
    /// <param name="id">Its id; <c>id[n]</c> for the n-th item of a for-each.</param>
    /// <param name="number">Its number, counted from 1.</param>
    /// <param name="act">The act's title.</param>
    /// <param name="known">Gives the values of parameters and of the item; null for references to steps.</param>
    /// <param name="earlier">The steps before it, which tell what they will give.</param>
    internal BoundStep(ScriptStep step, string id, int number, string act, Func<TemplatePart, string?> known, ToldSteps earlier)
    {
        _written = step.Fields;
        _known = known;
        _earlier = earlier;
        Id = id;
        Number = number;
        Act = act;
        Kind = step.Kind;
        Together = step.Together;
        Fields = Template.Fill(_written, known);
        Told = new ToldStep(id, step.Mark, step.Kind, Template.Fill(_written, Tellable), Anyway);
    }

    /// <summary>The id; <c>id[n]</c> for the n-th item of a for-each.</summary>
    public string Id { get; }

    /// <summary>1, 2, … among all steps that will be done.</summary>
    public int Number { get; }

    /// <summary>The act's title.</summary>
    public string Act { get; }

    /// <summary>The kind's name.</summary>
    public string Do => Kind.Name;

    /// <summary>The kind.</summary>
    public StepKind Kind { get; }

    /// <summary>The id of the first step, in the script, of those in its act that are confirmed together with it; null where it is confirmed alone.</summary>
    public string? Together { get; }

    /// <summary>The fields with parameters filled in and references to steps as they are written; to be shown, not to be filled again.</summary>
    public ScriptMap Fields { get; }

    /// <summary>The parameters that its fields hold.</summary>
    public IReadOnlyList<string> ParametersUsed => [.. References<ParameterPart>().Select(part => part.Name).Distinct()];

    /// <summary>The earlier steps whose outputs its fields hold.</summary>
    public IReadOnlyList<string> StepsUsed => [.. References<StepPart>().Select(part => part.Id).Distinct()];

    /// <summary>The tokens that its fields name.</summary>
    internal IEnumerable<string> TokensNamed =>
        from each in Kind.Fields
        let value = Fields.Find(each.Name)
        where value is not null
        from token in each.TokensIn(value)
        select token.Text;

    /// <summary>The fields as they are written.</summary>
    internal ScriptMap Written => _written;

    /// <summary>The step as the script tells of it.</summary>
    internal ToldStep Told { get; }

    /// <summary>What the steps before it bring into being.</summary>
    internal IEarlierSteps Earlier => _earlier.Before(Told);

    /// <summary>Gives what is known before the first step: parameters, and what the texts of earlier steps tell of what they will give; null for the rest.</summary>
    internal string? Known(TemplatePart part) => Tellable(part) is { } text && ToldStep.IsKnown(text) ? text : null;

    /// <summary>
    /// The step, with everything filled in from what finished steps gave: step id to output to value. Throws
    /// <see cref="ScriptProblemException"/> where a value is missing or does not fit its field.
    /// </summary>
    public IStep Fill(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> outputsOfDoneSteps) =>
        Kind.Bind(FilledFields(outputsOfDoneSteps));

    /// <summary>The fields with the outputs of done steps in the places that refer to them. Throws <see cref="ScriptProblemException"/> where one is missing.</summary>
    public ScriptMap FilledFields(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> outputsOfDoneSteps) =>
        Filled(reference => outputsOfDoneSteps.TryGetValue(reference.Id, out IReadOnlyDictionary<string, string>? outputs)
            && outputs.TryGetValue(reference.Output, out string? value)
                ? value
                : throw new ScriptProblemException(_written.Mark, $"the step \"{reference.Id}\" has produced no value for {reference.Written}"));

    /// <summary>
    /// The step as it can be described before anything is done: what earlier steps will give stands there by its name, or, where no text tells that, in words such as "(the Boot CA)".
    /// Use it only for the title and the forecast.
    /// </summary>
    public IStep FillForForecast() => _forForecast ??= TryFill(Readable) ?? TryFill(Plain) ?? new UntoldStep(Kind);

    private IEnumerable<T> References<T>()
        where T : TemplatePart => Template.References(_written).Select(reference => reference.Part).OfType<T>();

    /// <summary>Whether a text holds the words that stand for a value which an earlier step will give.</summary>
    internal bool NamesALaterValue(string text) => References<StepPart>()
        .Any(part => IsFileOrWords(part) && (text.Contains(Readable(part), StringComparison.Ordinal) || text.Contains(Plain(part), StringComparison.Ordinal)));

    // Where the name of a key or a CA is known, it is no sign of anything: a path may hold the same letters.
    private bool IsFileOrWords(StepPart part) => _earlier.ThingOf(part) == Thing.SoftToken || _earlier.Value(part, Anyway) is not { } name || !ToldStep.IsKnown(name);

    private IStep? TryFill(Func<StepPart, string> name)
    {
        try
        {
            IStep step = Kind.Bind(Filled(name));
            _ = step.Forecast();
            return step;
        }
        catch (ScriptProblemException)
        {
            // A field that is not free text, such as a file's name, cannot hold the words that stand for a value still to come.
            return null;
        }
    }

    private ScriptMap Filled(Func<StepPart, string> fill) =>
        Template.Fill(_written, part => part is StepPart reference ? fill(reference) : _known(part));

    private string? Tellable(TemplatePart part) => part is StepPart reference ? _earlier.Value(reference, Anyway) : _known(part);

    private string Readable(StepPart reference) => NameOf(reference, InWords);

    private string Plain(StepPart reference) => NameOf(reference, part => part.Output.Length == 0 ? part.Id : $"{part.Id}-{part.Output}");

    // A name that an earlier step gets from a still earlier one has a reference in it.
    private string NameOf(StepPart reference, Func<StepPart, string> untold) => _earlier.Value(reference, Anyway) is not { } text ? untold(reference)
        : ((ScriptScalar)Template.Fill(new ScriptScalar(text, _written.Mark), part => part is StepPart inner ? untold(inner) : null)).Text;

    private string InWords(StepPart reference) => _earlier.ThingOf(reference) switch
    {
        Thing.BootCa => "(the Boot CA)",
        Thing.BootKey => "(the Boot CA's key)",
        Thing.Text or null => $"(the answer in {reference.Id})",
        { } thing => $"(the {Things.Word(thing)} of {reference.Id})",
    };

    private sealed class UntoldStep(StepKind kind) : IStep
    {
        public string Title { get; } = kind.Name.Replace('-', ' ');

        public StepForecast Forecast() => new(kind.Summary, 0);

        public Task<StepResult> Run(IDesk desk) => throw new InvalidOperationException("a step filled in for its forecast is never run");
    }
}
