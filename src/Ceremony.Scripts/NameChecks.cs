using Ceremony.Core.Desk;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts;

/// <summary>
/// Checks every name and every reference in a step's fields: that it stands for a thing of the right sort, which an earlier step brings into being whenever this
/// one is done, and that no name is taken twice.
/// </summary>
/// <param name="told">The steps before.</param>
/// <param name="parameters">The parameters that are still open.</param>
/// <param name="people">Who must be there; null where that could not be read.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class NameChecks(ToldSteps told, IReadOnlyList<ScriptParameter> parameters, IReadOnlyList<ScriptRole>? people, Problems problems)
{
    private readonly List<(ScriptName Name, ToldStep Step)> _missing = [];
    private bool _isSaidWhoConfirms;

    /// <summary>Checks a step, and adds it to those that are told.</summary>
    /// <param name="step">The step.</param>
    /// <param name="written">Its fields as they are written.</param>
    /// <param name="judge">Judges its fields by themselves: the step with its fields filled in as far as they are known; null where they cannot be.</param>
    public void Check(ToldStep step, ScriptMap written, Func<IStep?> judge)
    {
        int before = problems.Count + _missing.Count;
        IStep? bound = judge();
        bool isSound = problems.Count + _missing.Count == before;
        foreach (Field field in step.Kind.Fields)
        {
            if (written.Find(field.Name) is { } value && step.Fields.Find(field.Name) is { } filled)
            {
                CheckField(field, value, filled, step);
            }
        }

        CheckConfirmers(step, bound);
        if (bound is not null && problems.Count + _missing.Count == before)
        {
            foreach (ScriptProblem problem in step.Kind.Misfits(step, told.Before(step)))
            {
                problems.Add(problem.Mark, problem.Sentence);
            }

            foreach (ScriptProblem warning in step.Kind.Cautions(step, told.Before(step)))
            {
                problems.Warn(warning);
            }
        }

        int things = told.Things.Count;
        foreach (ToldThing made in told.Add(step, isSound))
        {
            CheckTaken(made, told.Things.Take(things));
        }
    }

    /// <summary>Says which names nothing stands for, once all steps are told; not where a step could not be read that may bring them into being.</summary>
    public void Finish(bool isComplete)
    {
        foreach ((ScriptName name, ToldStep step) in isComplete ? _missing : [])
        {
            problems.Add(name.Written.Mark, Missing(name, step));
        }
    }

    private void CheckField(Field field, ScriptValue written, ScriptValue filled, ToldStep step)
    {
        foreach ((ScriptName name, ScriptName known) in field.NamesIn(written).Zip(field.NamesIn(filled)))
        {
            if (Whole(name.Written) is { } reference)
            {
                CheckReference(field, reference, name);
            }
            else
            {
                CheckName(known, step);
            }
        }

        // A word of a closed list is nothing that a step brings into being, whatever it is called.
        if (field.Schema.Find("enum") is not null && Whole(written) is { } word && filled is ScriptScalar { Text: var text } && !ToldStep.IsKnown(text)
            && told.ThingOf(word) is { } thing && thing != Thing.Text)
        {
            problems.Add(written.Mark, $"\"{field.Name}\" must be {field.Takes}; {word.Written} is {Things.A(Things.Word(thing))}");
        }
    }

    private void CheckReference(Field field, StepPart reference, ScriptName name)
    {
        if (told.ThingOf(reference) is { } thing && !name.Things.Contains(thing))
        {
            problems.Add(name.Written.Mark, $"\"{field.Name}\" takes {Things.A(Things.Word(name.Things))}; {reference.Written} is {Things.A(Things.Word(thing))}");
        }
    }

    private void CheckName(ScriptName name, ToldStep step)
    {
        string text = name.Written.Text;
        if (name.Things.Contains(Thing.Seat))
        {
            CheckSeat(name);
        }

        // What lies on the machine or on a medium is known in the room.
        if (name.Things.Contains(Thing.Seat) || name.Things.Contains(Thing.File))
        {
            return;
        }

        ToldThing[] meant = [.. told.Before(step).Made(text, name.Things)];
        if (meant.Length > 0)
        {
            CheckCovered(name.Written.Mark, $"the {Things.Word(meant[0].Thing)} {Nearest.Quote(text)}", meant, step);
        }
        else if (ToldStep.IsKnown(text) && (HasAnother(name, step) || !told.Things.Any(thing => name.Things.Contains(thing.Thing) && !ToldStep.IsKnown(thing.Name) && step.CanMeet(thing.By))))
        {
            _missing.Add((name, step));
        }
    }

    // No other thing can have a name that is taken by one of another sort, such as a secret key where a key is meant.
    private bool HasAnother(ScriptName name, ToldStep step) => told.Things.Any(thing =>
        thing.Name == name.Written.Text && thing.By.Under.All(step.Under.Contains) && Things.NamesSharedWith(thing.Thing) is { } group && name.Things.All(each => each != thing.Thing && Things.NamesSharedWith(each) == group));

    private void CheckSeat(ScriptName name)
    {
        string seat = name.Written.Text;
        string[] seats = [.. (people ?? []).SelectMany(role => Enumerable.Range(1, role.Count).Select(number => $"{role.Role} {number}"))];
        if (people is not null && ToldStep.IsKnown(seat) && !seats.Contains(seat))
        {
            problems.Add(name.Written.Mark, $"{Nearest.Quote(seat)} is not among the people{Nearest.Hint(seat, seats)}");
        }
    }

    private void CheckCovered(ScriptMark mark, string what, IReadOnlyList<ToldThing> meant, ToldStep step)
    {
        if (new ChoiceCases(parameters).Uncovered(step.Under, [.. meant.Select(each => each.By.Under)]) is not { } uncovered)
        {
            return;
        }

        string done = Things.Verb(meant[0].Thing).Done;
        problems.Add(mark, meant.Select(each => ChoiceCases.Told(each.By.Under)).Distinct().ToArray() is [var only]
            ? $"{what} is only {done} when {only}; give this step the same \"when\""
            : $"{what} is not {done} when {ChoiceCases.Told(uncovered)}");
    }

    private void CheckTaken(ToldThing made, IEnumerable<ToldThing> before)
    {
        if (before.FirstOrDefault(each => HaveOneName(each, made) && made.By.CanMeet(each.By)) is { } taken)
        {
            string next = made.Thing is Thing.ProducedCard or Thing.PersonalisedCard ? "once is enough" : "each needs a name of its own";
            problems.Add(made.Mark, $"the {Things.Word(taken.Thing)} {Nearest.Quote(taken.Name)} is {Things.Verb(taken.Thing).Done} by the step \"{taken.By.Id}\" on line {taken.By.Mark.Line} already; {next}");
        }
    }

    private static bool HaveOneName(ToldThing one, ToldThing other) =>
        Things.NamesSharedWith(one.Thing) is { } group && group == Things.NamesSharedWith(other.Thing)
        && (group == Thing.Officer ? PersonName.Folded(one.Name) == PersonName.Folded(other.Name) : one.Name == other.Name);

    private void CheckConfirmers(ToldStep step, IStep? bound)
    {
        if (_isSaidWhoConfirms || bound is null || bound.Forecast().Confirmations == 0)
        {
            return;
        }

        ToldThing[] confirmers = [.. told.Before(step).Made("", Thing.Confirmers)];
        if (new ChoiceCases(parameters).Uncovered(step.Under, [.. confirmers.Select(each => each.By.Under)]) is { } uncovered)
        {
            // The steps after it say no more than this one.
            _isSaidWhoConfirms = true;
            string when = confirmers.Length == 0 ? "" : $" when {ChoiceCases.Told(uncovered)}";
            problems.Add(step.Mark, $"nobody can confirm this step{when}: no earlier step opens a boot kit (open-boot-kit) or has officers' keys made (gather with officer-keys: console)");
        }
    }

    private string Missing(ScriptName name, ToldStep step)
    {
        string text = name.Written.Text;
        Thing first = name.Things[0];
        if (told.Things.FirstOrDefault(thing => thing.Name == text && name.Things.Contains(thing.Thing) && step.CanMeet(thing.By)) is { } later)
        {
            return $"the {Things.Word(later.Thing)} {Nearest.Quote(text)} is only {Things.Verb(later.Thing).Done} by the step \"{later.By.Id}\" on line {later.By.Mark.Line}, not before this one";
        }

        string sentence = $"no earlier step {Things.Verb(first).Does} the {Things.Word(name.Things)} {Nearest.Quote(text)}";
        return told.Things.FirstOrDefault(thing => thing.Name == text && Things.Word(thing.Thing) != Things.Word(name.Things) && thing.Thing != Thing.Statement) is { } other
            ? $"{sentence}; it is {Things.A(Things.Word(other.Thing))}"
            : $"{sentence}{Nearest.Hint(text, told.Things.Where(thing => name.Things.Contains(thing.Thing) && ToldStep.IsKnown(thing.Name) && step.CanMeet(thing.By)).Select(thing => thing.Name))}";
    }

    private static StepPart? Whole(ScriptValue value) =>
        value is ScriptScalar scalar && Template.Parts(scalar).Where(part => part is not LiteralPart { Written: "" }).ToArray() is [StepPart reference] ? reference : null;
}
