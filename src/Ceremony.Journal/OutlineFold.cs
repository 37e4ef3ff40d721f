using System.Collections.Immutable;
using Ceremony.Core.Json;
using Ceremony.Core.Room;
using Ceremony.Journal.Entries;

namespace Ceremony.Journal;

/// <summary>Acts and steps with their state. What was given out stays as it was: the room paints it on a thread of its own.</summary>
internal sealed class OutlineFold : LineFold
{
    private readonly Dictionary<string, StepState> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Act, int Step)> _places = new(StringComparer.Ordinal);
    private readonly List<Act> _acts = [];
    private ImmutableList<ActView> _views = [];

    /// <inheritdoc/>
    public override bool IsOfStanding => true;

    /// <inheritdoc/>
    public override IReadOnlyList<Type>? About { get; } = [typeof(Parameters), typeof(StepStarted), typeof(StepDone)];

    /// <summary>The outline.</summary>
    public IReadOnlyList<ActView> Acts => _views;

    /// <inheritdoc/>
    public override void Take(JournalLine line)
    {
        if (line.As<Parameters>() is { } parameters)
        {
            List(parameters);
        }
        else if (line.Tells<StepStarted>())
        {
            Set(StepOf(line), StepState.Open);
        }
        else if (line.Tells<StepDone>())
        {
            Set(StepOf(line), StepState.Done);
        }
    }

    /// <summary>The step that a line belongs to. Throws <see cref="JsonFormatException"/> where it belongs to none.</summary>
    public static string StepOf(JournalLine line) => line.Step ?? throw new JsonFormatException($"line {line.Seq} of the journal belongs to no step");

    private void List(Parameters parameters)
    {
        _acts.Clear();
        _places.Clear();
        foreach (ListedStep step in parameters.Steps)
        {
            if (_acts.Count == 0 || _acts[^1].Title != step.Act)
            {
                _acts.Add(new Act(step.Act));
            }

            _places[step.Id] = (_acts.Count - 1, _acts[^1].Steps.Count);
            _acts[^1].Add(new StepView(step.Title, _states.GetValueOrDefault(step.Id, StepState.Ahead)));
        }

        _views = [.. _acts.Select(act => act.View)];
    }

    private void Set(string step, StepState state)
    {
        _states[step] = state;
        if (_places.TryGetValue(step, out (int Act, int Step) place))
        {
            _acts[place.Act].Set(place.Step, state);
            _views = _views.SetItem(place.Act, _acts[place.Act].View);
        }
    }

    private sealed class Act(string title)
    {
        private int _done;
        private int _ahead;

        public string Title => title;

        public ImmutableList<StepView> Steps { get; private set; } = [];

        // Between two steps of an act none is open, but the act is.
        public ActView View => new(title, _done == Steps.Count ? StepState.Done : _ahead == Steps.Count ? StepState.Ahead : StepState.Open, Steps);

        public void Add(StepView step)
        {
            Steps = Steps.Add(step);
            Count(step.State, 1);
        }

        public void Set(int place, StepState state)
        {
            Count(Steps[place].State, -1);
            Count(state, 1);
            Steps = Steps.SetItem(place, Steps[place] with { State = state });
        }

        private void Count(StepState state, int more)
        {
            _done += state == StepState.Done ? more : 0;
            _ahead += state == StepState.Ahead ? more : 0;
        }
    }
}
