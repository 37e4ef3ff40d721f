namespace Ceremony.Mutation;

/// <summary>Tries mutants one by one until something tells them.</summary>
internal sealed class Trials
{
    private const long StepsForAnything = 1_000_000;
    private const int StepsMore = 3;
    private const int OfAKind = 2;
    private readonly Func<Loaded> _load;
    private readonly MutatedProject _project;
    private readonly List<Trial> _trials = [];
    private readonly bool[] _onlyOnce;
    private readonly Loaded _loaded;
    private readonly long _mostSteps;

    /// <summary>Runs everything once without a mutant.</summary>
    /// <param name="load">Loads the mutated assembly again, with what is static in it.</param>
    /// <param name="project">The mutants.</param>
    /// <param name="trials">What may tell them.</param>
    public Trials(Func<Loaded> load, MutatedProject project, Func<Loaded, IReadOnlyList<Trial>> trials)
    {
        (_load, _project) = (load, project);
        _loaded = load();
        IReadOnlyList<Trial> all = trials(_loaded);

        long most = 0;
        foreach (Trial trial in all)
        {
            (trial.Reaches, trial.Expected) = Reached(trial, _loaded);
            most = Math.Max(most, _loaded.Steps);
            if (trial.Expected == TestRun.Failed)
            {
                Console.Error.WriteLine($"{trial.Name} fails here without a mutant: {TestTrials.LastFailure?.Message}");
            }
        }

        _onlyOnce = OnlyOnce(all);

        // Hundreds of records are like each other: a few of each kind are enough.
        _trials.AddRange(all.Where(trial => trial.Expected != TestRun.Failed).GroupBy(trial => (trial.Kind ?? trial.Name, new string([.. trial.Reaches.Select(each => each ? '1' : '0')]))).SelectMany(like => like.Take(OfAKind)));

        if (_trials.Count == 0)
        {
            throw new InvalidOperationException("Nothing passes without a mutant: the tests cannot be run here.", TestTrials.LastFailure);
        }

        _mostSteps = (most * StepsMore) + StepsForAnything;
        _loaded.MostSteps = _mostSteps;
        Console.Error.WriteLine($"{_trials.Count} of {all.Count} trials, {_project.Mutants.Count} mutants");
    }

    /// <summary>Whether anything tells the mutant; its name, or null.</summary>
    public string? Killer(int number)
    {
        int block = _project.BlockOf(number);
        if (_onlyOnce[block])
        {
            return Again(number);
        }

        // What told most first, and tests before records, of which there are many more. As many at a time as there are processors: a survivor is tried with all of them.
        foreach (Trial[] some in _trials.Where(each => each.Reaches[block]).OrderByDescending(each => each.Kills).ThenBy(each => each.Kind is not null).ToArray().Chunk(Environment.ProcessorCount))
        {
            if (Telling(some, _loaded, number) is { } trial)
            {
                trial.Kills++;
                return trial.Name;
            }
        }

        return null;
    }

    // The few trials that told most are tried with a program that begins with the mutant.
    private string? Again(int number)
    {
        Loaded fresh = _load();
        fresh.MostSteps = _mostSteps;
        fresh.Active = number;
        return _trials.OrderByDescending(each => each.Kills).FirstOrDefault(each => each.Told(fresh) != each.Expected)?.Name;
    }

    private static Trial? Telling(Trial[] some, Loaded loaded, int number)
    {
        (loaded.Active, loaded.Steps) = (number, 0);
        Trial[] differ = [.. some.AsParallel().AsOrdered().Where(trial => trial.Told(loaded) != trial.Expected)];
        (loaded.Active, loaded.Steps) = (0, 0);
        return differ.FirstOrDefault(trial => trial.Told(loaded) == trial.Expected);
    }

    // What a trial reaches the first time and never again made something static: it has to be loaded again for such a mutant. No other trial reaches that.
    private bool[] OnlyOnce(IReadOnlyList<Trial> trials)
    {
        bool[] once = new bool[_project.Blocks];
        int[] reached = [.. Enumerable.Range(0, _project.Blocks).Select(block => trials.Count(trial => trial.Reaches[block]))];
        foreach (Trial trial in trials.Where(trial => Enumerable.Range(0, _project.Blocks).Any(block => reached[block] == 1 && trial.Reaches[block])))
        {
            bool[] again = Reached(trial, _loaded).Reached;
            for (int block = 0; block < once.Length; block++)
            {
                once[block] |= reached[block] == 1 && trial.Reaches[block] && !again[block];
            }
        }

        return once;
    }

    private (bool[] Reached, string Told) Reached(Trial trial, Loaded loaded)
    {
        loaded.Steps = 0;
        loaded.Reached = new bool[_project.Blocks];
        string told = trial.Told(loaded);
        return (loaded.Reached, told);
    }
}
